#pragma once

#include "server/connection.hpp"
#include "server/http_server.hpp"
#include "server/limits.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include <Poco/Net/ServerSocket.h>

namespace server {

/// Lets visitors in and has their questions answered by a few threads. A connection that waits, for a
/// question, a slow line or a slow reader, holds none of them (SERVER §0.2: measured, a thread a connection
/// was used up by five hundred slow ones). Whichever thread is free takes what is ready next: epoll(7) with
/// EPOLLONESHOT, so a connection is with one thread at a time.
class Reception {
 public:
    static constexpr std::size_t most = 4096;  // connections
    static constexpr int threads = 16;

    Reception(Poco::Net::ServerSocket socket, const Answers& answers, const Limits& limits);
    ~Reception();
    Reception(const Reception&) = delete;
    Reception& operator=(const Reception&) = delete;

    /// Nobody comes in any more; answers under way are finished for a few seconds, then cut.
    void stop();

 private:
    using Clock = std::chrono::steady_clock;

    void work();
    void let_in();
    void take_in(const Poco::Net::StreamSocket& socket);
    void go_on(Connection& connection);
    void end(Connection& connection);
    void end_overdue();
    void make_room();
    void watch(Connection& connection, unsigned events, int operation);
    bool wait_until_empty(std::chrono::milliseconds at_most);

    Poco::Net::ServerSocket socket_;
    const Answers& answers_;
    Addresses addresses_;
    int ready_;  // the epoll descriptor
    int bell_;   // rung when the threads are to go home
    std::atomic<bool> stopping_ = false;
    std::atomic<bool> closed_ = false;
    std::atomic<Clock::rep> look_again_ = 0;

    std::mutex mutex_;
    std::condition_variable less_;
    std::unordered_map<Connection*, std::unique_ptr<Connection>> open_;
    std::vector<std::thread> threads_;  // last: they use all the others
};

}  // namespace server
