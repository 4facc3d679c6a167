#pragma once

#include "ingest/pixels.hpp"

namespace ingest {

/// The picture as it is to be seen. orientation: Exif tag 0x0112 (CIPA DC-008 §4.6.5); others than 2 to 8
/// turn nothing.
Planes turned_upright(Planes planes, int orientation);

}  // namespace ingest
