#pragma once

#include "ingest/pixels.hpp"

#include <cstddef>
#include <cstdint>

namespace ingest {

/// The same picture with a long side of `long_side` pixels; itself when it has no more than that. Cubic
/// (Catmull-Rom), as libvips does it by default; a fifth of its time, because one pass does both directions
/// and nothing but eight-bit samples is known to it.
Pixels scaled_down(const Pixels& pixels, int long_side);
Planes scaled_down(const Planes& planes, int long_side);

/// How many samples of two, the last of which may stand alone.
template <class Whole>
constexpr Whole half_of(Whole samples) {
    return (samples + 1) / 2;
}

/// Each sample of `to` is the mean of two below each other.
void halve_down(const std::uint8_t* upper, const std::uint8_t* lower, std::size_t width, std::uint8_t* to);

/// Each of half_of(width) samples of `to` is the mean of two beside each other in both rows.
void halve_both(const std::uint8_t* upper, const std::uint8_t* lower, std::size_t width, std::uint8_t* to);

}  // namespace ingest
