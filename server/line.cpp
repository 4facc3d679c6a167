#include "server/line.hpp"

#include "server/certificate.hpp"
#include "server/tls_session.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <Poco/Net/StreamSocket.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

namespace server {

namespace {

constexpr char of_a_handshake = 0x16;       // RFC 8446 §5.1
constexpr std::size_t of_a_record = 16384;  // the most bytes that one takes

Progress progress_of(ssize_t moved) {
    if (moved > 0) return Progress::Some;
    const bool later = moved < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    return later ? Progress::NothingYet : Progress::End;
}

// Until nobody interrupts it.
template <typename Call>
ssize_t undisturbed(const Call& call) {
    for (;;) {
        const ssize_t moved = call();
        if (moved >= 0 || errno != EINTR) return moved;
    }
}

}  // namespace

Line::Line(Poco::Net::StreamSocket socket, const Certificate* certificate)
    : socket_(std::move(socket)), descriptor_(socket_.impl()->sockfd()), certificate_(certificate) {}

Line::~Line() {
    if (tls_) tls_->say_goodbye();
}

Progress Line::greet() {
    if (!certificate_) return Progress::Some;
    if (!tls_) {
        char first = 0;
        const Progress came =
            progress_of(undisturbed([&] { return ::recv(descriptor_, &first, 1, MSG_PEEK | MSG_DONTWAIT); }));
        if (came != Progress::Some) return came;
        // "GET": somebody typed the address without https.
        if (first >= 'A' && first <= 'Z') {
            is_open_where_closed_ = true;
            return Progress::Some;
        }
        if (first != of_a_handshake) return Progress::End;
        tls_ = certificate_->begin(descriptor_);
    }
    return tls_->greet();
}

Progress Line::receive(std::string& into, std::size_t most) {
    std::array<char, of_a_record> bytes;
    most = std::min(most, bytes.size());
    if (tls_) {
        std::size_t came = 0;
        const Progress made = tls_->receive(bytes.data(), most, came);
        if (made == Progress::Some) into.append(bytes.data(), came);
        return made;
    }
    const ssize_t came = undisturbed([&] { return ::recv(descriptor_, bytes.data(), most, MSG_DONTWAIT); });
    sends_ = false;
    if (came > 0) into.append(bytes.data(), static_cast<std::size_t>(came));
    return progress_of(came);
}

Progress Line::send(const Outgoing& what, std::size_t& sent) {
    return tls_ ? send_closed(what, sent) : send_plain(what, sent);
}

// A file goes from the disk's cache to the network by itself; its head waits for it, so that both are in the
// same packet.
Progress Line::send_plain(const Outgoing& what, std::size_t& sent) {
    sends_ = true;
    if (what.file && what.head.empty()) {
        const ssize_t moved = undisturbed([&] {
            auto from = static_cast<off_t>(what.from);
            return ::sendfile(descriptor_, what.file->descriptor(), &from, what.length);
        });
        sent = static_cast<std::size_t>(std::max<ssize_t>(moved, 0));
        return progress_of(moved);  // also the end where a file has become shorter
    }
    std::array<iovec, 2> parts{iovec{const_cast<char*>(what.head.data()), what.head.size()},
                               iovec{const_cast<char*>(what.bytes.data()), what.bytes.size()}};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const int more = what.file && what.length > 0 ? MSG_MORE : 0;
    const ssize_t moved =
        undisturbed([&] { return ::sendmsg(descriptor_, &message, MSG_NOSIGNAL | MSG_DONTWAIT | more); });
    sent = static_cast<std::size_t>(std::max<ssize_t>(moved, 0));
    return progress_of(moved);
}

// A record at a time, each filled as far as there is something to fill it with: when it cannot go yet, the
// same bytes are put together again.
Progress Line::send_closed(const Outgoing& what, std::size_t& sent) {
    std::array<char, of_a_record> record;
    std::size_t filled = what.head.copy(record.data(), record.size());
    std::string_view ready(record.data(), record.size());
    if (what.file) {
        const std::size_t most = std::min(record.size() - filled, what.length);
        const ssize_t came = undisturbed([&] {
            return ::pread(what.file->descriptor(), record.data() + filled, most,
                           static_cast<off_t>(what.from));
        });
        if (came < 0 || static_cast<std::size_t>(came) != most) return Progress::End;
        filled += most;
    } else if (what.head.empty()) {
        ready = what.bytes;  // as it lies
        filled = std::min(what.bytes.size(), of_a_record);
    } else {
        filled += what.bytes.copy(record.data() + filled, record.size() - filled);
    }
    return tls_->send(ready.substr(0, filled), sent);
}

void Line::say_goodbye() {
    if (tls_) tls_->say_goodbye();
    ::shutdown(descriptor_, SHUT_WR);
}

Progress Line::drain() const {
    std::array<char, 4096> bytes;
    return progress_of(
        undisturbed([&] { return ::recv(descriptor_, bytes.data(), bytes.size(), MSG_DONTWAIT); }));
}

}  // namespace server
