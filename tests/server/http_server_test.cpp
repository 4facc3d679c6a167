#include "server/http_server.hpp"

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <doctest/doctest.h>

namespace {

using Poco::Net::StreamSocket;
using server::HttpServer;
using visitor::all_from;
using visitor::answer_to;
using visitor::connected_to;
using visitor::say;

server::Answer echo(const server::Request& request) {
    server::Answer answer;
    answer.set("Content-Type", "text/plain");
    answer.body =
        request.path == "/large" ? std::string(32 * 1024 * 1024, 'x') : request.method + " " + request.path;
    return answer;
}

server::Answer refusal(int status) {
    server::Answer answer;
    answer.status = status;
    answer.body = "No.";
    return answer;
}

const server::Answers answers{echo, refusal};

int times(const std::string& text, const std::string& part) {
    int count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("a page is answered over HTTP") {
    const HttpServer server("127.0.0.1:0", answers);
    const std::string answer = answer_to(server, "GET /foto?x=1 HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(answer.starts_with("HTTP/1.1 200"));
    CHECK(answer.ends_with("\r\n\r\nGET /foto"));
    CHECK(answer.find("Server:") == std::string::npos);
    CHECK(answer.find("Set-Cookie") == std::string::npos);
}

TEST_CASE("HEAD tells how long the answer would be and sends none of it") {
    const HttpServer server("127.0.0.1:0", answers);
    const std::string answer = answer_to(server, "HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(answer.find("Content-Length: 7") != std::string::npos);
    CHECK(answer.ends_with("\r\n\r\n"));
}

TEST_CASE("a request hidden behind another is never answered") {
    const HttpServer server("127.0.0.1:0", answers);
    const std::string hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";
    for (const std::string& raw :
         {"GET /a HTTP/1.1\r\nHost: a\r\n\r\n" + hidden,
          "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 34\r\n\r\n" + hidden,
          "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
          "GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 34\r\n\r\n" + hidden,
          "GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 34\r\n\r\n" + hidden,
          "GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 34\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" +
              hidden,
          "GET /a HTTP/1.1\r\nHost: a\r\nContent-Length : 34\r\n\r\n" + hidden,
          "GET /a HTTP/1.1\nHost: a\n\n" + hidden}) {
        CAPTURE(raw);
        const std::string answer = answer_to(server, raw);
        CHECK(times(answer, "HTTP/1.1 ") == 1);
        CHECK(answer.find("hidden") == std::string::npos);
    }
}

TEST_CASE("a head that is too long is refused") {
    const HttpServer server("127.0.0.1:0", answers);
    const std::string answer =
        answer_to(server, "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20000, 'x') + "\r\n\r\n");
    CHECK(answer.starts_with("HTTP/1.1 431"));
    CHECK(answer.ends_with("No."));
}

TEST_CASE("a visitor may ask again over the same connection, and is not made to") {
    const HttpServer server("127.0.0.1:0", answers);
    StreamSocket socket = connected_to(server);
    say(socket, "GET /one HTTP/1.1\r\nHost: a\r\n\r\n");
    std::string first;
    while (!first.ends_with("GET /one")) {
        char byte = 0;
        REQUIRE(socket.receiveBytes(&byte, 1) == 1);
        first += byte;
    }
    CHECK(first.find("Connection: keep-alive") != std::string::npos);
    say(socket, "GET /two HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const std::string second = all_from(socket);
    CHECK(second.find("Connection: close") != std::string::npos);
    CHECK(second.ends_with("GET /two"));
    CHECK(answer_to(server, "GET /old HTTP/1.0\r\n\r\n").find("Connection: close") != std::string::npos);
}

TEST_CASE("visitors can only look") {
    const HttpServer server("127.0.0.1:0", answers);
    for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", "X"}) {
        CAPTURE(method);
        CHECK(answer_to(server, std::string{method} + " / HTTP/1.1\r\nHost: a\r\n\r\n")
                  .starts_with("HTTP/1.1 405"));
    }
    CHECK(answer_to(server, "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n").starts_with("HTTP/1.1 400"));
}

TEST_CASE("bytes that are no text at all are refused and the server lives on") {
    const HttpServer server("127.0.0.1:0", answers);
    for (const std::string& raw :
         {std::string("\0\0\0\0\r\n\r\n", 8), std::string{"\x16\x03\x01\x02\x00\x01"},
          std::string{"GET /\xC3\x28\xFF HTTP/1.1\r\nHost: a\r\n\r\n"},
          std::string{"GET / HTTP/1.1\r\nHost: a\r\nX: =?ISO-8859-1?B?DQpBOiBi?=\r\n\r\n"},
          std::string{"GET / HTTP/1.1\r\nHost: a\r\nX: =?utf-32?Q?=FF=FF=FF=FF?=\r\n\r\n"},
          std::string{"\r\n\r\n"}, std::string{"GET"}}) {
        CAPTURE(raw);
        const std::string answer = answer_to(server, raw);
        CHECK(answer.starts_with("HTTP/1.1 "));
        CHECK(answer.find("\r\nA: b") == std::string::npos);
    }
    CHECK(answer_to(server, "GET /a HTTP/1.1\r\nHost: a\r\n\r\n").ends_with("GET /a"));
}

TEST_CASE("a head that comes in small pieces is understood") {
    const HttpServer server("127.0.0.1:0", answers);
    StreamSocket socket = connected_to(server);
    for (const std::string& piece : {std::string{"GET /pie"}, std::string{"ces HTTP/1.1\r\nHos"},
                                     std::string{"t: a\r\nConnection: close\r\n\r"}, std::string{"\n"}}) {
        socket.sendBytes(piece.data(), static_cast<int>(piece.size()));
    }
    CHECK(all_from(socket).ends_with("GET /pieces"));
}

TEST_CASE("visitors who say nothing keep nobody else waiting") {
    const HttpServer server("127.0.0.1:0", answers);
    std::vector<StreamSocket> silent;
    for (int i = 0; i < 100; ++i) silent.push_back(connected_to(server));
    CHECK(answer_to(server, "GET /a HTTP/1.1\r\nHost: a\r\n\r\n").starts_with("HTTP/1.1 200"));
}

TEST_CASE("a large answer comes whole") {
    const HttpServer server("127.0.0.1:0", answers);
    const std::string answer = answer_to(server, "GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(answer.size() - answer.find("\r\n\r\n") - 4 == 32 * 1024 * 1024);
}

TEST_CASE("a file goes out whole or in part, to a quick reader and a slow one") {
    const a_course::Folder folder;
    const std::filesystem::path file = folder.path / "picture.jpg";
    std::string bytes;
    for (int i = 0; bytes.size() < 16 * 1024 * 1024; ++i) bytes += std::to_string(i) + " ";
    std::ofstream(file) << bytes;
    const HttpServer server("127.0.0.1:0", {[&](const server::Request& request) {
                                                return server::file_content(request, file, "image/jpeg",
                                                                            server::Keep::AskEachTime);
                                            },
                                            refusal});
    CHECK(visitor::ask(server, "/").body == bytes);
    CHECK(visitor::ask(server, "/", "Range: bytes=100000-1500000\r\n").body == bytes.substr(100000, 1400001));
    CHECK(visitor::ask(server, "/", "", "HEAD").body.empty());
    StreamSocket slow = connected_to(server);
    say(slow, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    for (int i = 0; i < 3; ++i) CHECK(visitor::ask(server, "/", "Range: bytes=0-2\r\n").body == "0 1");
    CHECK(all_from(slow).ends_with(bytes));
}

TEST_CASE("a file that becomes shorter while it is sent ends the connection and nothing else") {
    const a_course::Folder folder;
    const std::filesystem::path file = folder.path / "picture.jpg";
    std::ofstream(file) << std::string(32 * 1024 * 1024, 'x');
    const HttpServer server("127.0.0.1:0", {[&](const server::Request& request) {
                                                return server::file_content(request, file, "image/jpeg",
                                                                            server::Keep::AskEachTime);
                                            },
                                            refusal});
    StreamSocket socket = connected_to(server);
    say(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    char byte = 0;
    REQUIRE(socket.receiveBytes(&byte, 1) == 1);
    std::filesystem::resize_file(file, 10);
    CHECK(all_from(socket).size() < 32 * 1024 * 1024);
    CHECK(visitor::ask(server, "/").body == "xxxxxxxxxx");
}

TEST_CASE("an address that is taken is refused in one sentence") {
    const HttpServer first("127.0.0.1:0", answers);
    CHECK_THROWS_AS(HttpServer(first.address(), answers), catalogue::CannotWork);
    CHECK_THROWS_AS(HttpServer("no address at all", answers), catalogue::CannotWork);
}

TEST_CASE("the server stops while visitors are still connected") {
    auto server = std::make_unique<HttpServer>("127.0.0.1:0", answers);
    const StreamSocket silent = connected_to(*server);
    StreamSocket half = connected_to(*server);
    say(half, "GET / HTTP/1.1\r\nHo");
    StreamSocket never_reads = connected_to(*server);
    say(never_reads, "GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(answer_to(*server, "GET /a HTTP/1.1\r\nHost: a\r\n\r\n").starts_with("HTTP/1.1 200"));
    const std::string address = server->address();
    server->stop();
    CHECK_THROWS_AS(StreamSocket{Poco::Net::SocketAddress(address)}, Poco::Exception);
}

TEST_CASE("a form comes in whole where forms are taken, and one that is too large is refused unread") {
    server::HttpServer taking("127.0.0.1:0", {[](const server::Request& request) {
                                                  server::Answer answer;
                                                  answer.body = "[" + request.body + "]" + request.peer;
                                                  return answer;
                                              },
                                              [](int status) {
                                                  server::Answer answer;
                                                  answer.status = status;
                                                  return answer;
                                              },
                                              [](const server::Request&) { return std::size_t{10}; }});
    const std::string start = "POST /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ";
    const std::string whole = visitor::answer_to(taking, start + "5\r\n\r\nabcde");
    CHECK(whole.starts_with("HTTP/1.1 200"));
    CHECK(whole.ends_with("[abcde]127.0.0.1"));
    CHECK(visitor::answer_to(taking, start + "11\r\n\r\nabcdefghijk").starts_with("HTTP/1.1 413"));
    CHECK(visitor::answer_to(taking, start + "5\r\n\r\nabc").starts_with("HTTP/1.1 408"));
    // What comes behind a form is not another question.
    const std::string two = visitor::answer_to(
        taking,
        "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nabGET /b HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(two.find("HTTP/1.1", 8) == std::string::npos);
}
