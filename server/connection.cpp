#include "server/connection.hpp"

#include "server/answer.hpp"
#include "server/http_server.hpp"
#include "server/limits.hpp"
#include "server/request_head.hpp"
#include "server/response_head.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>

#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>

namespace server {

namespace {

using Clock = Connection::Clock;

// Values of SERVER §2.11.
constexpr auto whole_head = std::chrono::seconds(10);
constexpr auto between_questions = std::chrono::seconds(15);
constexpr auto body_begins = std::chrono::seconds(30);
constexpr std::size_t slowest_body = 50 * 1024;  // bytes a second, after that
constexpr auto write_stall = std::chrono::seconds(20);
constexpr std::size_t slowest_reader = 8 * 1024;  // bytes a second, on the whole
constexpr auto lingering = std::chrono::seconds(1);
constexpr int most_questions = 1000;
// A picture goes to the kernel in one piece, so that its connection needs nobody any more.
constexpr int room_for_a_picture = 256 * 1024;
constexpr Clock::rep not_waiting = std::numeric_limits<Clock::rep>::max();

}  // namespace

Connection::Connection(Poco::Net::StreamSocket socket, House house)
    : socket_(std::move(socket)),
      descriptor_(socket_.impl()->sockfd()),
      house_(house),
      peer_(socket_.peerAddress().host().toString()),
      here_(socket_.address().toString()),
      ends_(Clock::now() + whole_head),
      deadline_(ends_.time_since_epoch().count()) {
    socket_.setNoDelay(true);
    socket_.setSendBufferSize(room_for_a_picture);
}

Connection::Then Connection::go_on() {
    deadline_ = not_waiting;
    switch (phase_) {
        case Phase::Head:
            return read_head();
        case Phase::Body:
            return read_body();
        case Phase::Question:
            return answer();
        case Phase::Answer:
            return write();
        case Phase::Lingering:
            return linger();
    }
    return Then::End;
}

void Connection::give_up() {
    ::shutdown(descriptor_, writing_ ? SHUT_RDWR : SHUT_RD);
}

void Connection::stop_asking() {
    ::shutdown(descriptor_, SHUT_RD);
}

Connection::Then Connection::wait(Then what, Clock::time_point until) {
    deadline_ = until.time_since_epoch().count();
    return what;
}

Connection::Came Connection::receive(std::string& into, std::size_t most) {
    std::array<char, 16 * 1024> bytes;
    for (;;) {
        const ssize_t came = ::recv(descriptor_, bytes.data(), std::min(most, bytes.size()), MSG_DONTWAIT);
        if (came > 0) {
            into.append(bytes.data(), static_cast<std::size_t>(came));
            return Came::Bytes;
        }
        if (came < 0 && errno == EINTR) continue;
        return came < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? Came::NothingYet : Came::End;
    }
}

Connection::Then Connection::read_head() {
    for (;;) {
        const std::size_t before = head_.size();
        const Came came = receive(head_, largest_head - before);
        if (came == Came::NothingYet) return wait(Then::Read, ends_);
        // A head that was not finished is refused as what it is.
        if (came == Came::End) return head_.empty() ? Then::End : question();
        if (before == 0) {
            idle_ = false;
            ends_ = Clock::now() + whole_head;
        }
        const std::size_t end = head_.find("\r\n\r\n", before < 3 ? 0 : before - 3);
        if (end != std::string::npos) {
            behind_head_ = head_.substr(end + 4);
            head_.resize(end + 4);
            return question();
        }
        if (head_.size() >= largest_head) return question();
    }
}

Connection::Then Connection::question() {
    const int refused = refuse_head(head_, house_.answers.most_body ? Takes::Forms : Takes::Questions);
    if (refused != 0) return refuse(refused);
    AskedFor asked = server::read_head(head_);
    request_ = std::move(asked.request);
    keeps_ = asked.keeps_connection;
    request_.peer = peer_;
    request_.here = here_;
    if (!house_.addresses.may_ask(request_)) return refuse(429);
    if (request_.length == 0) return answer_at_once();
    if (request_.length > house_.answers.most_body(request_)) return refuse(413);
    request_.body = behind_head_.substr(0, request_.length);
    behind_head_.erase(0, request_.body.size());
    ends_ = Clock::now() + body_begins + std::chrono::seconds(request_.length / slowest_body);
    phase_ = Phase::Body;
    return read_body();
}

Connection::Then Connection::read_body() {
    while (request_.body.size() < request_.length) {
        const Came came = receive(request_.body, request_.length - request_.body.size());
        if (came == Came::NothingYet) return wait(Then::Read, ends_);
        if (came == Came::End) return refuse(408);
    }
    phase_ = Phase::Question;
    return Then::Work;
}

Connection::Then Connection::answer_at_once() {
    if (house_.answers.at_once) {
        if (auto ready = house_.answers.at_once(request_)) return give(std::move(*ready));
    }
    phase_ = Phase::Question;
    return Then::Work;
}

Connection::Then Connection::answer() {
    return give(house_.answers.answer(request_));
}

Connection::Then Connection::give(Answer made) {
    body_wanted_ = request_.method != "HEAD";
    request_.body = {};
    if (!behind_head_.empty()) return send(std::move(made), After::Linger);
    if (!made.follower.empty() && body_wanted_ && house_.answers.follow) {
        return send(std::move(made), After::Follow);
    }
    const bool kept = keeps_ && !house_.stopping && answered_ + 1 < most_questions;
    return send(std::move(made), kept ? After::NextQuestion : After::End);
}

Connection::Then Connection::refuse(int status) {
    body_wanted_ = true;
    return send(house_.answers.refusal(status), After::Linger);
}

// Head and body go out together: Poco's own stream would cut them in pieces of 4 KiB (P7). Past TLS, so only
// for plain sockets.
Connection::Then Connection::send(Answer answer, After after) {
    answer_ = std::move(answer);
    answer_head_ = response_head(answer_, after == After::NextQuestion);
    if (answer_.status == 304) body_wanted_ = false;
    sent_ = 0;
    after_ = after;
    phase_ = Phase::Answer;
    writing_ = true;
    ends_ = Clock::now() + write_stall + std::chrono::seconds(answer_.size() / slowest_reader);
    return write();
}

Connection::Then Connection::write() {
    const std::size_t body = body_wanted_ ? answer_.size() : 0;
    while (sent_ < answer_head_.size() + body) {
        const ssize_t sent = send_some(body);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            return wait(Then::Write, std::min(Clock::now() + write_stall, ends_));
        }
        if (sent <= 0) return Then::End;  // also where a file has become shorter
        sent_ += static_cast<std::size_t>(sent);
    }
    return answered();
}

