#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>

struct ssl_st;

namespace server {

/// How far something came that does not wait.
enum class Progress {
    Some,        // some of it was done
    NothingYet,  // nothing for now: the other side has to do something first
    End          // there will be no more
};

/// One connection's TLS (RFC 8446, RFC 5246), over a descriptor that does not wait. By one thread at a time.
class TlsSession {
 public:
    struct Free {
        void operator()(ssl_st* session) const;
    };
    explicit TlsSession(std::unique_ptr<ssl_st, Free> session) : session_(std::move(session)) {}
    TlsSession(const TlsSession&) = delete;
    TlsSession& operator=(const TlsSession&) = delete;

    /// Agrees on keys. Some: they are agreed on.
    Progress greet();
    Progress receive(char* into, std::size_t most, std::size_t& came);
    /// What was not sent yet is given again next time, and at least as much of it.
    Progress send(std::string_view bytes, std::size_t& sent);
    /// Tells the other side that nothing more will come, so that a cut is not taken for the end.
    void say_goodbye();

    /// What NothingYet waits for: room to write, instead of something to read.
    bool waits_to_write() const { return waits_to_write_; }
    /// Bytes have come that were not received: nobody will tell of them.
    bool has_more() const;

 private:
    Progress after(int result);

    std::unique_ptr<ssl_st, Free> session_;
    bool agreed_ = false;
    bool broken_ = false;  // nothing may be said any more, not even goodbye
    bool waits_to_write_ = false;
};

}  // namespace server
