#include "server/http_server.hpp"

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Timespan.h>
#include <doctest/doctest.h>

namespace {

using Poco::Net::StreamSocket;

server::Answer echo(const server::Request& request) {
    server::Answer answer;
    answer.set("Content-Type", "text/plain");
    answer.body = request.method + " " + request.path;
    return answer;
}

StreamSocket connected_to(const server::HttpServer& server) {
    StreamSocket socket{Poco::Net::SocketAddress(server.address())};
    socket.setReceiveTimeout(Poco::Timespan(10, 0));
    return socket;
}

std::string all_from(StreamSocket& socket) {
    std::string all;
    std::array<char, 4096> bytes{};
    try {
        for (int n = 1; n > 0;) {
            n = socket.receiveBytes(bytes.data(), bytes.size());
            all.append(bytes.data(), static_cast<std::size_t>(std::max(n, 0)));
        }
    } catch (const Poco::Exception&) {
        all += "";  // the other side hung up hard, after what it had to say
    }
    return all;
}

std::string answer_to(const server::HttpServer& server, const std::string& raw) {
    StreamSocket socket = connected_to(server);
    socket.sendBytes(raw.data(), static_cast<int>(raw.size()));
    return all_from(socket);
}

int times(const std::string& text, const std::string& part) {
    int count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("a page is answered over HTTP") {
    const server::HttpServer server("127.0.0.1:0", echo);
    const std::string answer = answer_to(server, "GET /foto?x=1 HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(answer.starts_with("HTTP/1.1 200"));
    CHECK(answer.ends_with("\r\n\r\nGET /foto"));
    CHECK(answer.find("Server:") == std::string::npos);
    CHECK(answer.find("Set-Cookie") == std::string::npos);
}

TEST_CASE("HEAD tells how long the answer would be and sends none of it") {
    const server::HttpServer server("127.0.0.1:0", echo);
    const std::string answer = answer_to(server, "HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(answer.find("Content-Length: 7") != std::string::npos);
    CHECK(answer.ends_with("\r\n\r\n"));
}

TEST_CASE("a request hidden behind another is never answered") {
    const server::HttpServer server("127.0.0.1:0", echo);
    const std::string hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";
    for (const std::string& raw :
         {"GET /a HTTP/1.1\r\nHost: a\r\n\r\n" + hidden,
          "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 34\r\n\r\n" + hidden,
          "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
          "GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 34\r\n\r\n" + hidden}) {
        CAPTURE(raw);
        const std::string answer = answer_to(server, raw);
        CHECK(times(answer, "HTTP/1.1 ") <= 1);
        CHECK(answer.find("hidden") == std::string::npos);
    }
}

TEST_CASE("a head that is too long is refused") {
    const server::HttpServer server("127.0.0.1:0", echo);
    const std::string answer =
        answer_to(server, "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20000, 'x') + "\r\n\r\n");
    CHECK(answer.find("200") == std::string::npos);
}

TEST_CASE("a head that comes in small pieces is understood") {
    const server::HttpServer server("127.0.0.1:0", echo);
    StreamSocket socket = connected_to(server);
    for (const std::string& piece : {std::string{"GET /pie"}, std::string{"ces HTTP/1.1\r\nHos"},
                                     std::string{"t: a\r\n\r"}, std::string{"\n"}}) {
        socket.sendBytes(piece.data(), static_cast<int>(piece.size()));
    }
    CHECK(all_from(socket).ends_with("GET /pieces"));
}

TEST_CASE("visitors who say nothing keep nobody else waiting") {
    const server::HttpServer server("127.0.0.1:0", echo);
    std::vector<StreamSocket> silent;
    for (int i = 0; i < 100; ++i) silent.push_back(connected_to(server));
    CHECK(answer_to(server, "GET /a HTTP/1.1\r\nHost: a\r\n\r\n").starts_with("HTTP/1.1 200"));
}

TEST_CASE("an address that is taken is refused in one sentence") {
    const server::HttpServer first("127.0.0.1:0", echo);
    CHECK_THROWS_AS(server::HttpServer(first.address(), echo), catalogue::CannotWork);
    CHECK_THROWS_AS(server::HttpServer("no address at all", echo), catalogue::CannotWork);
}

TEST_CASE("the server stops while visitors are still connected") {
    auto server = std::make_unique<server::HttpServer>("127.0.0.1:0", echo);
    const StreamSocket silent = connected_to(*server);
    CHECK(answer_to(*server, "GET /a HTTP/1.1\r\nHost: a\r\n\r\n").starts_with("HTTP/1.1 200"));
    const std::string address = server->address();
    server->stop();
    CHECK_THROWS_AS(StreamSocket{Poco::Net::SocketAddress(address)}, Poco::Exception);
}
