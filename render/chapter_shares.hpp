#pragma once

#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/chapter_division.hpp"
#include "render/page.hpp"

#include <cstddef>
#include <memory>
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

/// A chapter with the pages that it gets.
struct DividedChapter {
    std::unique_ptr<ChapterDivider> divider;
    ChapterDivision division;

    std::vector<Page> pages(const BookletSetting& setting, int first) const;
};

std::vector<DividedChapter> fairly_divided(const BookletSetting& setting,
                                           const std::vector<const MakerChapter*>& chapters);

}  // namespace render
