#pragma once

#include "catalogue/arrival.hpp"
#include "catalogue/day.hpp"
#include "catalogue/world.hpp"

namespace catalogue {

/// What the master of this version of a photo should carry on that day.
MasterTags tags_of(const World& world, const Photo& photo, const PhotoVersion& version, Day now);

}  // namespace catalogue
