#pragma once

#include "render/imposed_side.hpp"
#include "render/length.hpp"

#include <vector>

namespace render {

/// Once: every page in its turn. WholeSheet: a sheet full of the first page, a sheet full of the second, …
enum class Filling { Once, WholeSheet };

struct GridStyle {
    PaperStyle paper;
    int columns = 1;
    int rows = 1;
    Length gap;  // between neighbours; 0: one cut parts them
    Filling filling = Filling::Once;
};

/// Pages in rows and columns, to be cut apart: labels, flyers, cards.
///
/// Printed on one side unless the style names an edge to turn over; then odd pages are fronts and each has
/// the next page at its back. Neighbours share their cuts, so bleed is clipped halfway between them, and
/// marks stand only around the whole. pages: one or more. Throws CannotWork when the grid does not fit on the
/// paper.
std::vector<ImposedSide> lay_out_grid(const std::vector<SourcePage>& pages, const GridStyle& style);

}  // namespace render
