#pragma once

#include "server/connection.hpp"
#include "server/encryption.hpp"
#include "server/http_server.hpp"
#include "server/limits.hpp"
#include "server/workers.hpp"

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
/// was used up by five hundred slow ones). A thread for each processor waits for all connections that are its
/// own (epoll(7)) and gives what is ready at once; what takes work is handed to others, so that nobody waits
/// behind it. So a connection is with one thread at a time.
class Reception {
 public:
    static constexpr std::size_t most = 4096;          // connections
    static constexpr std::size_t workers = 12;         // threads
    static constexpr std::size_t most_greeting = 512;  // connections that have not agreed on keys yet

    Reception(Poco::Net::ServerSocket socket, const Answers& answers, const Limits& limits,
              const Encryption& encryption);
    ~Reception();
    Reception(const Reception&) = delete;
    Reception& operator=(const Reception&) = delete;

    /// Nobody comes in any more; answers under way are finished for a few seconds, then cut.
    void stop();

 private:
    using Clock = std::chrono::steady_clock;

    void wait_at(int ready);
    void let_in();
    void open_door();
    void take_in(int accepted);
    void go_on(Connection& connection);
    void watch(Connection& connection, unsigned events);
    void end(Connection& connection);
    void end_overdue();
    bool make_room();
    void let_go_of_a_greeting();
    bool wait_until_empty(std::chrono::milliseconds at_most);

    Poco::Net::ServerSocket socket_;
    const Answers& answers_;
    const Encryption& encryption_;
    Addresses addresses_;
    std::vector<int> ready_;  // an epoll descriptor for each thread that waits
    int bell_;                // rung when the threads are to go home
    std::atomic<bool> stopping_ = false;
    std::atomic<bool> closed_ = false;
    std::atomic<bool> door_shut_ = false;  // for want of descriptors, until somebody has left
    std::atomic<Clock::rep> look_again_ = 0;
    std::atomic<std::size_t> greeting_ = 0;  // connections; they count themselves
    std::size_t next_ = 0;                   // whose the next connection is: used by who lets in

    std::mutex mutex_;
    std::condition_variable less_;
    std::unordered_map<Connection*, std::unique_ptr<Connection>> open_;
    Workers workers_;
    std::vector<std::thread> threads_;  // last: they use all the others
};

}  // namespace server
