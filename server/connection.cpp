#include "server/connection.hpp"

#include "server/answer.hpp"
#include "server/http_server.hpp"
#include "server/limits.hpp"
#include "server/line.hpp"
#include "server/request_head.hpp"
#include "server/response_head.hpp"
#include "server/tls_session.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <sys/socket.h>

namespace server {

namespace {

namespace net = Poco::Net;
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
constexpr auto strict_transport = "Strict-Transport-Security: max-age=31536000\r\n";

}  // namespace

Connection::Connection(Poco::Net::StreamSocket socket, House house)
    : line_(std::make_shared<Line>(std::move(socket), house.encryption.certificate)),
      house_(house),
      peer_(line_->socket().peerAddress().host().toString()),
      here_(line_->socket().address().toString()),
      ends_(Clock::now() + whole_head),
      deadline_(ends_.time_since_epoch().count()) {
    net::StreamSocket opened = line_->socket();
    opened.setNoDelay(true);
    opened.setSendBufferSize(room_for_a_picture);
    greeting_ = house_.encryption.certificate != nullptr;
    if (greeting_) ++house_.greeting;
}

Connection::~Connection() {
    greeted();
}

Connection::Then Connection::go_on() {
    deadline_ = not_waiting;
    switch (phase_) {
        case Phase::Greeting:
            return greet();
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
    given_up_ = true;
    ::shutdown(descriptor(), writing_ ? SHUT_RDWR : SHUT_RD);
}

void Connection::stop_asking() {
    ::shutdown(descriptor(), SHUT_RD);
}

// For what the line could not do yet.
Connection::Then Connection::wait(Clock::time_point until) {
    deadline_ = until.time_since_epoch().count();
    return line_->waits_to_write() ? Then::Write : Then::Read;
}

void Connection::greeted() {
    if (greeting_.exchange(false)) --house_.greeting;
}

Connection::Then Connection::greet() {
    const Progress made = line_->greet();
    if (made == Progress::NothingYet) return wait(ends_);
    if (made == Progress::End) return Then::End;
    greeted();
    phase_ = Phase::Head;
    if (line_->is_closed()) ends_ = Clock::now() + whole_head;
    return read_head();
}

Connection::Then Connection::read_head() {
    for (;;) {
        const std::size_t before = head_.size();
        const Progress came = line_->receive(head_, largest_head - before);
        if (came == Progress::NothingYet) return wait(ends_);
        // A head that was not finished is refused as what it is.
        if (came == Progress::End) return head_.empty() ? Then::End : question();
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
    if (line_->is_open_where_closed()) return show_the_way();
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
        const Progress came = line_->receive(request_.body, request_.length - request_.body.size());
        if (came == Progress::NothingYet) return wait(ends_);
        if (came == Progress::End) return refuse(408);
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

// Who typed the address without https is led there, every time anew. A form is refused: what it says went
// over an open line, and whoever sent it had better know.
Connection::Then Connection::show_the_way() {
    const bool looks = request_.method == "GET" || request_.method == "HEAD";
    if (!looks || !is_host(request_.host)) return refuse(400);
    Answer answer;
    answer.status = 307;
    answer.set("Location", "https://" + request_.host + request_.path +
                               (request_.query.empty() ? "" : "?" + request_.query));
    answer.set("Cache-Control", "no-store");
    body_wanted_ = true;
    return send(std::move(answer), After::Linger);
}

// Head and body go out together: Poco's own stream would cut them in pieces of 4 KiB (P7).
Connection::Then Connection::send(Answer answer, After after) {
    answer_ = std::move(answer);
    const bool strict = line_->is_closed() && house_.encryption.is_strict_at(request_.host);
    answer_head_ = response_head(answer_, after == After::NextQuestion, strict ? strict_transport : "");
    if (answer_.status == 304) body_wanted_ = false;
    sent_ = 0;
    after_ = after;
    phase_ = Phase::Answer;
    writing_ = true;
    ends_ = Clock::now() + write_stall + std::chrono::seconds(answer_.size() / slowest_reader);
    return write();
}

Connection::Then Connection::write() {
    const std::size_t whole = answer_head_.size() + (body_wanted_ ? answer_.size() : 0);
    while (sent_ < whole) {
        std::size_t sent = 0;
        const Progress made = line_->send(unsent(), sent);
        if (made == Progress::NothingYet) return wait(std::min(Clock::now() + write_stall, ends_));
        if (made == Progress::End) return Then::End;
        sent_ += sent;
    }
    return answered();
}

Outgoing Connection::unsent() const {
    const std::size_t of_head = std::min(sent_, answer_head_.size());
    const std::size_t of_body = sent_ - of_head;
    Outgoing rest{std::string_view{answer_head_}.substr(of_head)};
    if (!body_wanted_) return rest;
    if (answer_.file) {
        rest.file = answer_.file.get();
        rest.from = answer_.first + of_body;
        rest.length = answer_.length - of_body;
    } else {
        rest.bytes = std::string_view{answer_.in_memory()}.substr(of_body);
    }
    return rest;
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
            house_.answers.follow(line_, follower);
            return Then::End;
        case After::Linger:
            // The other side reads the answer before its unread bytes make the connection break off.
            line_->say_goodbye();
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
    if (house_.stopping) return Then::End;
    if (line_->has_more()) return read_head();
    deadline_ = ends_.time_since_epoch().count();
    return Then::Read;
}

Connection::Then Connection::linger() {
    for (;;) {
        const Progress came = line_->drain();
        if (came == Progress::End || Clock::now() > ends_) return Then::End;
        if (came == Progress::Some) continue;
        deadline_ = ends_.time_since_epoch().count();
        return Then::Read;
    }
}

}  // namespace server
