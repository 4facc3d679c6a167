#include "server/leaders/days.hpp"

#include "catalogue/catalogue.hpp"
#include "server/leaders/languages.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <fmt/core.h>

namespace server::leaders {

namespace {

constexpr std::size_t to_the_minute = 16;  // characters of an ISO 8601 moment

std::string number_of_day(catalogue::Day day) {
    return fmt::format("{}", static_cast<unsigned>(std::chrono::year_month_day{day.since_epoch}.day()));
}

std::string month(const Language& language, catalogue::Day day) {
    return language.say(fmt::format(
        "{}{}", "month.", static_cast<unsigned>(std::chrono::year_month_day{day.since_epoch}.month())));
}

}  // namespace

std::string day_said(const Language& language, catalogue::Day day) {
    const auto year = static_cast<int>(std::chrono::year_month_day{day.since_epoch}.year());
    return language.say("date.full", {number_of_day(day), month(language, day), fmt::format("{}", year)});
}

std::string day_and_month(const Language& language, catalogue::Day day) {
    return language.say("date.day_month", {number_of_day(day), month(language, day)});
}

std::string weekday(const Language& language, catalogue::Day day) {
    return language.say(
        fmt::format("{}{}", "weekday.", std::chrono::weekday{day.since_epoch}.iso_encoding()));
}

std::string moment_said(const Language& language, std::string_view iso) {
    if (iso.size() < to_the_minute) return std::string{iso};
    const catalogue::Day day = catalogue::parse_day(iso.substr(0, 10));
    return language.say("date.moment", {weekday(language, day), day_and_month(language, day),
                                        std::string{iso.substr(11, 5)}});
}

std::string short_moment(const Language& language, std::string_view iso) {
    if (iso.size() < to_the_minute) return std::string{iso};
    const auto part = [&](std::size_t at, std::size_t size) { return std::string{iso.substr(at, size)}; };
    return language.say("date.short", {part(8, 2), part(5, 2), part(11, 5)});
}

TypedDay typed_day(const Language& language, std::string_view text, int earliest) {
    constexpr std::size_t whole = 10;
    constexpr int latest = 2100;
    try {
        if (text.size() != whole) return {std::nullopt, language.say("form.day_wrong")};
        const catalogue::Day day = catalogue::parse_day(text);
        const auto year = static_cast<int>(std::chrono::year_month_day{day.since_epoch}.year());
        if (year < earliest || year > latest) return {std::nullopt, language.say("form.year_wrong")};
        return {day, {}};
    } catch (const std::invalid_argument&) {
        return {std::nullopt, language.say("form.day_wrong")};
    }
}

}  // namespace server::leaders
