#pragma once

#include "catalogue/desk.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <string>
#include <vector>

/// Somebody unknown who walked through a photo: the leaders weigh whether showing it does them harm (DOMAIN
/// §1.4).
namespace server::leaders {

/// Of each person on the photo, in their order, what the part "weigh_part" asks and tells.
void put_weighings(const Visit& visit, const catalogue::Photo& photo, std::vector<Fields>& on_it);

/// What a weighing has to do with whether the photo may be seen there, as a sentence; empty: nothing.
std::string said_of_weighing(const Visit& visit, const catalogue::Photo& photo, catalogue::Channel channel);

}  // namespace server::leaders
