#pragma once

#include "catalogue/catalogue.hpp"
#include "server/site_templates.hpp"
#include "server/site_words.hpp"

#include <string>
#include <vector>

/// What the public pages are filled with.
namespace server {

using ClearedForSite = catalogue::Cleared<catalogue::Channel::Site>;
using Shown = std::vector<ClearedForSite>;

/// What is cleared and can be seen: sizes may be deleted at any time, and are made again from the masters.
Shown seen_on_site(const catalogue::Catalogue& catalogue, catalogue::Day now);
bool can_be_seen(const ClearedForSite& photo);
Shown::const_iterator at_address(const Shown& shown, const std::string& address);

/// One photo as it is shown on any page, with its sizes, its words and the blur that keeps its place.
Fields picture_fields(const ClearedForSite& photo, const std::string& language);

/// The same for a wall of photos; the first few come at once, the others when they are near.
std::vector<Fields> wall_fields(const std::vector<const ClearedForSite*>& photos,
                                const std::string& language);

/// What every page says of course and exhibition.
Fields course_fields(const catalogue::Course& course, const SiteWords& words, const std::string& language);

}  // namespace server
