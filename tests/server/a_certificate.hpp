#pragma once

#include "server/certificate.hpp"
#include "server/http_server.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

#include <Poco/Net/StreamSocket.h>

struct ssl_st;
struct ssl_ctx_st;

/// Certificates that tests make for themselves, and who visits a server that shows one.
namespace a_certificate {

/// A certificate for localhost, signed by itself, in two files of that folder.
struct Made {
    int number = 1;
    int days = 30;  // valid until so many days from now; below 0: since then no more
};
server::Certificate::Files make(const std::filesystem::path& folder, const Made& made = {});

/// Somebody who visits by TLS, and waits for what comes.
class Visitor {
 public:
    /// newest: the newest version of TLS that they speak, such as 0x0303 for 1.2.
    explicit Visitor(const server::HttpServer& server, int newest = 0x0304);
    ~Visitor();
    Visitor(const Visitor&) = delete;
    Visitor& operator=(const Visitor&) = delete;

    bool is_in() const { return in_; }
    std::string version() const;
    std::string protocol() const;  // of those that were offered, the one that was chosen
    int number() const;            // of the certificate

    void say(const std::string& bytes);
    /// At least so many bytes, unless there are no more.
    std::string hear(std::size_t bytes);
    /// Whatever comes until the other side hangs up.
    std::string hear_all();
    /// Whether it said goodbye before.
    bool was_told_goodbye() const { return goodbye_; }

 private:
    struct Free {
        void operator()(ssl_st* session) const;
        void operator()(ssl_ctx_st* context) const;
    };
    Poco::Net::StreamSocket socket_;
    std::unique_ptr<ssl_ctx_st, Free> context_;
    std::unique_ptr<ssl_st, Free> session_;
    bool in_ = false;
    bool goodbye_ = false;
};

/// Says exactly these bytes, and returns all that comes back.
std::string answer_to(const server::HttpServer& server, const std::string& raw);

}  // namespace a_certificate
