#pragma once

#include "render/length.hpp"
#include "render/page.hpp"

namespace render {

/// The item, so much further to the right.
Item moved(Item item, Length right);

}  // namespace render
