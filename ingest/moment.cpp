#include "ingest/moment.hpp"

#include <charconv>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/core.h>

namespace ingest {

namespace {

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    if (text.size() < at + count) return std::nullopt;
    const char* first = text.data() + at;
    const auto [end, error] = std::from_chars(first, first + count, value);
    return error == std::errc{} && end == first + count && *first != '-' ? std::optional{value}
                                                                         : std::nullopt;
}

}  // namespace

std::optional<Moment> read_moment(std::string_view iso) {
    using namespace std::chrono;
    const auto year_ = digits(iso, 0, 4);
    const auto month_ = digits(iso, 5, 2);
    const auto day_ = digits(iso, 8, 2);
    const auto hour_ = digits(iso, 11, 2);
    const auto minute_ = digits(iso, 14, 2);
    if (!year_ || !month_ || !day_ || !hour_ || !minute_) return std::nullopt;
    if (iso[4] != '-' || iso[7] != '-' || (iso[10] != 'T' && iso[10] != ' ') || iso[13] != ':')
        return std::nullopt;
    const int second_ = iso.size() > 16 && iso[16] == ':' ? digits(iso, 17, 2).value_or(0) : 0;
    const year_month_day date{year{*year_}, month{static_cast<unsigned>(*month_)},
                              day{static_cast<unsigned>(*day_)}};
    if (!date.ok() || *hour_ > 23 || *minute_ > 59 || second_ > 59) return std::nullopt;
    return local_days{date} + hours{*hour_} + minutes{*minute_} + seconds{second_};
}

std::string iso_moment(Moment moment) {
    using namespace std::chrono;
    const auto midnight = floor<days>(moment);
    const year_month_day date{midnight};
    const hh_mm_ss time{moment - midnight};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::chrono::year_month_day day_of(Moment moment) {
    return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(moment)};
}

}  // namespace ingest
