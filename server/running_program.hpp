#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

namespace server {

/// Another program, or this one anew, running beside us: what it needs of memory goes with it. Ended when
/// this goes, and when we are ended ourselves in any way.
class RunningProgram {
 public:
    RunningProgram(const std::string& program, const std::vector<std::string>& arguments);
    ~RunningProgram();
    RunningProgram(const RunningProgram&) = delete;
    RunningProgram& operator=(const RunningProgram&) = delete;

    bool began() const { return child_ > 0; }

    /// Adds what it says within a moment, and keeps the end of a long tale; false when no more will come.
    bool listen(std::string& said) const;

    /// Its exit code, once it is through; -1 when it was ended.
    int wait();

 private:
    pid_t child_ = 0;
    int output_ = -1;
};

}  // namespace server
