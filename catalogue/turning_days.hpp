#pragma once

#include "catalogue/day.hpp"
#include "catalogue/world.hpp"

#include <optional>
#include <set>

namespace catalogue {

/// The days on which some answer may change of itself: a yes begins or ends, somebody turns sixteen, a hold
/// begins or ends. who: only the days of this person (empty: of all), with those of the whole course.
std::set<Day> turning_days(const World& world, const std::optional<PersonId>& who = std::nullopt);

/// Born on 29 February: 1 March.
Day sixteenth_birthday(Day born);

}  // namespace catalogue
