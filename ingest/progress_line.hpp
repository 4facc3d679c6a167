#pragma once

#include "ingest/card.hpp"
#include "ingest/progress.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace ingest {

/// The progress of all cards that are being read, in one line on standard error that is written over itself.
/// Says nothing when standard error is not a terminal. For any number of threads. Told for a program, each is
/// a line of its own on standard output: {"files":12,"of_files":48}.
class ProgressLine {
 public:
    enum class For { People, Program };

    explicit ProgressLine(For whom = For::People);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// A card begins; whoever reads it tells the observer that is returned. Must outlive that.
    Observer begin(const CardContents& card);
    /// Reading is to stop after the group that is on its way. Safe to call from anywhere.
    void stop() { stopping_ = true; }
    bool is_stopping() const { return stopping_; }
    /// Wipes the line, so that something else can be said.
    void clear();

 private:
    void has_read(int files, std::uint64_t bytes);
    void draw();
    void tell();

    const For whom_;
    const bool is_seen_;
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;
    Progress progress_;
    std::chrono::steady_clock::time_point started_;
    std::chrono::steady_clock::time_point drawn_;
};

}  // namespace ingest
