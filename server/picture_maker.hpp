#pragma once

#include "server/commits.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace server {

/// Asked between two pieces of work whether to go on with the next.
using GoesOn = std::function<bool()>;

/// Has pictures made whenever something was written in the library, or the day is another one; on a thread of
/// its own.
class PictureMaker {
 public:
    /// moment: asked every two seconds. work: what failed is tried again, after a while that becomes longer.
    PictureMaker(std::function<Moment()> moment, std::function<void(const GoesOn&)> work);
    ~PictureMaker();
    PictureMaker(const PictureMaker&) = delete;
    PictureMaker& operator=(const PictureMaker&) = delete;

    /// Begins nothing more, and lets what is being made know.
    void stop();

 private:
    void run();
    bool pause(std::chrono::seconds time);
    bool goes_on();

    std::function<Moment()> moment_;
    std::function<void(const GoesOn&)> work_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses the others
};

}  // namespace server
