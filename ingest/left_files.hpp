#pragma once

#include "ingest/intake.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// What stays behind on a card, by kind.
struct LeftCounts {
    int raw_beside = 0;  // RAW with a photo of the same name beside it, which is in
    int raw_alone = 0;
    int movies = 0;
    int sounds = 0;
    int others = 0;  // of which nobody knows what they are: a letter, a zip
};

LeftCounts left_counts(const CardReport& card);

/// "2 RAW files without a photo beside them, 1 movie": what is not there is not told. Empty: nothing is left.
std::string in_words(const LeftCounts& counts);

/// Whether a file is one that cameras and computers make by themselves (indexes, print orders, thumbnails,
/// what was thrown away), and nobody misses when the card is wiped. `name`: below the card's folder.
bool is_made_by_itself(std::string_view name);

}  // namespace ingest
