#pragma once

#include "render/booklet_setting.hpp"
#include "render/chapter_division.hpp"
#include "render/page.hpp"

#include <vector>

namespace render {

/// A maker's pages in that division, from a left page on. In a chapter with words that run from right to left
/// each spread is read from its right page.
std::vector<Page> chapter_pages(const BookletSetting& setting, ChapterDivider& divider,
                                const ChapterDivision& division, int first);

}  // namespace render
