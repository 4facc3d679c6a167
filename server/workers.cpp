#include "server/workers.hpp"

#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace server {

Workers::Workers(std::size_t threads, std::function<void(Connection&)> go_on) : go_on_(std::move(go_on)) {
    threads_.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
    stop();
}

void Workers::give(Connection& connection) {
    {
        const std::scoped_lock lock(mutex_);
        waiting_.push_back(&connection);
    }
    given_.notify_one();
}

void Workers::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        given_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
        if (closed_) return;
        Connection& connection = *waiting_.front();
        waiting_.pop_front();
        lock.unlock();
        go_on_(connection);
        lock.lock();
    }
}

void Workers::stop() {
    {
        const std::scoped_lock lock(mutex_);
        closed_ = true;
    }
    given_.notify_all();
    for (std::thread& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

}  // namespace server
