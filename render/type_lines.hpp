#pragma once

#include <cstddef>
#include <vector>

namespace render {

/// A place where a line may end, with the widths that follow from it, in points from the paragraph's
/// beginning.
struct BreakChance {
    double end = 0;             // to the last ink before this place
    double next = 0;            // to where the following line would begin
    double hyphen = 0;          // width of the hyphen shown when the line ends here
    double penalty = 0;         // on top of what the line's raggedness costs
    bool word_ends = true;      // false within a word
    double spaces_to_end = 0;   // how much of `end` is spaces that may stretch and shrink
    double spaces_to_next = 0;  // how much of `next` is
    double hang = 0;            // how far the end of the line may reach into the margin (optical margin)
    double next_hang = 0;       // how far the beginning of the next line may
    bool hyphenated = false;    // a hyphen ends the line here, shown for that or written
    bool bound = false;  // the words at both sides are read as one: no line ends here if it can be helped
};

/// No more than this many lines after each other end in a hyphen.
inline constexpr std::size_t most_hyphens_in_a_row = 2;

/// Chooses where ragged lines end, over the whole paragraph at once (Knuth and Plass 1981 with the cost of
/// LAYOUT §4): as few lines as possible; among those the sum of ((measure − width) / measure)² is least, the
/// last line's slack is free, but it is preferably a third of the measure and more than one word. Words are
/// only broken where lines would else be very short. chances: in order, the last one is the paragraph's end.
/// Gives their indices, the last one included.
std::vector<std::size_t> break_ragged(const std::vector<BreakChance>& chances, double measure);

/// The same number of lines, all of about equal length: for centred text.
std::vector<std::size_t> break_balanced(const std::vector<BreakChance>& chances, double measure);

/// Chooses where justified lines end by the demerits of Knuth and Plass, over the whole paragraph: first
/// without hyphens, then with them, then however far the spaces must stretch. A line wider than its measure
/// with its spaces shrunk by a third is only taken where nothing else is left.
std::vector<std::size_t> break_justified(const std::vector<BreakChance>& chances, double measure);

}  // namespace render
