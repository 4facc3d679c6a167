#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace server {

/// Goes round every so often, for what nobody's question brings about; on a thread of its own.
class Rounds {
 public:
    /// each: called one after the other. What one throws is told in the log, and the next one is called.
    Rounds(std::chrono::milliseconds every, std::vector<std::function<void()>> each);
    ~Rounds();
    Rounds(const Rounds&) = delete;
    Rounds& operator=(const Rounds&) = delete;

 private:
    void run();

    std::chrono::milliseconds every_;
    std::vector<std::function<void()>> each_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses the others
};

}  // namespace server
