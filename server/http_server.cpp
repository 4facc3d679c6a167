#include "server/http_server.hpp"

#include "catalogue/catalogue.hpp"
#include "server/connection.hpp"

#include <chrono>
#include <exception>
#include <memory>
#include <string>
#include <utility>

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnection.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/Net/TCPServerParams.h>
#include <Poco/ThreadPool.h>
#include <fmt/core.h>
#include <spdlog/spdlog.h>

namespace server {

namespace {

namespace net = Poco::Net;

constexpr int thread_stack = 512 * 1024;
constexpr auto to_finish = std::chrono::milliseconds(3000);
constexpr auto to_notice = std::chrono::milliseconds(1000);

class ConnectionFactory : public net::TCPServerConnectionFactory {
 public:
    ConnectionFactory(OpenConnections& open, const Answers& answers) : open_(open), answers_(answers) {}

    net::TCPServerConnection* createConnection(const net::StreamSocket& socket) override {
        return new Connection(socket, open_, answers_);  // Poco deletes it
    }

 private:
    OpenConnections& open_;
    const Answers& answers_;
};

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
    Works(const net::ServerSocket& listening, Answers who_answers)
        : socket(listening),
          answers(std::move(who_answers)),
          pool(2, OpenConnections::most, 60, thread_stack) {
        net::TCPServerParams::Ptr params = new net::TCPServerParams;
        params->setMaxThreads(OpenConnections::most);
        params->setMaxQueued(1024);
        server = std::make_unique<net::TCPServer>(new ConnectionFactory(open, answers), pool, socket, params);
        server->start();
    }

    net::ServerSocket socket;
    Answers answers;
    OpenConnections open;
    Poco::ThreadPool pool;
    std::unique_ptr<net::TCPServer> server;
};

HttpServer::HttpServer(const std::string& listen, Answers answers)
    : works_(std::make_unique<Works>(bound_to(listen), std::move(answers))) {}

HttpServer::~HttpServer() {
    try {
        stop();
    } catch (const std::exception& error) {
        spdlog::error("stopping: {}", error.what());
    }
}

std::string HttpServer::address() const {
    return works_->socket.address().toString();
}

void HttpServer::stop() {
    if (!works_->server) return;
    works_->server->stop();
    works_->socket.close();
    works_->open.stop_asking();
    if (!works_->open.wait_until_empty(to_finish)) {
        works_->open.cut();
        works_->open.wait_until_empty(to_notice);
    }
    works_->pool.stopAll();
    works_->server.reset();
}

}  // namespace server
