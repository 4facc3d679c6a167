#pragma once

#include "ingest/jpeg_decode.hpp"

namespace ingest {

/// The same picture with a long side of `long_side` pixels; itself when it has no more than that. Cubic
/// (Catmull-Rom), as libvips does it by default; a fifth of its time, because one pass does both directions
/// and nothing but eight-bit samples is known to it.
Pixels scaled_down(const Pixels& pixels, int long_side);

}  // namespace ingest
