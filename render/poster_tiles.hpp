#pragma once

#include "render/imposed_side.hpp"
#include "render/length.hpp"

#include <vector>

namespace render {

struct TileStyle {
    Size paper{210_mm, 297_mm};  // turned so that the fewest sheets are needed
    Length overlap = 10_mm;
    Length margin = 10_mm;  // white border: an office printer does not reach the outer 4 to 5 mm
};

/// Cuts each page into sheets of ordinary paper that are glued into one poster again, row by row.
///
/// A sheet is cut along its left and top, where marks stand, and glued onto the strip at the right or bottom
/// of its neighbour. That strip repeats what is printed on the next sheet, so that no white shows between
/// them; lines over it say where the edge comes and which sheet it is (row-column, as beside each sheet's own
/// marks). The overlap is the least there is: a page is cut evenly. Throws CannotWork when nothing is left of
/// the paper between margins and overlap.
std::vector<ImposedSide> lay_out_tiles(const std::vector<SourcePage>& pages, const TileStyle& style);

}  // namespace render
