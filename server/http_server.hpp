#pragma once

#include "server/answer.hpp"

#include <functional>
#include <memory>
#include <string>

namespace server {

/// Serves HTTP/1.1 on one address with Poco. One request a connection: what was sent behind it is never taken
/// for another (SERVER §2.10 P1). Slow askers are cut off: ten seconds for the head, twenty for each stretch
/// of the answer.
class HttpServer {
 public:
    using Answerer = std::function<Answer(const Request&)>;

    /// listen: "127.0.0.1:8080"; port 0 takes a free one. Throws catalogue::CannotWork when it cannot be had.
    HttpServer(const std::string& listen, Answerer answerer);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// "127.0.0.1:8080", with the port that was taken.
    std::string address() const;

    /// Stops taking connections, lets what runs finish for a few seconds, then ends it.
    void stop();

 private:
    struct Works;
    std::unique_ptr<Works> works_;
};

}  // namespace server
