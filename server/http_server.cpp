#include "server/http_server.hpp"

#include "catalogue/catalogue.hpp"
#include "server/encryption.hpp"
#include "server/limits.hpp"
#include "server/reception.hpp"

#include <exception>
#include <memory>
#include <string>
#include <utility>

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <fmt/core.h>
#include <spdlog/spdlog.h>

namespace server {

namespace {

namespace net = Poco::Net;

net::ServerSocket bound_to(const std::string& listen) {
    try {
        net::ServerSocket socket;
        // Reusing the address lets a restart follow at once; sharing the port would hide that it is taken.
        socket.bind(net::SocketAddress(listen), true, false);
        socket.listen(1024);
        return socket;
    } catch (const Poco::Exception& error) {
        throw catalogue::CannotWork(
            fmt::format("Cannot listen on {} ({}); is another server running there? Choose another with "
                        "--listen ADDRESS:PORT.",
                        listen, error.displayText()));
    }
}

}  // namespace

struct HttpServer::Works {
    Answers answers;
    Encryption encryption;
    std::string address;
    Reception reception;

    Works(const net::ServerSocket& socket, Answers who_answers, const Limits& limits, Encryption how)
        : answers(std::move(who_answers)),
          encryption(std::move(how)),
          address(socket.address().toString()),
          reception(socket, answers, limits, encryption) {}
};

HttpServer::HttpServer(const std::string& listen, Answers answers, const Limits& limits,
                       Encryption encryption)
    : works_(std::make_unique<Works>(bound_to(listen), std::move(answers), limits, std::move(encryption))) {}

HttpServer::~HttpServer() {
    try {
        stop();
    } catch (const std::exception& error) {
        spdlog::error("stopping: {}", error.what());
    }
}

std::string HttpServer::address() const {
    return works_->address;
}

void HttpServer::stop() {
    works_->reception.stop();
}

}  // namespace server
