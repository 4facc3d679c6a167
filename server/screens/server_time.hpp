#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>
#include <optional>

namespace server {

/// The night in which the clocks of where the course is held are put forward or back.
struct ClockChange {
    std::int64_t milliseconds = 0;  // until then
    int minutes = 0;                // by which the clock is later afterwards

    friend bool operator==(const ClockChange&, const ClockChange&) = default;
};

/// When a screen asks, as it is at the server: screens have clocks of their own, which may be wrong.
struct ServerTime {
    std::int64_t milliseconds = 0;  // since 1970, UTC
    int weekday = 1;                // Monday is 1
    int minute = 0;                 // of the day, where the course is held
    /// The first one that a screen may have to get through without us: its longest lease is seven days.
    std::optional<ClockChange> change = {};
};

/// In the time zone of this process.
std::tm local_time(std::chrono::system_clock::time_point at);
ServerTime server_time(std::chrono::system_clock::time_point now);

}  // namespace server
