#include "ingest/workers.hpp"

#include <algorithm>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

namespace ingest {

Workers::Workers() {
    const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < processors; ++i) threads_.emplace_back([this] { run(); });
}

Workers::~Workers() {
    {
        const std::lock_guard lock{mutex_};
        ended_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

std::future<void> Workers::give(std::function<void()> work) {
    std::packaged_task<void()> task{std::move(work)};
    std::future<void> done = task.get_future();
    {
        const std::lock_guard lock{mutex_};
        waiting_.push_back(std::move(task));
    }
    changed_.notify_one();
    return done;
}

void Workers::run() {
    std::unique_lock lock{mutex_};
    while (true) {
        changed_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        std::packaged_task<void()> task = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        task();
        lock.lock();
    }
}

}  // namespace ingest
