// Opening hours of a screen, as a leader writes them: "ma-vr 08:00-18:00; za,zo 09:00-12:00".

#include "catalogue/failure.hpp"
#include "catalogue/screens.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

constexpr std::array<std::string_view, 7> weekdays = {"ma", "di", "wo", "do", "vr", "za", "zo"};

constexpr int whole_day = 24 * 60;

[[noreturn]] void refuse(std::string_view what) {
    throw CannotWork(fmt::format(
        "The opening hours cannot be read at '{}'; write them like: ma-vr 08:00-18:00; za 09:00-12:00",
        what));
}

std::vector<std::string_view> parts_of(std::string_view text, char between) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(between);
        std::string_view part = text.substr(0, end);
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        parts.push_back(part);
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

int weekday(std::string_view name) {
    const auto* const found = std::ranges::find(weekdays, name);
    if (found == weekdays.end()) refuse(name);
    return static_cast<int>(std::distance(weekdays.begin(), found)) + 1;
}

// "08:00" as minutes after midnight; "24:00" is the end of the day.
int minutes(std::string_view text) {
    const bool shaped =
        text.size() == 5 && text[2] == ':' &&
        std::ranges::count_if(text, [](unsigned char c) { return std::isdigit(c) != 0; }) == 4;
    if (!shaped) refuse(text);
    const int hour = (text[0] - '0') * 10 + text[1] - '0';
    const int minute = (text[3] - '0') * 10 + text[4] - '0';
    if (minute > 59 || hour * 60 + minute > whole_day) refuse(text);
    return hour * 60 + minute;
}

void add(std::vector<OpenHours>& all, std::string_view days, std::string_view times) {
    const auto ends = parts_of(times, '-');
    if (ends.size() != 2) refuse(times);
    const int from = minutes(ends[0]);
    const int until = minutes(ends[1]);
    if (from == until || from == whole_day) refuse(times);
    for (const std::string_view span : parts_of(days, ',')) {
        const auto first_and_last = parts_of(span, '-');
        if (first_and_last.size() > 2) refuse(span);
        const int first = weekday(first_and_last.front());
        const int last = weekday(first_and_last.back());
        // "vr-ma" goes over the weekend.
        for (int day = first;; day = day % 7 + 1) {
            // "20:00-02:00" ends on the next day.
            if (from < until) all.push_back({day, from, until});
            if (from > until) all.push_back({day, from, whole_day});
            if (from > until && until > 0) all.push_back({day % 7 + 1, 0, until});
            if (day == last) break;
        }
    }
}

}  // namespace

std::vector<OpenHours> parse_hours(std::string_view text) {
    std::vector<OpenHours> all;
    for (const std::string_view part : parts_of(text, ';')) {
        if (part.empty()) continue;
        const std::size_t space = part.find_first_of("0123456789");
        if (space == std::string_view::npos || space == 0) refuse(part);
        add(all, parts_of(part.substr(0, space), ';').front(), part.substr(space));
    }
    return all;
}

}  // namespace catalogue
