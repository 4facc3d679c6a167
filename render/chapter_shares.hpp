#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace render {

/// What a maker's photos ask of the booklet.
struct ChapterNeed {
    std::size_t photos = 0;
    std::size_t fewest = 0;  // pages on which no photo is too small
    std::size_t most = 0;    // pages that can be filled
};

/// How many pages each maker gets: what the booklet has for so many photos, as near as may be (LAYOUT §2.3),
/// so that who shows many is not squeezed beside who shows few, and as many photos have as many pages.
std::vector<std::size_t> fair_pages(const std::vector<ChapterNeed>& needs);

/// Whose chapter two pages that would stay empty go to: that of who shows the most photos, more than there
/// are pages given, while a photo of theirs still has less room than one of somebody else. Nobody's where two
/// show as many.
std::optional<std::size_t> who_gets_more(const std::vector<ChapterNeed>& needs,
                                         const std::vector<std::size_t>& given);

}  // namespace render
