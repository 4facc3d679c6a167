#pragma once

#include "render/imposed_side.hpp"
#include "render/length.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace render {

/// "3mm", "0.10 mm", "1cm", "12pt", "0.5in"; a comma will do for the point. Nothing when it is not a length
/// of that kind or is negative.
std::optional<Length> parse_length(std::string_view text);

/// "A4", "SRA3" (ISO 216 and ISO 217, upright) or "320x450mm". Nothing when it is neither.
std::optional<Size> parse_paper(std::string_view text);

/// "210 × 297 mm"
std::string in_words(Size size);

/// What is to be printed on one side of a sheet, before it has a place.
struct Block {
    Size size;    // trimmed
    Edges bleed;  // around it
};

/// Where a block lies on its paper.
struct BlockPlace {
    Size paper;
    Rect block;
    double scale = 1;    // of everything in the block
    Length mark_offset;  // from the trim to where the marks begin
};

inline constexpr Length mark_length = 5_mm;

/// In the middle of the paper. Throws CannotWork when it does not fit.
BlockPlace place_on_paper(const Block& block, const PaperStyle& style);

Length scaled(Length length, double scale);
Size scaled(Size size, double scale);
SourcePage scaled(const SourcePage& page, double scale);

}  // namespace render
