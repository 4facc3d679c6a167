#include "ingest/clock.hpp"

#include "ingest/moment.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace ingest {

namespace {

using std::chrono::abs;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::months;
using std::chrono::seconds;
using std::chrono::year_month_day;

constexpr auto a_burst = minutes{1};        // pictures of one press may be numbered in another order
constexpr auto a_long_silence = days{183};  // nobody's clock ran through that unnoticed
constexpr auto as_good_as_right = minutes{1};
constexpr auto of_another_meeting = hours{1};  // a start card is photographed within the hour that it names

bool within(Moment moment, const Period& period) {
    return moment >= period.from && moment <= period.until;
}

/// Whether a camera comes up with this when its battery was empty: the first hours of a 1 January.
bool is_factory_time(Moment moment) {
    const year_month_day date = day_of(moment);
    return date.month() == std::chrono::January && date.day() == std::chrono::day{1};
}

/// The same moment with day and month exchanged.
std::optional<Moment> exchanged(Moment moment) {
    const year_month_day date = day_of(moment);
    const year_month_day other{date.year(), std::chrono::month{static_cast<unsigned>(date.day())},
                               std::chrono::day{static_cast<unsigned>(date.month())}};
    if (!other.ok()) return std::nullopt;
    return std::chrono::local_days{other} + (moment - floor<days>(moment));
}

/// The same moment of another year.
std::optional<Moment> in_year(Moment moment, std::chrono::year year) {
    const year_month_day date = day_of(moment);
    const year_month_day other{year, date.month(), date.day()};
    if (!other.ok()) return std::nullopt;
    return std::chrono::local_days{other} + (moment - floor<days>(moment));
}

std::string in_dutch(seconds span) {
    const auto whole_minutes = std::chrono::round<minutes>(abs(span)).count();
    if (whole_minutes < 60)
        return fmt::format("{} {}", whole_minutes, whole_minutes == 1 ? "minuut" : "minuten");
    const auto whole_hours = std::chrono::round<hours>(abs(span)).count();
    if (whole_hours < 48) return fmt::format("{} uur", whole_hours);
    return fmt::format("{} dagen", std::chrono::round<days>(abs(span)).count());
}

std::string date_in_words(Moment moment) {
    const year_month_day date = day_of(moment);
    return fmt::format("{:02}-{:02}-{:04}", static_cast<unsigned>(date.day()),
                       static_cast<unsigned>(date.month()), static_cast<int>(date.year()));
}

using Shots = std::span<const Shot>;
using Answer = std::vector<Reckoned>;

/// Pictures with a time, put right by `correct`; nothing unless all of them then lie in the period.
std::optional<Answer> if_all_fit(Shots shots, const Period& period,
                                 const std::function<std::optional<Moment>(Moment)>& correct,
                                 const std::string& reason) {
    Answer answer;
    for (const Shot& shot : shots) {
        Reckoned reckoned;
        if (shot.camera) {
            reckoned.taken = correct(*shot.camera);
            reckoned.reason = reason;
            if (!reckoned.taken || !within(*reckoned.taken, period)) return std::nullopt;
        }
        answer.push_back(std::move(reckoned));
    }
    return answer;
}

/// The first moment that a stretch tells.
Moment begin_of(Shots shots) {
    return *std::ranges::find_if(shots, [](const Shot& shot) { return shot.camera.has_value(); })->camera;
}

Moment end_of(Shots shots) {
    Moment latest = begin_of(shots);
    for (const Shot& shot : shots) latest = std::max(latest, shot.camera.value_or(latest));
    return latest;
}

// Set the wrong way round once, a clock runs on evenly; but some cameras keep them exchanged for ever.
std::optional<Answer> day_and_month_exchanged(Shots shots, const Period& period) {
    const std::string reason = "dag en maand van de klok waren omgewisseld";
    const auto first = exchanged(begin_of(shots));
    if (first) {
        const seconds offset = *first - begin_of(shots);
        auto evenly =
            if_all_fit(shots, period, [&](Moment at) { return std::optional{at + offset}; }, reason);
        if (evenly) return evenly;
    }
    return if_all_fit(shots, period, exchanged, reason);
}

std::optional<Answer> another_year(Shots shots, const Period& period) {
    if (period.from == Moment::min() || period.until == Moment::max()) return std::nullopt;
    for (auto year = day_of(period.until).year(); year >= day_of(period.from).year(); --year) {
        const auto reason =
            fmt::format("de klok stond op {}", static_cast<int>(day_of(begin_of(shots)).year()));
        auto answer = if_all_fit(shots, period, [&](Moment at) { return in_year(at, year); }, reason);
        if (answer) return answer;
    }
    return std::nullopt;
}

std::optional<Answer> whole_hours_ahead(Shots shots, const Period& period) {
    const seconds ahead = end_of(shots) - period.until;
    if (ahead <= seconds{0} || ahead > hours{14}) return std::nullopt;
    const auto shift = std::chrono::ceil<hours>(ahead);
    return if_all_fit(
        shots, period, [&](Moment at) { return std::optional{at - shift}; },
        fmt::format("de klok liep {} uur voor", shift.count()));
}

Answer all_the_same(Shots shots, const Reckoned& reckoned) {
    return Answer(shots.size(), reckoned);
}

Answer as_the_camera_says(Shots shots) {
    Answer answer;
    for (const Shot& shot : shots) answer.push_back({shot.camera, {}, false, false});
    return answer;
}

/// What a start photo says about the clock: real minus camera.
struct Offset {
    std::size_t at = 0;
    seconds ahead{0};
};

// One clock, running evenly, cannot be off by two amounts: then somebody photographed a card of an earlier
// meeting, and the latest one is right.
std::vector<Offset> offsets_of(Shots shots) {
    std::vector<Offset> offsets;
    for (std::size_t i = 0; i < shots.size(); ++i) {
        if (shots[i].camera && shots[i].real) offsets.push_back({i, *shots[i].real - *shots[i].camera});
    }
    if (offsets.empty()) return offsets;
    const seconds most = std::ranges::max(offsets, {}, &Offset::ahead).ahead;
    std::erase_if(offsets, [&](const Offset& offset) { return most - offset.ahead > of_another_meeting; });
    return offsets;
}

Answer by_start_photos(Shots shots, const std::vector<Offset>& offsets) {
    Answer answer;
    for (std::size_t i = 0; i < shots.size(); ++i) {
        const auto later = std::ranges::upper_bound(offsets, i, {}, &Offset::at);
        const seconds off = (later == offsets.begin() ? offsets.front() : *std::prev(later)).ahead;
        Reckoned reckoned{shots[i].camera, {}, false, shots[i].camera.has_value()};
        if (reckoned.taken && abs(off) > as_good_as_right) {
            *reckoned.taken += off;
            reckoned.reason = fmt::format("de klok liep {} {} (startfoto)", in_dutch(off),
                                          off > seconds{0} ? "achter" : "voor");
        }
        answer.push_back(std::move(reckoned));
    }
    return answer;
}

std::optional<Answer> what_fits(Shots shots, const Period& period) {
    const bool ours = std::ranges::all_of(shots, &Shot::surely_ours);
    const bool ahead = begin_of(shots) > period.until;
    if (auto hours_ahead = whole_hours_ahead(shots, period)) return hours_ahead;
    if (!ahead && !ours) return std::nullopt;
    if (auto turned = day_and_month_exchanged(shots, period)) return turned;
    return another_year(shots, period);
}

/// When nothing explains the clock: what lies in the period stands, the rest is told.
Answer one_by_one(Shots shots, const Period& period) {
    Answer answer = as_the_camera_says(shots);
    for (std::size_t i = 0; i < shots.size(); ++i) {
        if (!shots[i].camera || within(*shots[i].camera, period)) continue;
        if (*shots[i].camera > period.until) {
            answer[i] = {std::nullopt, "de klok stond in de toekomst", false, false};
        } else if (shots[i].surely_ours) {
            answer[i] = {std::nullopt, "de klok stond op een tijd van voor de cursus", false, false};
        } else {
            answer[i] = {std::nullopt, "van voor de uitlening", true, false};
        }
    }
    return answer;
}

/// Judges one stretch in which the clock ran.
Answer judge(Shots shots, const Period& period) {
    if (std::ranges::none_of(shots, [](const Shot& shot) { return shot.camera.has_value(); })) {
        return all_the_same(shots, {std::nullopt, "de camera gaf geen tijd", false, false});
    }
    const auto offsets = offsets_of(shots);
    if (!offsets.empty()) return by_start_photos(shots, offsets);
    if (within(begin_of(shots), period) && within(end_of(shots), period)) return as_the_camera_says(shots);
    if (is_factory_time(begin_of(shots))) {
        return all_the_same(shots, {std::nullopt,
                                    fmt::format("de klok begon op {}; wanneer het echt was, is niet bekend",
                                                date_in_words(begin_of(shots))),
                                    false, false});
    }
    if (auto answer = what_fits(shots, period)) return *answer;
    return one_by_one(shots, period);
}

/// In which part of time a moment lies: before, in, or after the period.
int part_of(Moment moment, const Period& period) {
    if (moment < period.from) return -1;
    return moment > period.until ? 1 : 0;
}

/// Whether the clock was set, or began anew, between two pictures.
bool was_set_between(const Shot& one, const Shot& next, const Period& period) {
    if (*next.camera < *one.camera - a_burst) return true;
    if (*next.camera > *one.camera + a_long_silence) return true;
    const int part = part_of(*one.camera, period);
    const int next_part = part_of(*next.camera, period);
    // A previous owner's pictures end where the loan begins, or with the first start photo.
    if (!one.surely_ours && part < 0 && (next_part >= 0 || next.surely_ours)) return true;
    return part == 0 && next_part > 0 && *next.camera - *one.camera > days{1};
}

}  // namespace

std::vector<Reckoned> reckon(const std::vector<Shot>& shots, const Period& period) {
    std::vector<Reckoned> reckoned;
    std::size_t begin = 0;
    std::optional<std::size_t> last_timed;
    const auto end_stretch = [&](std::size_t end) {
        if (end == begin) return;
        const Answer answer = judge(Shots{shots}.subspan(begin, end - begin), period);
        reckoned.insert(reckoned.end(), answer.begin(), answer.end());
        begin = end;
    };
    for (std::size_t i = 0; i < shots.size(); ++i) {
        if (!shots[i].camera) continue;
        if (last_timed && was_set_between(shots[*last_timed], shots[i], period)) end_stretch(i);
        last_timed = i;
    }
    end_stretch(shots.size());
    return reckoned;
}

}  // namespace ingest