// A file goes from the disk's cache to the network by itself; its head waits for it, so that both are in the
// same packet.
ssize_t Connection::send_some(std::size_t body) {
    const std::size_t of_head = std::min(sent_, answer_head_.size());
    const std::size_t of_body = sent_ - of_head;
    if (answer_.file && of_head == answer_head_.size()) {
        off_t from = static_cast<off_t>(answer_.first + of_body);
        return ::sendfile(descriptor_, answer_.file->descriptor(), &from, body - of_body);
    }
    static const std::string nothing;
    const std::string& bytes = body > 0 && !answer_.file ? answer_.in_memory() : nothing;
    std::array<iovec, 2> parts{iovec{answer_head_.data() + of_head, answer_head_.size() - of_head},
                               iovec{const_cast<char*>(bytes.data()) + of_body, bytes.size() - of_body}};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const int more = answer_.file && body > 0 ? MSG_MORE : 0;
    return ::sendmsg(descriptor_, &message, MSG_NOSIGNAL | MSG_DONTWAIT | more);
}

Connection::Then Connection::answered() {
    const std::string follower = std::move(answer_.follower);
    answer_ = {};
    writing_ = false;
    ++answered_;
    switch (after_) {
        case After::End:
            return Then::End;
        case After::Follow:
            house_.answers.follow(socket_, follower);
            return Then::End;
        case After::Linger:
            // The other side reads the answer before its unread bytes make the connection break off.
            ::shutdown(descriptor_, SHUT_WR);
            ends_ = Clock::now() + lingering;
            phase_ = Phase::Lingering;
            return linger();
        case After::NextQuestion:
            break;
    }
    head_.clear();
    phase_ = Phase::Head;
    ends_ = Clock::now() + between_questions;
    idle_ = true;
    // Who stops the server may have looked just before this waited.
    return house_.stopping ? Then::End : wait(Then::Read, ends_);
}

Connection::Then Connection::linger() {
    std::string unread;
    for (;;) {
        const Came came = receive(unread, 4096);
        if (came == Came::NothingYet) return wait(Then::Read, ends_);
        if (came == Came::End || Clock::now() > ends_) return Then::End;
        unread.clear();
    }
}

}  // namespace server
