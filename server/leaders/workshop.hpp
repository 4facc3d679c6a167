#pragma once

#include "catalogue/jobs.hpp"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>

namespace server::leaders {

/// Does jobs one after the other, each by running this program anew: what goes wrong in one, with a picture
/// from anywhere or too little memory, ends the job and nothing else.
class Workshop {
 public:
    struct Place {
        std::filesystem::path program;  // empty: nothing is done here
        std::filesystem::path library;
        std::string day;  // --at; empty: the day it is
    };

    Workshop(catalogue::Jobs& jobs, Place place);
    /// Ends the job under way; it begins again with the next workshop.
    ~Workshop();
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;

    /// There is something new to do.
    void wake();

 private:
    void work();
    void do_job(const catalogue::Job& job);

    catalogue::Jobs& jobs_;
    Place place_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    bool woken_ = false;
    std::thread thread_;
};

}  // namespace server::leaders
