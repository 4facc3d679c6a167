#include "server/leaders/days.hpp"

#include "catalogue/catalogue.hpp"
#include "server/leaders/visit.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include <fmt/core.h>

namespace server::leaders {

namespace {

constexpr std::size_t to_the_minute = 16;  // characters of an ISO 8601 moment

std::string number_of_day(catalogue::Day day) {
    return fmt::format("{}", static_cast<unsigned>(std::chrono::year_month_day{day.since_epoch}.day()));
}

std::string month(const Visit& visit, catalogue::Day day) {
    return visit.say(fmt::format(
        "{}{}", "month.", static_cast<unsigned>(std::chrono::year_month_day{day.since_epoch}.month())));
}

}  // namespace

std::string day_said(const Visit& visit, catalogue::Day day) {
    const auto year = static_cast<int>(std::chrono::year_month_day{day.since_epoch}.year());
    return visit.say("date.full", {number_of_day(day), month(visit, day), fmt::format("{}", year)});
}

std::string day_and_month(const Visit& visit, catalogue::Day day) {
    return visit.say("date.day_month", {number_of_day(day), month(visit, day)});
}

std::string weekday(const Visit& visit, catalogue::Day day) {
    return visit.say(fmt::format("{}{}", "weekday.", std::chrono::weekday{day.since_epoch}.iso_encoding()));
}

std::string moment_said(const Visit& visit, std::string_view iso) {
    if (iso.size() < to_the_minute) return std::string{iso};
    const catalogue::Day day = catalogue::parse_day(iso.substr(0, 10));
    return visit.say("date.moment",
                     {weekday(visit, day), day_and_month(visit, day), std::string{iso.substr(11, 5)}});
}

std::string short_moment(const Visit& visit, std::string_view iso) {
    if (iso.size() < to_the_minute) return std::string{iso};
    const auto part = [&](std::size_t at, std::size_t size) { return std::string{iso.substr(at, size)}; };
    return visit.say("date.short", {part(8, 2), part(5, 2), part(11, 5)});
}

}  // namespace server::leaders
