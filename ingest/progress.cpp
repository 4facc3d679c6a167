#include "ingest/progress.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <string>

#include <fmt/core.h>

namespace ingest {

namespace {

constexpr std::size_t bar_length = 20;

std::string time_left(double seconds) {
    const auto whole = static_cast<long>(std::ceil(seconds));
    if (whole >= 3600) return fmt::format("{}:{:02}:{:02} left", whole / 3600, whole / 60 % 60, whole % 60);
    return fmt::format("{}:{:02} left", whole / 60, whole % 60);
}

}  // namespace

std::string in_words(const Progress& progress, std::chrono::duration<double> since_start) {
    const double done = progress.of_bytes == 0
                            ? 1.0
                            : static_cast<double>(progress.bytes) / static_cast<double>(progress.of_bytes);
    const auto filled =
        std::min(bar_length, static_cast<std::size_t>(std::max(0.0, done) * static_cast<double>(bar_length)));
    std::string line = fmt::format("[{}{}] {} of {} photos", std::string(filled, '#'),
                                   std::string(bar_length - filled, '-'), progress.files, progress.of_files);
    const bool has_speed = since_start.count() > 0.0 && progress.bytes > 0;
    if (!has_speed) return line;
    const double speed = static_cast<double>(progress.bytes) / since_start.count();
    line += fmt::format("  {:.1f} MB/s", std::min(speed / 1e6, 9999.0));
    if (progress.of_bytes > progress.bytes) {
        const double left = static_cast<double>(progress.of_bytes - progress.bytes) / speed;
        line += "  " + time_left(std::min(left, 359999.0));
    }
    return line;
}

}  // namespace ingest
