#pragma once

#include "catalogue/catalogue.hpp"
#include "server/leaders/languages.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Days and moments as the language of the page writes them.
namespace server::leaders {

/// "2 juli 2026"
std::string day_said(const Language& language, catalogue::Day day);
/// "2 juli"
std::string day_and_month(const Language& language, catalogue::Day day);
/// "donderdag"
std::string weekday(const Language& language, catalogue::Day day);
/// iso: "2026-07-02T11:05:00" is "donderdag 2 juli om 11:05". As it is when it is no moment.
std::string moment_said(const Language& language, std::string_view iso);
/// In a list: "02-07 11:05".
std::string short_moment(const Language& language, std::string_view iso);

/// A day that somebody typed: as browsers send it.
struct TypedDay {
    std::optional<catalogue::Day> day = {};
    std::string error = {};  // a sentence, when it is none
};
/// earliest: the first year that it can be in. No year behind 2100 can be either.
TypedDay typed_day(const Language& language, std::string_view text, int earliest = 2000);

}  // namespace server::leaders
