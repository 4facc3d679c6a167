#pragma once

#include "render/imposed_side.hpp"
#include "render/length.hpp"

#include <string>
#include <vector>

namespace render {

/// Crop marks at the corners of `cut`, and a broken line above and below where the sheet is folded.
std::vector<SheetMark> marks_of_fold(const Rect& cut, Length fold, Length offset);

/// Short lines outside `area` at every place where the paper is cut from edge to edge.
std::vector<SheetMark> marks_of_cuts(const Rect& area, const std::vector<Length>& columns,
                                     const std::vector<Length>& rows, Length offset);

/// Slanting lines over paper that will be covered by another sheet, with the line where its edge comes.
/// edge_from, edge_to: that line, one side of `strip`.
std::vector<SheetMark> marks_of_glue(const Rect& strip, Point edge_from, Point edge_to);

/// Digits and hyphens as lines, so that no font is needed. top_left: of the first digit.
std::vector<SheetMark> number_in_lines(const std::string& digits, Point top_left, Length height);

}  // namespace render
