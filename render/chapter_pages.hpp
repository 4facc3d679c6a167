#pragma once

#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/page.hpp"

#include <vector>

namespace render {

/// A maker's pages, an even number, from a left page on: the words on the page that is read first, with a
/// photo under a short story, and the other photos after it. In a chapter with words that run from right to
/// left each spread is read from its right page.
std::vector<Page> chapter_pages(const BookletSetting& setting, const MakerChapter& chapter, int first);

}  // namespace render
