#pragma once

#include "render/imposed_side.hpp"
#include "render/imposition.hpp"
#include "render/length.hpp"

#include <vector>

namespace render {

struct FoldStyle {
    PaperStyle paper;
    Length paper_thickness;  // 0 for no creep; 80 g/m² paper is about 0.10 mm
};

/// Gives the pages of folded sheets their places: front and back of each sheet, in turn.
///
/// Creep: the sheets inside a sheet push its fold outwards, and the whole is cut flush afterwards. So pages
/// move towards the fold by the paper's thickness times the number of sheets around them; what passes the
/// fold is clipped, and so is the bleed there. pages: one or more, 1 first; a page of another size than the
/// largest is put in the middle of its half. Throws CannotWork when a sheet does not fit on the paper.
std::vector<ImposedSide> lay_out_folded(const std::vector<SourcePage>& pages,
                                        const std::vector<Sheet>& sheets, const FoldStyle& style);

/// How far the innermost sheet's pages move.
Length total_creep(const std::vector<Sheet>& sheets, Length paper_thickness);

}  // namespace render
