#pragma once

#include "server/answer.hpp"
#include "server/encryption.hpp"
#include "server/limits.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace server {

class Line;

/// Who answers. Both are called from many threads at once.
struct Answers {
    std::function<Answer(const Request&)> answer;
    std::function<Answer(int status)> refusal;  // to what could not even be read as a question
    /// How many bytes may come with this POST; asked before any of them is read. Empty: people only look,
    /// and a request with a body is refused unread.
    std::function<std::size_t(const Request&)> most_body = {};
    /// Takes over a connection whose answer names a follower. Empty: it ends as any other.
    std::function<void(const std::shared_ptr<Line>&, const std::string& follower)> follow = {};
    /// The answer, where it takes no work: asked before. Empty: every answer does.
    std::function<std::optional<Answer>(const Request&)> at_once = {};
};

/// Serves HTTP/1.1 on one address, with a few threads for any number of connections. Slow askers are cut off:
/// ten seconds for a question, fifteen between two, twenty for each stretch of the answer, and on the whole
/// no slower than a bad telephone line. With a certificate it speaks TLS and nothing else: who comes without
/// is shown the way.
class HttpServer {
 public:
    /// listen: "127.0.0.1:8080"; port 0 takes a free one. Throws catalogue::CannotWork when it cannot be had.
    HttpServer(const std::string& listen, Answers answers, const Limits& limits = {},
               Encryption encryption = {});
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// "127.0.0.1:8080", with the port that was taken.
    std::string address() const;

    /// Takes no more questions, lets answers under way finish for a few seconds, then ends them.
    void stop();

 private:
    struct Works;
    std::unique_ptr<Works> works_;
};

}  // namespace server
