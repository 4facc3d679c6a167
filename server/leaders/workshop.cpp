#include "server/leaders/workshop.hpp"

#include "catalogue/jobs.hpp"
#include "server/running_program.hpp"

#include <chrono>
#include <cstddef>
#include <exception>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

namespace server::leaders {

namespace {

constexpr auto look_for_work = std::chrono::seconds(5);

catalogue::JobState state_after(int code) {
    if (code == 0) return catalogue::JobState::Done;
    return code == 1 ? catalogue::JobState::PartlyRefused : catalogue::JobState::Refused;
}

}  // namespace

Workshop::Workshop(catalogue::Jobs& jobs, Place place) : jobs_(jobs), place_(std::move(place)) {
    if (place_.program.empty()) return;
    jobs_.begin_again();
    thread_ = std::thread([this] { work(); });
}

Workshop::~Workshop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Workshop::wake() {
    {
        const std::scoped_lock lock(mutex_);
        woken_ = true;
    }
    changed_.notify_all();
}

void Workshop::work() {
    while (true) {
        try {
            while (const auto job = jobs_.begin_next()) {
                do_job(*job);
                const std::scoped_lock lock(mutex_);
                if (stopping_) return;
            }
        } catch (const std::exception& error) {
            spdlog::error("jobs: {}", error.what());
        }
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, look_for_work, [this] { return stopping_ || woken_; });
        woken_ = false;
        if (stopping_) return;
    }
}

void Workshop::do_job(const catalogue::Job& job) {
    std::vector<std::string> arguments = {"--library", place_.library.string()};
    if (!place_.day.empty()) arguments.insert(arguments.end(), {"--at", place_.day});
    arguments.insert(arguments.end(), job.arguments.begin(), job.arguments.end());
    RunningProgram running(place_.program.string(), arguments);
    std::string said;
    if (!running.began()) return jobs_.finish(job.id, catalogue::JobState::Refused, said);
    std::size_t told = 0;
    while (running.listen(said)) {
        {
            const std::scoped_lock lock(mutex_);
            if (stopping_) return;  // it stays as running, and begins again
        }
        if (said.size() != told) jobs_.say(job.id, said);
        told = said.size();
    }
    jobs_.finish(job.id, state_after(running.wait()), said);
}

}  // namespace server::leaders
