#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

namespace catalogue {

/// A calendar day where the course is held. Consent is given and ends by the day.
struct Day {
    std::chrono::sys_days since_epoch;

    friend auto operator<=>(const Day&, const Day&) = default;
};

/// Reads the day from an ISO 8601 date or date-time ("2026-07-02", "2026-07-02T16:00:00").
/// Throws std::invalid_argument, with a sentence for a person, on anything else.
Day parse_day(std::string_view text);

/// ISO 8601: "2026-07-02".
std::string to_string(Day day);

/// "donderdag".
std::string weekday_in_dutch(Day day);

/// "2 juli".
std::string day_and_month_in_dutch(Day day);

/// As a Dutch reader writes it: "2 juli 2026".
std::string in_dutch(Day day);

}  // namespace catalogue
