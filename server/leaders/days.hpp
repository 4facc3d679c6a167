#pragma once

#include "catalogue/catalogue.hpp"
#include "server/leaders/visit.hpp"

#include <string>
#include <string_view>

/// Days and moments as the language of the page writes them.
namespace server::leaders {

/// "2 juli 2026"
std::string day_said(const Visit& visit, catalogue::Day day);
/// "2 juli"
std::string day_and_month(const Visit& visit, catalogue::Day day);
/// "donderdag"
std::string weekday(const Visit& visit, catalogue::Day day);
/// iso: "2026-07-02T11:05:00" is "donderdag 2 juli om 11:05". As it is when it is no moment.
std::string moment_said(const Visit& visit, std::string_view iso);
/// In a list: "02-07 11:05".
std::string short_moment(const Visit& visit, std::string_view iso);

}  // namespace server::leaders
