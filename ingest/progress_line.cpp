#include "ingest/progress_line.hpp"

#include "ingest/card.hpp"
#include "ingest/progress.hpp"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <mutex>

#include <fmt/core.h>
#include <unistd.h>

namespace ingest {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds between_drawings{100};
constexpr std::chrono::milliseconds between_lines{500};

}  // namespace

ProgressLine::ProgressLine(For whom)
    : whom_(whom), is_seen_(whom == For::People && ::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
    clear();
}

Observer ProgressLine::begin(const CardContents& card) {
    const std::lock_guard held{mutex_};
    const bool first = progress_.files == progress_.of_files;  // all earlier cards are done
    if (first) {
        progress_ = {};
        started_ = Clock::now();
    }
    progress_.of_files += static_cast<int>(card.files.size());
    for (const CardFile& file : card.files) progress_.of_bytes += file.size;
    return {[this](int files, std::uint64_t bytes) { has_read(files, bytes); },
            [this] { return is_stopping(); }};
}

void ProgressLine::has_read(int files, std::uint64_t bytes) {
    const std::lock_guard held{mutex_};
    progress_.files += files;
    progress_.bytes += bytes;
    if (whom_ == For::Program && Clock::now() - drawn_ >= between_lines) tell();
    if (is_seen_ && Clock::now() - drawn_ >= between_drawings) draw();
}

void ProgressLine::tell() {
    drawn_ = Clock::now();
    fmt::print("{{\"files\":{},\"of_files\":{}}}\n", progress_.files, progress_.of_files);
    std::fflush(stdout);
}

void ProgressLine::draw() {
    drawn_ = Clock::now();
    fmt::print(stderr, "\r\033[K{}", in_words(progress_, drawn_ - started_));
    std::fflush(stderr);
}

void ProgressLine::clear() {
    const std::lock_guard held{mutex_};
    if (!is_seen_ || drawn_ == Clock::time_point{}) return;
    fmt::print(stderr, "\r\033[K");
    std::fflush(stderr);
}

}  // namespace ingest
