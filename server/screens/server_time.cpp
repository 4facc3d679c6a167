#include "server/screens/server_time.hpp"

#include <chrono>
#include <ctime>
#include <optional>

namespace server {

std::tm local_time(std::chrono::system_clock::time_point at) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(at);
    std::tm broken_down{};
    localtime_r(&seconds, &broken_down);
    return broken_down;
}

namespace {

using Instant = std::chrono::system_clock::time_point;

constexpr auto longest_lease = std::chrono::days(7);

// Seconds by which the clock here is ahead of UTC.
long ahead(Instant at) {
    return local_time(at).tm_gmtoff;
}

// Clocks are not changed twice in a week.
std::optional<ClockChange> change_after(Instant now) {
    Instant before = now;
    Instant after = now + longest_lease;
    const long change = ahead(after) - ahead(before);
    if (change == 0) return std::nullopt;
    while (after - before > std::chrono::seconds(1)) {
        const Instant between = before + (after - before) / 2;
        (ahead(between) == ahead(now) ? before : after) = between;
    }
    const auto until = std::chrono::round<std::chrono::seconds>(after - now);
    return ClockChange{std::chrono::milliseconds(until).count(), static_cast<int>(change / 60)};
}

}  // namespace

ServerTime server_time(Instant now) {
    const std::tm here = local_time(now);
    return {std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count(),
            here.tm_wday == 0 ? 7 : here.tm_wday, here.tm_hour * 60 + here.tm_min, change_after(now)};
}

}  // namespace server
