#include "server/rounds.hpp"

#include <chrono>
#include <exception>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

namespace server {

Rounds::Rounds(std::chrono::milliseconds every, std::vector<std::function<void()>> each)
    : every_(every), each_(std::move(each)), thread_([this] { run(); }) {}

Rounds::~Rounds() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_one();
    thread_.join();
}

void Rounds::run() {
    std::unique_lock lock(mutex_);
    while (!woken_.wait_for(lock, every_, [this] { return stopping_; })) {
        lock.unlock();
        for (const auto& one : each_) {
            try {
                one();
            } catch (const std::exception& error) {
                spdlog::error("{}", error.what());
            }
        }
        lock.lock();
    }
}

}  // namespace server
