#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace ingest {

/// Who looks on while a card is read. Either may be empty. Called from the thread that reads.
struct Observer {
    std::function<void(int files, std::uint64_t bytes)> has_read;  // so many more are dealt with
    std::function<bool()> wants_to_stop;  // asked between groups; what is in stays in
};

/// How far reading has come, over all cards that are being read.
struct Progress {
    int files = 0;
    int of_files = 0;
    std::uint64_t bytes = 0;
    std::uint64_t of_bytes = 0;
};

/// "[#####---------------] 12 of 48 photos  8.3 MB/s  0:14 left": never longer than 79 characters. No speed
/// and no time left before something was read in some time.
std::string in_words(const Progress& progress, std::chrono::duration<double> since_start);

}  // namespace ingest
