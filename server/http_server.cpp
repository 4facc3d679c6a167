#include "server/http_server.hpp"

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/request_head.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <exception>
#include <ios>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPServerConnection.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnection.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/ThreadPool.h>
#include <Poco/Timespan.h>
#include <fmt/core.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>

namespace server {

namespace {

namespace net = Poco::Net;

constexpr int most_connections = 512;
constexpr int thread_stack = 1024 * 1024;
constexpr auto head_deadline = std::chrono::seconds(10);
const Poco::Timespan moment(0, 250'000);
const Poco::Timespan stretch(20, 0);

std::string path_of(const std::string& target) {
    return target.substr(0, target.find('?'));
}

class Handler : public net::HTTPRequestHandler {
 public:
    explicit Handler(const HttpServer::Answerer& answerer) : answerer_(answerer) {}

    void handleRequest(net::HTTPServerRequest& asked, net::HTTPServerResponse& response) override {
        const Request request{asked.getMethod(), path_of(asked.getURI()), asked.get("If-None-Match", ""),
                              asked.get("Range", "")};
        const Answer answer = answerer_(request);
        response.setStatusAndReason(static_cast<net::HTTPResponse::HTTPStatus>(answer.status));
        for (const auto& [name, value] : answer.headers) response.set(name, value);
        response.setKeepAlive(false);
        if (answer.status != 304) response.setContentLength64(static_cast<Poco::Int64>(answer.body.size()));
        std::ostream& out = response.send();
        if (request.method != "HEAD" && answer.status != 304) {
            out.write(answer.body.data(), static_cast<std::streamsize>(answer.body.size()));
        }
        out.flush();
    }

 private:
    const HttpServer::Answerer& answerer_;
};

class HandlerFactory : public net::HTTPRequestHandlerFactory {
 public:
    explicit HandlerFactory(HttpServer::Answerer answerer) : answerer_(std::move(answerer)) {}

    net::HTTPRequestHandler* createRequestHandler(const net::HTTPServerRequest&) override {
        return new Handler(answerer_);  // Poco deletes it
    }

 private:
    HttpServer::Answerer answerer_;
};

// Looks at the head without taking it from the socket, until it is whole. Empty when it did not come in time.
std::string peek_head(net::StreamSocket& socket, const std::atomic<bool>& stopping) {
    std::array<char, largest_head> bytes{};
    const auto deadline = std::chrono::steady_clock::now() + head_deadline;
    int wanted = 1;
    while (!stopping && std::chrono::steady_clock::now() < deadline) {
        socket.setOption(SOL_SOCKET, SO_RCVLOWAT, wanted);
        if (!socket.poll(moment, net::Socket::SELECT_READ)) continue;
        const int have = socket.receiveBytes(bytes.data(), largest_head, MSG_PEEK | MSG_DONTWAIT);
        const std::string_view seen{bytes.data(), static_cast<std::size_t>(std::max(have, 0))};
        const std::size_t end = seen.find("\r\n\r\n");
        if (end != std::string_view::npos) {
            socket.setOption(SOL_SOCKET, SO_RCVLOWAT, 1);
            return std::string{seen.substr(0, end + 4)};
        }
        // Nothing new although it woke us: the other side is done and never sent an empty line.
        if (have < wanted || have == largest_head) return std::string{seen};
        wanted = have + 1;
    }
    return {};
}

// What every connection works with. Owned by the server, which outlives them.
struct Shared {
    net::HTTPServerParams::Ptr params;
    net::HTTPRequestHandlerFactory::Ptr handlers;
    std::atomic<bool> stopping = false;
};

class GuardedConnection : public net::TCPServerConnection {
 public:
    GuardedConnection(const net::StreamSocket& socket, const Shared& shared)
        : TCPServerConnection(socket), shared_(shared) {}

    void run() override {
        try {
            socket().setSendTimeout(stretch);
            socket().setReceiveTimeout(stretch);
            const std::string head = peek_head(socket(), shared_.stopping);
            if (head.empty()) return;
            const int refused = refuse_head(head);
            if (refused != 0) {
                refuse(refused);
                return;
            }
            net::HTTPServerConnection(socket(), shared_.params, shared_.handlers).run();
        } catch (const Poco::Exception& error) {
            spdlog::debug("connection ended: {}", error.displayText());
        }
    }

 private:
    void refuse(int status) {
        const std::string text = fmt::format(
            "HTTP/1.1 {} {}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", status,
            net::HTTPResponse::getReasonForStatus(static_cast<net::HTTPResponse::HTTPStatus>(status)));
        socket().sendBytes(text.data(), static_cast<int>(text.size()));
        socket().shutdownSend();
    }

    const Shared& shared_;
};

class ConnectionFactory : public net::TCPServerConnectionFactory {
 public:
    explicit ConnectionFactory(const Shared& shared) : shared_(shared) {}

    net::TCPServerConnection* createConnection(const net::StreamSocket& socket) override {
        return new GuardedConnection(socket,
                                     shared_);  // Poco deletes it
    }

 private:
    const Shared& shared_;
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
    Works(const net::ServerSocket& listening, Answerer answerer)
        : socket(listening), pool(2, most_connections, 60, thread_stack) {
        shared.params = new net::HTTPServerParams;
        shared.params->setKeepAlive(false);
        shared.params->setTimeout(stretch);
        shared.params->setMaxThreads(most_connections);
        shared.params->setMaxQueued(1024);
        shared.handlers = new HandlerFactory(std::move(answerer));
        server = std::make_unique<net::TCPServer>(new ConnectionFactory(shared), pool, socket, shared.params);
        server->start();
    }

    net::ServerSocket socket;
    Shared shared;
    Poco::ThreadPool pool;
    std::unique_ptr<net::TCPServer> server;
};

HttpServer::HttpServer(const std::string& listen, Answerer answerer)
    : works_(std::make_unique<Works>(bound_to(listen), std::move(answerer))) {}

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
    works_->shared.stopping = true;
    works_->server->stop();
    works_->socket.close();
    works_->pool.stopAll();
    works_->server.reset();
}

}  // namespace server
