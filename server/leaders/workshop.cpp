#include "server/leaders/workshop.hpp"

#include "catalogue/jobs.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <exception>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace server::leaders {

namespace {

constexpr std::size_t most_said = 16 * 1024;
constexpr int look_again_ms = 300;
constexpr auto look_for_work = std::chrono::seconds(5);

/// The program running, and what it says.
class Running {
 public:
    Running(const std::string& program, const std::vector<std::string>& arguments) {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) return;
        std::vector<char*> list{const_cast<char*>(program.c_str())};
        for (const std::string& each : arguments) list.push_back(const_cast<char*>(each.c_str()));
        list.push_back(nullptr);
        child_ = ::fork();
        if (child_ == 0) become(program.c_str(), list.data(), ends[1]);
        ::close(ends[1]);
        output_ = ends[0];
        if (child_ < 0) child_ = 0;
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() {
        if (output_ >= 0) ::close(output_);
        if (child_ > 0) {
            ::kill(child_, SIGTERM);
            ::waitpid(child_, nullptr, 0);
        }
    }

    bool began() const { return child_ > 0; }

    /// Adds what came within a moment; false when no more will come.
    bool listen(std::string& said) const {
        pollfd waiting{output_, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, look_again_ms);
        if (ready == 0 || (ready < 0 && errno == EINTR)) return true;
        std::array<char, 4096> bytes{};
        const ssize_t came = ::read(output_, bytes.data(), bytes.size());
        if (came <= 0) return false;
        said.append(bytes.data(), static_cast<std::size_t>(came));
        if (said.size() > most_said) said.erase(0, said.size() - most_said);
        return true;
    }

    /// Its exit code, once it is through; -1 when it was ended.
    int wait() {
        int status = 0;
        ::waitpid(child_, &status, 0);
        child_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

 private:
    // Between fork and exec only what a signal handler may do.
    [[noreturn]] static void become(const char* program, char* const* arguments, int output) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // it does not outlive us
        sigset_t none;
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        std::signal(SIGPIPE, SIG_DFL);
        ::dup2(output, STDOUT_FILENO);
        ::dup2(output, STDERR_FILENO);
        ::execv(program, arguments);
        ::_exit(3);
    }

    pid_t child_ = 0;
    int output_ = -1;
};

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
    Running running(place_.program.string(), arguments);
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
