#pragma once

#include "catalogue/catalogue.hpp"
#include "ingest/card.hpp"
#include "ingest/intake.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ingest {

enum class LeftFiles {
    Stay,  // then a card that has any is not wiped
    Go     // RAW, movies, sound and unknown files too: somebody said so
};

/// Why this card must not be wiped now: one sentence. Empty: it may be, because CardReport::may_be_wiped()
/// says so and what would be lost beside the photos was named.
std::string why_not_to_wipe(const CardReport& card, LeftFiles left);

struct Wiped {
    int files = 0;
    std::uint64_t bytes = 0;
    std::vector<std::string> refused;  // one sentence for each file that stayed
};

/// Overwrites and removes the files of a card, and its empty folders, but not INBEELD and DCIM. Only files
/// that `card` tells of, and each only after its content was seen to be still the same; links are not
/// followed, and a file with a second name stays. Throws catalogue::CannotWork, before anything is wiped,
/// when a file came or another card is there now.
Wiped wipe(const CardReport& card);

}  // namespace ingest
