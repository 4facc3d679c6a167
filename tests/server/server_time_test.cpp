#include "server/screens/server_time.hpp"

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>

#include <doctest/doctest.h>

namespace {

using namespace std::chrono_literals;

// Of this process, for as long as it lives; as POSIX writes it, so that no table of zones is needed.
class InZone {
 public:
    explicit InZone(const char* zone) {
        if (const char* before = std::getenv("TZ")) before_ = before;
        ::setenv("TZ", zone, 1);
        ::tzset();
    }
    ~InZone() {
        before_ ? ::setenv("TZ", before_->c_str(), 1) : ::unsetenv("TZ");
        ::tzset();
    }
    InZone(const InZone&) = delete;
    InZone& operator=(const InZone&) = delete;

 private:
    std::optional<std::string> before_;
};

constexpr auto amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3";

std::chrono::sys_seconds at(int year, unsigned month, unsigned day, std::chrono::seconds time) {
    return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)} +
           time;
}

std::int64_t ms(std::chrono::milliseconds time) {
    return time.count();
}

}  // namespace

TEST_CASE("a screen is told the weekday and minute of where the course is held") {
    const InZone zone(amsterdam);
    const server::ServerTime summer = server::server_time(at(2026, 7, 5, 22h + 30min));  // UTC
    CHECK(summer.weekday == 1);
    CHECK(summer.minute == 30);
    CHECK(summer.milliseconds == ms(at(2026, 7, 5, 22h + 30min).time_since_epoch()));
    CHECK_FALSE(summer.change);
    CHECK(server::server_time(at(2026, 12, 6, 12h)).weekday == 7);
}

TEST_CASE(
    "a screen is told a week before that the clocks will be changed, in the night of 23 and of 25 hours") {
    const InZone zone(amsterdam);
    struct Case {
        std::chrono::sys_seconds now;
        std::optional<server::ClockChange> change;
    };
    for (const Case& each : {
             Case{at(2026, 3, 22, 0h), std::nullopt},  // a week and an hour before
             Case{at(2026, 3, 22, 1h), server::ClockChange{ms(168h), 60}},
             Case{at(2026, 3, 29, 0h + 59min + 59s), server::ClockChange{ms(1s), 60}},
             Case{at(2026, 3, 29, 1h), std::nullopt},
             Case{at(2026, 10, 24, 22h), server::ClockChange{ms(3h), -60}},
             Case{at(2026, 10, 25, 0h + 30min), server::ClockChange{ms(30min), -60}},
             Case{at(2026, 10, 25, 1h), std::nullopt},
         }) {
        CAPTURE(each.now.time_since_epoch().count());
        CHECK(server::server_time(each.now).change == each.change);
    }
    // Half past two comes twice in October: of the first one it is said that it will.
    CHECK(server::server_time(at(2026, 10, 25, 0h + 30min)).minute == 150);
    CHECK(server::server_time(at(2026, 10, 25, 1h + 30min)).minute == 150);
    CHECK(server::server_time(at(2026, 3, 29, 1h)).minute == 180);
}

TEST_CASE("where clocks are never changed nothing is said of it") {
    const InZone zone("UTC0");
    CHECK_FALSE(server::server_time(at(2026, 3, 28, 12h)).change);
}
