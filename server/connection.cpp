#include "server/connection.hpp"

#include "server/answer.hpp"
#include "server/http_server.hpp"
#include "server/request_head.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <exception>
#include <mutex>
#include <sstream>
#include <string>

#include <Poco/Exception.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/TCPServerConnection.h>
#include <Poco/Timespan.h>
#include <Poco/Timestamp.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace server {

namespace {

namespace net = Poco::Net;
using Clock = std::chrono::steady_clock;

// Values of SERVER §2.11.
constexpr auto whole_head = std::chrono::seconds(10);
constexpr auto between_questions = std::chrono::seconds(5);
constexpr auto body_begins = std::chrono::seconds(30);
constexpr std::size_t slowest_body = 50 * 1024;  // bytes a second, after that
constexpr auto lingering = std::chrono::seconds(1);
constexpr int most_questions = 1000;
const Poco::Timespan write_stall(20, 0);

Poco::Timespan until(Clock::time_point deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::microseconds>(deadline - Clock::now());
    return {std::max<Poco::Timespan::TimeDiff>(left.count(), 0)};
}

// Head and body go out together: Poco's own stream would cut them in pieces of 4 KiB (P7). Past TLS, so only
// for plain sockets.
bool send_all(const net::StreamSocket& socket, std::string& head, const std::string& body) {
    std::array<iovec, 2> parts{iovec{head.data(), head.size()},
                               iovec{const_cast<char*>(body.data()), body.size()}};
    while (parts[0].iov_len + parts[1].iov_len > 0) {
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = parts.size();
        const ssize_t sent = ::sendmsg(socket.impl()->sockfd(), &message, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return false;
        auto rest = static_cast<std::size_t>(sent);
        for (iovec& part : parts) {
            const std::size_t taken = std::min(rest, part.iov_len);
            part.iov_base = static_cast<char*>(part.iov_base) + taken;
            part.iov_len -= taken;
            rest -= taken;
        }
    }
    return true;
}

void shut(const net::StreamSocket& socket, int how) {
    ::shutdown(socket.impl()->sockfd(), how);
}

// Among the open ones for as long as this lives.
class Listed {
 public:
    Listed(OpenConnections& open, net::StreamSocket& socket) : open_(open), socket_(socket) {
        open_.add(socket_);
    }
    Listed(const Listed&) = delete;
    Listed& operator=(const Listed&) = delete;
    ~Listed() { open_.remove(socket_); }

 private:
    OpenConnections& open_;
    net::StreamSocket& socket_;
};

}  // namespace

void OpenConnections::add(net::StreamSocket& socket) {
    const std::scoped_lock lock(mutex_);
    open_.insert(&socket);
    if (stopping_) shut(socket, SHUT_RD);
}

void OpenConnections::remove(net::StreamSocket& socket) {
    const std::scoped_lock lock(mutex_);
    open_.erase(&socket);
    less_.notify_all();
}

bool OpenConnections::crowded() const {
    const std::scoped_lock lock(mutex_);
    return open_.size() > most / 2;
}

void OpenConnections::stop_asking() {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
    for (const net::StreamSocket* socket : open_) shut(*socket, SHUT_RD);
}

void OpenConnections::cut() {
    const std::scoped_lock lock(mutex_);
    for (const net::StreamSocket* socket : open_) shut(*socket, SHUT_RDWR);
}

bool OpenConnections::wait_until_empty(std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    return less_.wait_for(lock, at_most, [this] { return open_.empty(); });
}

Connection::Connection(const net::StreamSocket& socket, OpenConnections& open, const Answers& answers)
    : TCPServerConnection(socket), open_(open), answers_(answers) {}

void Connection::run() {
    const Listed listed(open_, socket());
    try {
        socket().setSendTimeout(write_stall);
        socket().setNoDelay(true);
        int answered = 0;
        while (answer_one(answered)) ++answered;
    } catch (const Poco::Exception& error) {
        spdlog::debug("connection ended: {}", error.displayText());
    } catch (const std::exception& error) {
        spdlog::error("connection ended: {}", error.what());
    }
}

bool Connection::answer_one(int answered_before) {
    if (!read_head(answered_before == 0 ? Clock::duration(whole_head) : between_questions)) return false;
    const int refused = refuse_head(head_, answers_.most_body ? Takes::Forms : Takes::Questions);
    if (refused != 0) return refuse(refused);
    AskedFor asked = server::read_head(head_);
    asked.request.peer = socket().peerAddress().host().toString();
    asked.request.here = socket().address().toString();
    if (asked.request.length > 0) {
        if (asked.request.length > answers_.most_body(asked.request)) return refuse(413);
        if (!read_body(asked.request)) return refuse(408);
    }
    const bool more_behind = !behind_head_.empty();
    const Answer answer = answers_.answer(asked.request);
    const bool kept = asked.keeps_connection && !more_behind && !open_.stopping() &&
                      answered_before + 1 < most_questions && !open_.crowded();
    if (!answer.follower.empty() && asked.request.method != "HEAD" && answers_.follow) {
        send(answer, true, false);
        answers_.follow(socket(), answer.follower);
        return false;
    }
    send(answer, asked.request.method != "HEAD", kept);
    if (more_behind) linger();
    return kept;
}

bool Connection::refuse(int status) {
    send(answers_.refusal(status), true, false);
    linger();
    return false;
}

bool Connection::read_body(Request& request) {
    const std::size_t length = request.length;
    request.body = behind_head_.substr(0, length);
    behind_head_.erase(0, request.body.size());
    request.body.reserve(length);
    const auto deadline = Clock::now() + body_begins + std::chrono::seconds(length / slowest_body);
    std::array<char, 16 * 1024> bytes{};
    while (request.body.size() < length) {
        if (Clock::now() >= deadline || open_.stopping()) return false;
        if (!socket().poll(until(deadline), net::Socket::SELECT_READ)) return false;
        const auto room = std::min(bytes.size(), length - request.body.size());
        const int came = socket().receiveBytes(bytes.data(), static_cast<int>(room));
        if (came <= 0) return false;
        request.body.append(bytes.data(), static_cast<std::size_t>(came));
    }
    return true;
}

bool Connection::read_head(Clock::duration first_byte) {
    head_.clear();
    behind_head_.clear();
    std::array<char, 4096> bytes{};
    auto deadline = Clock::now() + first_byte;
    while (Clock::now() < deadline) {
        if (!socket().poll(until(deadline), net::Socket::SELECT_READ)) continue;
        const int room = std::min<int>(bytes.size(), largest_head - static_cast<int>(head_.size()));
        const int came = socket().receiveBytes(bytes.data(), room);
        if (came <= 0) return !head_.empty();  // a head that was not finished is refused as what it is
        if (head_.empty()) deadline = Clock::now() + whole_head;
        head_.append(bytes.data(), static_cast<std::size_t>(came));
        const std::size_t end = head_.find("\r\n\r\n");
        if (end != std::string::npos) {
            behind_head_ = head_.substr(end + 4);
            head_.resize(end + 4);
            return true;
        }
        if (head_.size() >= largest_head) return true;
    }
    return false;
}

void Connection::send(const Answer& answer, bool body_wanted, bool kept) {
    net::HTTPResponse response(static_cast<net::HTTPResponse::HTTPStatus>(answer.status));
    response.setVersion(net::HTTPMessage::HTTP_1_1);
    response.setDate(Poco::Timestamp());
    for (const auto& [name, value] : answer.headers) {
        if (name == "Set-Cookie") {
            response.add(name, value);
        } else {
            response.set(name, value);
        }
    }
    response.set("Connection", kept ? "keep-alive" : "close");
    const bool ends = answer.follower.empty() && answer.status != 304 && answer.status != 204;
    if (ends) response.setContentLength64(static_cast<Poco::Int64>(answer.body.size()));
    std::ostringstream written;
    response.write(written);
    std::string head = written.str();
    static const std::string nothing;
    if (!send_all(socket(), head, body_wanted && answer.status != 304 ? answer.body : nothing)) {
        throw Poco::TimeoutException("the other side does not read");
    }
}

void Connection::linger() {
    shut(socket(), SHUT_WR);
    std::array<char, 4096> bytes{};
    const auto deadline = Clock::now() + lingering;
    while (Clock::now() < deadline && socket().poll(until(deadline), net::Socket::SELECT_READ)) {
        if (socket().receiveBytes(bytes.data(), bytes.size()) <= 0) return;
    }
}

}  // namespace server
