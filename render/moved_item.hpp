#pragma once

#include "render/length.hpp"
#include "render/page.hpp"

namespace render {

/// The item, so much further to the right and down.
Item moved(Item item, Point by);

}  // namespace render
