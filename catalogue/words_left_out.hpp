#pragma once

#include "catalogue/channel.hpp"
#include "catalogue/day.hpp"
#include "catalogue/identifiers.hpp"

#include <set>
#include <vector>

namespace catalogue {

class Catalogue;
struct World;

/// Whose story may be shown in that channel on that day and yet does not stand among these: it stands beside
/// photos of its author's under the same name, and of those none may be shown. For leaders' eyes.
std::vector<PersonId> authors_left_out(const World& world, Channel channel, Day now,
                                       const std::set<TextId>& standing);
std::vector<PersonId> authors_left_out(const Catalogue& catalogue, Channel channel, Day now,
                                       const std::set<TextId>& standing);

}  // namespace catalogue
