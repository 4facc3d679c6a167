#pragma once

#include "server/leaders/cards_in.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <string>
#include <vector>

/// Cards that lie in the reader and are to be made ready for a camera.
namespace server::leaders {

/// What a card is now: which one of the course, or an empty one that can become one.
void put_what_it_is(const Visit& visit, const MountedCard& card, Fields& fields);

/// The cameras for which a card can be made ready: {camera, holder, next}.
std::vector<Fields> cameras_for_cards(const Visit& visit);

/// Changes with everything that making a card ready builds on.
std::string mark_of_cards(const Visit& visit);

}  // namespace server::leaders
