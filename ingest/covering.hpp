#pragma once

#include "ingest/jpeg_decode.hpp"

#include <vector>

namespace ingest {

/// Pixels from left to right and from top to bottom; `right` and `bottom` are the first that are not in it.
struct PixelArea {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    bool smooth = true;  // covered with a haze; otherwise with one plain colour

    bool holds(int x, int y) const { return x >= left && x < right && y >= top && y < bottom; }
};

/// Covers these areas. What is put there is made of the colours around them only: no pixel that lies in any
/// of the areas is read, so that nothing of it can be found again. A blur of what is there could be undone in
/// part, for letters and numbers above all. The areas lie in the picture.
void cover(Pixels& pixels, const std::vector<PixelArea>& areas);

/// That part of the picture alone.
Pixels cut_out(const Pixels& pixels, const PixelArea& area);

}  // namespace ingest
