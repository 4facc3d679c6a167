#pragma once

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace render {

/// A paragraph broken into lines. It reaches from the top of the first line's capitals to the last baseline,
/// so that words stand flush with the edges of photos.
struct TextBlock {
    std::vector<ShapedLine> lines;
    Length measure;
    Length capitals;  // height of capitals above the first baseline
    Ink ink = black_ink;
    Role role = Role::Paragraph;
};

/// What to set and what it is.
struct Wanted {
    std::string text;  // UTF-8; empty gives a block without lines
    std::string language = "nl";
    WordStyle style;
    Role role = Role::Paragraph;
    Align align = Align::Start;
};

/// The same style in a share of its size.
WordStyle scaled(WordStyle style, double share);

TextBlock set_block(const Typesetter& typesetter, const Wanted& wanted, Length measure);

/// The least that words are made smaller to fit.
inline constexpr double smallest_share = 0.5;

/// The same in the largest type, at most that of the style and at least `least` of it, in which no word is
/// broken and there are no more than `most_lines` lines. Without such a size: the least.
TextBlock set_to_fit(const Typesetter& typesetter, Wanted wanted, Length measure, int most_lines,
                     double least = smallest_share);

/// Whether there is such a size in which no word is broken.
bool fits_unbroken(const Typesetter& typesetter, Wanted wanted, Length measure,
                   double least = smallest_share);

/// From the top of the capitals to the last baseline. 0 without lines.
Length height_of(const TextBlock& block);

/// From the last baseline down to where its letters end.
Length depth_of(const TextBlock& block);

/// The lines from `first` on, `count` of them, as a block of their own, without bare lines at its ends.
TextBlock part_of(const TextBlock& block, std::size_t first, std::size_t count);

/// Places the block with its top left corner there.
void add(Page& page, const TextBlock& block, Point top_left);

/// A block and where its top left corner stands.
struct StandingBlock {
    TextBlock block;
    Point at;
};

/// Blocks that are placed together.
struct BlockGroup {
    std::vector<StandingBlock> blocks;
    Length height;  // down to the last baseline
};

void add(Page& page, const BlockGroup& group, Point top_left);

}  // namespace render
