#include "catalogue/day.hpp"

#include <array>
#include <cctype>
#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

#include <fmt/core.h>

namespace catalogue {

namespace {

int digits(std::string_view text) {
    int number = 0;
    for (const char c : text) {
        if (!std::isdigit(static_cast<unsigned char>(c))) throw std::invalid_argument("");
        number = number * 10 + (c - '0');
    }
    return number;
}

}  // namespace

Day parse_day(std::string_view text) {
    try {
        const std::string_view date = text.substr(0, 10);
        if (date.size() != 10 || date[4] != '-' || date[7] != '-') throw std::invalid_argument("");
        const std::chrono::year_month_day day{
            std::chrono::year{digits(date.substr(0, 4))},
            std::chrono::month{static_cast<unsigned>(digits(date.substr(5, 2)))},
            std::chrono::day{static_cast<unsigned>(digits(date.substr(8, 2)))}};
        if (!day.ok() || day.year() < std::chrono::year{1}) throw std::invalid_argument("");
        return Day{day};
    } catch (const std::invalid_argument&) {
        throw std::invalid_argument(fmt::format("'{}' is not a date; write it as 2026-07-02", text));
    }
}

std::string to_string(Day day) {
    const std::chrono::year_month_day date{day.since_epoch};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string weekday_in_dutch(Day day) {
    static constexpr std::array names = {"zondag",    "maandag", "dinsdag", "woensdag",
                                         "donderdag", "vrijdag", "zaterdag"};
    return names.at(std::chrono::weekday{day.since_epoch}.c_encoding());
}

std::string day_and_month_in_dutch(Day day) {
    static constexpr std::array months = {"januari",   "februari", "maart",    "april",
                                          "mei",       "juni",     "juli",     "augustus",
                                          "september", "oktober",  "november", "december"};
    const std::chrono::year_month_day date{day.since_epoch};
    return fmt::format("{} {}", static_cast<unsigned>(date.day()),
                       months.at(static_cast<unsigned>(date.month()) - 1));
}

std::string in_dutch(Day day) {
    return fmt::format("{} {}", day_and_month_in_dutch(day),
                       static_cast<int>(std::chrono::year_month_day{day.since_epoch}.year()));
}

}  // namespace catalogue
