// The numbers and dates of the retention table, as the course says them.

#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/day.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/retention.hpp"
#include "catalogue/retention_rule.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string_view>

namespace catalogue {

namespace {

using course_file::Fields;
using course_file::Json;

constexpr int most = 100;

// A day that the month does not have is its last.
Day months_later(Day day, int months) {
    std::chrono::year_month_day date{day.since_epoch};
    date += std::chrono::months{months};
    if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
    return Day{date};
}

std::optional<Day> closing_of(const Fields& course, const std::optional<Fields>& key_dates) {
    if (key_dates) {
        if (const auto closing = key_dates->optional_day("closing")) return closing;
    }
    std::optional<Day> last;
    for (const Fields& meeting : course.objects("meetings")) {
        const auto day = meeting.optional_day("date");
        if (day && (!last || *last < *day)) last = day;
    }
    return last;
}

}  // namespace

std::map<std::string_view, int> retention_values(const Json& file) {
    std::map<std::string_view, int> values;
    for (const RetentionSetting& setting : proposed_retention) values[setting.key] = setting.value;
    const Fields top{file, "at the top"};
    const auto course = top.optional_object("course");
    const auto said = course ? course->optional_object("retention") : std::nullopt;
    if (!said) return values;
    const Fields retention{said->json(), "course, retention"};
    for (auto& [key, value] : values) {
        value = retention.optional_number(key).value_or(value);
        if (value < 0 || value > most) retention.refuse(key, "must be between 0 and 100");
    }
    return values;
}

RetentionTable::RetentionTable(const Json& file) : values_(retention_values(file)) {
    const Fields top{file, "at the top"};
    const auto course = top.optional_object("course");
    const auto key_dates = course ? course->optional_object("key_dates") : std::nullopt;
    const auto closing = course ? closing_of(*course, key_dates) : std::nullopt;
    if (!closing) {
        throw CannotWork(
            "The course does not say when it closes, so nothing can be past its time; add its meetings or "
            "course.key_dates.closing to the course file");
    }
    closing_ = *closing;
    if (key_dates) report_accepted_ = key_dates->optional_day("report_accepted");
}

int RetentionTable::value(std::string_view key) const {
    return values_.at(key);
}

Day RetentionTable::months_after_closing(std::string_view key) const {
    return months_later(closing_, value(key));
}

Day RetentionTable::years_after(Day day, std::string_view key) const {
    return months_later(day, 12 * value(key));
}

Day RetentionTable::until_report(std::string_view key) const {
    const Day latest = months_after_closing(key);
    return report_accepted_ ? std::min(*report_accepted_, latest) : latest;
}

}  // namespace catalogue
