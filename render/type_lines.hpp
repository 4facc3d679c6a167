#pragma once

#include <cstddef>
#include <vector>

namespace render {

/// A place where a line may end, with the widths that follow from it, in points from the paragraph's
/// beginning.
struct BreakChance {
    double end = 0;         // to the last ink before this place
    double next = 0;        // to where the following line would begin
    double hyphen = 0;      // width of the hyphen shown when the line ends here
    double penalty = 0;     // on top of what the line's raggedness costs
    bool word_ends = true;  // false within a word
};

/// Chooses where ragged lines end, over the whole paragraph at once (Knuth and Plass 1981 with the cost of
/// LAYOUT §4): as few lines as possible; among those the sum of ((measure − width) / measure)² is least, the
/// last line's slack is free, but it is preferably a third of the measure and more than one word. chances: in
/// order, the last one is the paragraph's end. Gives their indices, the last one included.
std::vector<std::size_t> break_ragged(const std::vector<BreakChance>& chances, double measure);

/// The same number of lines, all of about equal length: for centred text.
std::vector<std::size_t> break_balanced(const std::vector<BreakChance>& chances, double measure);

}  // namespace render
