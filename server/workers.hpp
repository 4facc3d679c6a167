#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace server {

class Connection;

/// Threads for answers that take work: the first connection that is given is the first to be gone on with.
class Workers {
 public:
    Workers(std::size_t threads, std::function<void(Connection&)> go_on);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    void give(Connection& connection);
    /// When nobody gives any more: waits for what is being worked on.
    void stop();

 private:
    void work();

    std::function<void(Connection&)> go_on_;
    std::mutex mutex_;
    std::condition_variable given_;
    std::deque<Connection*> waiting_;  // the reception owns them
    bool closed_ = false;
    std::vector<std::thread> threads_;  // last: they use all the others
};

}  // namespace server
