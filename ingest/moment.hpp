#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace ingest {

/// A moment by some clock on a wall or in a camera; no time zone is known or wanted.
using Moment = std::chrono::local_seconds;

/// Reads "2026-04-20T11:12:00"; seconds and anything after them may be missing. Nothing when it is no moment.
std::optional<Moment> read_moment(std::string_view iso);

/// "2026-04-20T11:12:00".
std::string iso_moment(Moment moment);

/// The day of a moment.
std::chrono::year_month_day day_of(Moment moment);

}  // namespace ingest
