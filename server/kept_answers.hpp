#pragma once

#include "server/answer.hpp"
#include "server/commits.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace server {

/// Answers that are given again to whoever asks the same at the same moment. This is no memory of what was
/// cleared: whoever wants to have one has just asked the database whether anything was written since it was
/// made, and then there is nothing here for them. And never longer than a few seconds, so that files which
/// come and go beside the database are noticed too. Safe to call from several threads.
class KeptAnswers {
 public:
    using Clock = std::chrono::steady_clock;
    static constexpr auto longest = std::chrono::seconds(5);

    /// Null when there is none of this very moment.
    std::shared_ptr<const Answer> find(const std::string& question, const Moment& moment,
                                       Clock::time_point now = Clock::now());
    /// moment: as it was before the answer was begun, and still is after it.
    void keep(const std::string& question, const Moment& moment, std::shared_ptr<const Answer> answer,
              Clock::time_point now = Clock::now());
    /// Of another moment than this, with the files that they hold open: nothing of what was erased stays on
    /// the disk because nobody asked since.
    void let_go_of_others(const Moment& moment);

 private:
    struct Kept {
        std::shared_ptr<const Answer> answer;  // owned here and by whoever is sending it
        Clock::time_point until;
    };
    void start_at(const Moment& moment);

    std::mutex mutex_;
    Moment moment_;  // of all of them
    std::unordered_map<std::string, Kept> kept_;
    std::size_t bytes_ = 0;  // in memory
};

}  // namespace server
