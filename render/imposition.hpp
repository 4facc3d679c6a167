#pragma once

#include <vector>

namespace render {

/// The number of a page as the reader counts, from 1; `blank_page` where nothing is printed.
using PageNumber = int;
inline constexpr PageNumber blank_page = 0;

/// One side of a sheet that will be folded once: what lies left and right of the fold.
struct Spread {
    PageNumber left = blank_page;
    PageNumber right = blank_page;

    friend bool operator==(const Spread&, const Spread&) = default;
};

/// A sheet of paper with two pages on each side, as one sees it before folding; the back as one sees it after
/// turning the sheet over like a page of a book.
struct Sheet {
    Spread front;
    Spread back;
    int depth = 0;  // how many sheets are folded around this one; the innermost creeps out furthest

    friend bool operator==(const Sheet&, const Sheet&) = default;
};

/// The side where the booklet is held together, with its front cover up. Right is for Arabic and Hebrew.
enum class Binding { Left, Right };

/// Imposes a booklet as one saddle-stitched signature, outermost sheet first.
/// pages: 1 or more; blanks are added at the end up to a multiple of four.
std::vector<Sheet> impose_saddle_stitch(int pages);

/// Imposes a book whose signatures are folded each for itself, gathered, and glued at the spine.
/// pages_per_signature: a multiple of four. Blanks are added at the end up to a multiple of four, so the last
/// signature may be thinner than the others.
std::vector<Sheet> impose_signatures(int pages, int pages_per_signature);

/// Two pages side by side, in the order of reading, for sheets that are not folded into each other: 1 and 2
/// in front, 3 and 4 behind.
std::vector<Sheet> impose_two_up(int pages);

/// The same sheets for a reader who turns the pages the other way.
std::vector<Sheet> bound_at(Binding binding, std::vector<Sheet> sheets);

}  // namespace render
