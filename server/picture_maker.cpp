#include "server/picture_maker.hpp"

#include "server/commits.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

#include <spdlog/spdlog.h>

namespace server {

namespace {

constexpr auto look_every = std::chrono::seconds(2);
constexpr auto longest_pause = std::chrono::seconds(300);

}  // namespace

PictureMaker::PictureMaker(std::function<Moment()> moment, std::function<void(const GoesOn&)> work)
    : moment_(std::move(moment)), work_(std::move(work)), thread_([this] { run(); }) {}

PictureMaker::~PictureMaker() {
    stop();
    thread_.join();
}

void PictureMaker::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_one();
}

bool PictureMaker::goes_on() {
    const std::scoped_lock lock(mutex_);
    return !stopping_;
}

// False when it is time to stop.
bool PictureMaker::pause(std::chrono::seconds time) {
    std::unique_lock lock(mutex_);
    return !woken_.wait_for(lock, time, [this] { return stopping_; });
}

void PictureMaker::run() {
    std::optional<Moment> seen;
    auto until_next = look_every;
    do {
        try {
            const Moment now = moment_();
            if (now != seen) work_([this] { return goes_on(); });
            seen = now;
            until_next = look_every;
        } catch (const std::exception& error) {
            spdlog::error("making pictures for the site: {}", error.what());
            until_next = std::min(2 * until_next, longest_pause);
        }
    } while (pause(until_next));
}

}  // namespace server
