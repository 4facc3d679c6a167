#pragma once

#include "server/tls_session.hpp"

#include <ctime>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

struct ssl_ctx_st;

namespace server {

/// A certificate with its key, with which a server speaks TLS: 1.2 and 1.3, with forward secrecy and
/// authenticated ciphers alone, no renegotiation. When the files change the next visitor gets the new one,
/// and nobody loses a connection. Safe to call from several threads.
class Certificate {
 public:
    struct Files {
        std::filesystem::path certificate;  // PEM: the server's own first, then those that signed it
        std::filesystem::path key;          // PEM, without a password
    };

    /// Throws catalogue::CannotWork when the files cannot be used: which one, and what to do. One that is not
    /// valid today is told in the log and used: a server that is not there helps nobody.
    explicit Certificate(Files files);
    ~Certificate();
    Certificate(const Certificate&) = delete;
    Certificate& operator=(const Certificate&) = delete;

    std::unique_ptr<TlsSession> begin(int descriptor) const;

    /// Reads the files again. When they cannot be used, the log says why, and what was read before stays.
    void renew();
    /// To be called now and then: reads the files again when they are others than before and have lain still
    /// since the last time, so that both of them are new.
    void look_again();

    /// A sentence for whoever keeps the server; empty: it is valid now.
    std::string trouble(std::time_t now) const;

 private:
    struct Free {
        void operator()(ssl_ctx_st* context) const;
    };
    using Context = std::unique_ptr<ssl_ctx_st, Free>;
    std::string stand() const;
    static Context read(const Files& files);
    void tell_trouble();

    Files files_;
    mutable std::mutex mutex_;
    Context context_;
    std::string read_at_;    // how the files were then
    std::string last_seen_;  // and when they were last looked at
    std::string told_;
};

}  // namespace server
