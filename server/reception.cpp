#include "server/reception.hpp"

#include "server/connection.hpp"
#include "server/encryption.hpp"
#include "server/http_server.hpp"
#include "server/limits.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/StreamSocketImpl.h>
#include <spdlog/spdlog.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace server {

namespace {

namespace net = Poco::Net;

constexpr auto to_finish = std::chrono::milliseconds(3000);
constexpr auto to_notice = std::chrono::milliseconds(1000);
constexpr auto look_every = std::chrono::milliseconds(250);
constexpr int together = 32;
constexpr unsigned most_waiting = 4;

int checked(int result, const char* what) {
    if (result < 0) throw std::system_error(errno, std::generic_category(), what);
    return result;
}

}  // namespace

Reception::Reception(net::ServerSocket socket, const Answers& answers, const Limits& limits,
                     const Encryption& encryption)
    : socket_(std::move(socket)),
      answers_(answers),
      encryption_(encryption),
      addresses_(limits),
      bell_(checked(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")),
      workers_(workers, [this](Connection& connection) { go_on(connection); }) {
    socket_.setBlocking(false);
    const unsigned processors = std::clamp(std::thread::hardware_concurrency(), 1U, most_waiting);
    for (unsigned i = 0; i < processors; ++i) {
        ready_.push_back(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1"));
        // The door and the bell are known by our own addresses, connections by theirs.
        epoll_event bell{EPOLLIN, {&bell_}};
        checked(::epoll_ctl(ready_.back(), EPOLL_CTL_ADD, bell_, &bell), "epoll_ctl");
    }
    epoll_event door{EPOLLIN | EPOLLONESHOT, {&socket_}};
    checked(::epoll_ctl(ready_.front(), EPOLL_CTL_ADD, socket_.impl()->sockfd(), &door), "epoll_ctl");
    threads_.reserve(ready_.size());
    for (const int ready : ready_) threads_.emplace_back([this, ready] { wait_at(ready); });
}

Reception::~Reception() {
    stop();
    for (const int ready : ready_) ::close(ready);
    ::close(bell_);
}

void Reception::wait_at(int ready) {
    std::array<epoll_event, together> events;
    while (!closed_) {
        const int came = ::epoll_wait(ready, events.data(), together, static_cast<int>(look_every.count()));
        for (int i = 0; i < came && !closed_; ++i) {
            void* const of = events[static_cast<std::size_t>(i)].data.ptr;
            if (of == &bell_) continue;
            if (of == &socket_) {
                let_in();
            } else {
                go_on(*static_cast<Connection*>(of));
            }
        }
        end_overdue();
    }
}

void Reception::let_in() {
    for (int i = 0; i < together && !stopping_; ++i) {
        const int accepted =
            ::accept4(socket_.impl()->sockfd(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (accepted < 0) {
            if (errno != EMFILE && errno != ENFILE) break;  // nobody more, or one who went away again
            const std::scoped_lock lock(mutex_);
            if (make_room()) continue;
            door_shut_ = true;
            return;
        }
        try {
            take_in(accepted);
        } catch (const Poco::Exception& error) {
            spdlog::debug("a visitor was gone before coming in: {}", error.displayText());
        } catch (const std::exception& error) {
            spdlog::error("letting in: {}", error.what());
        }
    }
    open_door();
}

void Reception::open_door() {
    if (stopping_) return;
    epoll_event door{EPOLLIN | EPOLLONESHOT, {&socket_}};
    ::epoll_ctl(ready_.front(), EPOLL_CTL_MOD, socket_.impl()->sockfd(), &door);
}

void Reception::take_in(int accepted) {
    const int ready = ready_.at(next_++ % ready_.size());
    // The connection alone has the socket: it is closed when that ends, and not a moment later from here.
    auto connection = std::make_unique<Connection>(
        net::StreamSocket(new net::StreamSocketImpl(accepted)),
        Connection::House{answers_, addresses_, encryption_, stopping_, greeting_, ready});
    if (!addresses_.comes_in(connection->peer())) return;
    Connection& in = *connection;
    {
        const std::scoped_lock lock(mutex_);
        if (open_.size() >= most) make_room();
        if (greeting_ > most_greeting) let_go_of_a_greeting();
        open_.emplace(&in, std::move(connection));
        if (stopping_) in.stop_asking();
    }
    watch(in, EPOLLIN);
}

// By the thread that has the connection; once this is done, another one may.
void Reception::watch(Connection& connection, unsigned events) {
    const unsigned before = std::exchange(connection.watched, events);
    if (before == events) return;
    const int operation = events == 0 ? EPOLL_CTL_DEL : before == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    epoll_event event{events, {&connection}};
    if (::epoll_ctl(connection.ready(), operation, connection.descriptor(), &event) == 0) return;
    connection.watched = 0;
    if (events != 0) end(connection);
}

void Reception::go_on(Connection& connection) {
    Connection::Then then = Connection::Then::End;
    try {
        then = connection.go_on();
    } catch (const Poco::Exception& error) {
        spdlog::error("connection ended: {}", error.displayText());
    } catch (const std::exception& error) {
        spdlog::error("connection ended: {}", error.what());
    }
    switch (then) {
        case Connection::Then::Read:
            return watch(connection, EPOLLIN);
        case Connection::Then::Write:
            return watch(connection, EPOLLOUT);
        case Connection::Then::Work:
            watch(connection, 0);  // what comes meanwhile waits
            return workers_.give(connection);
        case Connection::Then::End:
            return end(connection);
    }
}

void Reception::end(Connection& connection) {
    addresses_.goes_out(connection.peer());
    // Who has taken the socket over hears no more of us about it.
    watch(connection, 0);
    const std::scoped_lock lock(mutex_);
    open_.erase(&connection);
    less_.notify_all();
}

// Whoever keeps us waiting too long. By whichever thread comes first after a quarter of a second.
void Reception::end_overdue() {
    const auto now = Clock::now();
    Clock::rep due = look_again_;
    if (now.time_since_epoch().count() < due) return;
    const Clock::rep next = (now + look_every).time_since_epoch().count();
    if (!look_again_.compare_exchange_strong(due, next)) return;
    if (door_shut_.exchange(false)) open_door();
    const std::scoped_lock lock(mutex_);
    for (const auto& [connection, owned] : open_) {
        if (connection->overdue(now)) connection->give_up();
    }
}

// With the lock. Who is between two questions comes back by itself.
bool Reception::make_room() {
    const auto idle = std::ranges::find_if(open_, [](const auto& each) { return each.first->idle(); });
    if (idle == open_.end()) return false;
    idle->first->give_up();
    return true;
}

// With the lock. The one that has had most time: whoever comes in now is not kept out by many who only began.
void Reception::let_go_of_a_greeting() {
    Connection* longest = nullptr;
    for (const auto& [connection, owned] : open_) {
        if (!connection->greeting()) continue;
        if (!longest || connection->deadline() < longest->deadline()) longest = connection;
    }
    if (longest) longest->give_up();
}

bool Reception::wait_until_empty(std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    return less_.wait_for(lock, at_most, [this] { return open_.empty(); });
}

void Reception::stop() {
    if (stopping_.exchange(true)) return;
    // Nobody is let in by this, while somebody may still be at the door; it is closed when all have left.
    ::shutdown(socket_.impl()->sockfd(), SHUT_RDWR);
    {
        const std::scoped_lock lock(mutex_);
        for (const auto& [connection, owned] : open_) connection->stop_asking();
    }
    if (!wait_until_empty(to_finish)) {
        {
            const std::scoped_lock lock(mutex_);
            for (const auto& [connection, owned] : open_) connection->give_up();
        }
        wait_until_empty(to_notice);
    }
    closed_ = true;
    const std::uint64_t once = 1;
    if (::write(bell_, &once, sizeof once) < 0) spdlog::debug("the bell did not ring");
    for (std::thread& thread : threads_) thread.join();
    workers_.stop();
    socket_.close();
    const std::scoped_lock lock(mutex_);
    open_.clear();
}

}  // namespace server
