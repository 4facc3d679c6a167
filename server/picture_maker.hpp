#pragma once

#include "catalogue/catalogue.hpp"

#include <chrono>
#include <condition_variable>
#include <filesystem>
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
    /// work: what failed is tried again, after a while that becomes longer.
    PictureMaker(std::filesystem::path library, std::function<catalogue::Day()> today,
                 std::function<void(const GoesOn&)> work);
    ~PictureMaker();
    PictureMaker(const PictureMaker&) = delete;
    PictureMaker& operator=(const PictureMaker&) = delete;

    /// Begins nothing more, and lets what is being made know.
    void stop();

 private:
    void run();
    bool pause(std::chrono::seconds time);
    bool goes_on();

    std::filesystem::path library_;
    std::function<catalogue::Day()> today_;
    std::function<void(const GoesOn&)> work_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses the others
};

}  // namespace server
