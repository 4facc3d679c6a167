#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace ingest {

/// A thread for every processor, which do what they are given in its order. What is under way when this goes
/// is done first.
class Workers {
 public:
    Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers();

    /// What `work` throws comes out of the future.
    std::future<void> give(std::function<void()> work);

 private:
    void run();

    std::mutex mutex_;  // guards what follows
    std::condition_variable changed_;
    std::deque<std::packaged_task<void()>> waiting_;
    bool ended_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace ingest
