#pragma once

#include "catalogue/catalogue.hpp"
#include "render/logo.hpp"

#include <filesystem>
#include <map>
#include <utility>
#include <vector>

namespace render {

/// Logos that were read before, by their files and when those were written: turning letters into outlines
/// takes longer than laying out a page.
using KnownLogos = std::map<std::pair<std::filesystem::path, std::filesystem::file_time_type>, Logo>;

/// Those of the course whose files are in its library, read. What is not there is told on stderr by commands
/// and shown by the leaders' pages. known: afterwards holds these and no others.
std::vector<Logo> kept_logos(const catalogue::Catalogue& catalogue, KnownLogos& known);
std::vector<Logo> kept_logos(const catalogue::Catalogue& catalogue);

/// The same for the booklet, behind those that were named: none of the kept ones while it has no page of
/// thanks, which is no reason not to make it.
std::vector<Logo> logos_for_booklet(const catalogue::Catalogue& catalogue, const catalogue::Course& course,
                                    const std::vector<std::filesystem::path>& named);

/// The kept ones alone, unless the booklet has no page of thanks.
std::vector<Logo> logos_for_booklet(const catalogue::Catalogue& catalogue, const catalogue::Course& course,
                                    KnownLogos& known);

}  // namespace render
