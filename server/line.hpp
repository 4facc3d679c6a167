#pragma once

#include "server/certificate.hpp"
#include "server/open_file.hpp"
#include "server/tls_session.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include <Poco/Net/StreamSocket.h>

namespace server {

/// What is still to be sent: the rest of a head, and behind it bytes or a part of a file.
struct Outgoing {
    std::string_view head;
    std::string_view bytes = {};
    const OpenFile* file = nullptr;
    std::size_t from = 0;  // in the file
    std::size_t length = 0;
};

/// The line to a visitor, over which bytes go as they are or by TLS. Nothing here waits. By one thread at a
/// time.
class Line {
 public:
    /// certificate: null: bytes go as they are. Otherwise it outlives this.
    Line(Poco::Net::StreamSocket socket, const Certificate* certificate);
    ~Line();
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    const Poco::Net::StreamSocket& socket() const { return socket_; }
    int descriptor() const { return descriptor_; }

    /// Comes to an understanding before anything else. Some: bytes can go.
    Progress greet();
    /// Whether the other side speaks no TLS where that is spoken: it may be told so, and nothing else.
    bool is_open_where_closed() const { return is_open_where_closed_; }
    bool is_closed() const { return tls_ != nullptr; }

    /// Adds what has come.
    Progress receive(std::string& into, std::size_t most);
    /// sent: how many bytes of head and what is behind it, together. What did not go is given again
    /// unchanged.
    Progress send(const Outgoing& what, std::size_t& sent);
    /// What NothingYet waits for.
    bool waits_to_write() const { return tls_ ? tls_->waits_to_write() : sends_; }
    /// Bytes have come that were not received, of which nobody will tell.
    bool has_more() const { return tls_ && tls_->has_more(); }
    /// Nothing more will be sent.
    void say_goodbye();
    /// Lets go of what still comes.
    Progress drain() const;

 private:
    Progress send_plain(const Outgoing& what, std::size_t& sent);
    Progress send_closed(const Outgoing& what, std::size_t& sent);

    Poco::Net::StreamSocket socket_;
    int descriptor_;
    const Certificate* certificate_;
    std::unique_ptr<TlsSession> tls_;
    bool is_open_where_closed_ = false;
    bool sends_ = false;  // as bytes are; TLS knows for itself
};

}  // namespace server
