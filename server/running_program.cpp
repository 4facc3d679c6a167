#include "server/running_program.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <string>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace server {

namespace {

constexpr std::size_t most_said = 16384;
constexpr int look_again_ms = 300;

// Between fork and exec only what a signal handler may do.
[[noreturn]] void become(const char* program, char* const* arguments, int output) {
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

}  // namespace

RunningProgram::RunningProgram(const std::string& program, const std::vector<std::string>& arguments) {
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

RunningProgram::~RunningProgram() {
    if (output_ >= 0) ::close(output_);
    if (child_ > 0) {
        ::kill(child_, SIGTERM);
        ::waitpid(child_, nullptr, 0);
    }
}

bool RunningProgram::listen(std::string& said) const {
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

int RunningProgram::wait() {
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace server
