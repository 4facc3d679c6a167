#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace server {

/// One photo of a playlist, as far as its place in it goes.
struct Turn {
    std::string maker;     // whose it is; compared, never shown
    std::string lot;       // what the order of one maker's photos is drawn with
    bool upright = false;  // higher than wide
};

/// The order of a playlist that is shown round and round: indices into `turns`. Each maker's photos are
/// spread over the whole round, and nobody comes twice in a row, nor at the end and the beginning, unless
/// more than half are of one maker.
std::vector<std::size_t> mixed_fairly(const std::vector<Turn>& turns);

/// What is on show together: one photo, or two that stand beside each other because each alone would leave
/// most of the screen empty. At most two, of different makers.
using Slide = std::vector<std::size_t>;

/// Takes the photos in this order. upright: the screen hangs on its side, so that flat photos are paired.
std::vector<Slide> slides_of(const std::vector<Turn>& turns, const std::vector<std::size_t>& order,
                             bool upright);

}  // namespace server
