#include "visitor.hpp"

#include "server/http_server.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <string>

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Timespan.h>
#include <fmt/core.h>

namespace visitor {

namespace {

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

}  // namespace

std::string Reply::header(const std::string& name) const {
    const std::string wanted = "\r\n" + lower(name) + ": ";
    const std::size_t at = lower(head).find(wanted);
    if (at == std::string::npos) return {};
    const std::size_t begin = at + wanted.size();
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

Poco::Net::StreamSocket connected_to(const server::HttpServer& server) {
    Poco::Net::StreamSocket socket{Poco::Net::SocketAddress(server.address())};
    socket.setReceiveTimeout(Poco::Timespan(60, 0));
    return socket;
}

void say(Poco::Net::StreamSocket& socket, const std::string& bytes) {
    for (std::size_t sent = 0; sent < bytes.size();) {
        sent += static_cast<std::size_t>(
            socket.sendBytes(bytes.data() + sent, static_cast<int>(bytes.size() - sent)));
    }
}

std::string all_from(Poco::Net::StreamSocket& socket) {
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
    Poco::Net::StreamSocket socket = connected_to(server);
    say(socket, raw);
    socket.shutdownSend();
    return all_from(socket);
}

Reply ask(const server::HttpServer& server, const std::string& path, const std::string& fields,
          const std::string& method) {
    const std::string all = answer_to(
        server,
        fmt::format("{} {} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{}\r\n", method, path, fields));
    const std::size_t end = all.find("\r\n\r\n");
    if (!all.starts_with("HTTP/1.1 ") || end == std::string::npos) return {};
    return {std::stoi(all.substr(9, 3)), all.substr(0, end + 2), all.substr(end + 4)};
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace visitor
