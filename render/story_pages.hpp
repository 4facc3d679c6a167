#pragma once

#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/length.hpp"
#include "render/text_block.hpp"

#include <string>
#include <vector>

namespace render {

/// A chapter's name and stories, as the words of one or more pages of that size, each from the top of the
/// page. Two languages stand side by side, the one that runs from right to left on the right; a long story
/// runs on to the next page in the same columns. No words: no pages.
std::vector<BlockGroup> story_pages(const BookletSetting& setting, const MakerChapter& chapter, Size area);

/// The language whose rules a maker's name follows: Turkish and Azerbaijani keep the dot of their i in small
/// capitals. Told by what the maker wrote; else Dutch.
std::string language_of_name(const MakerChapter& chapter);

/// The name alone, as it stands above a story. Empty for who gives no name.
BlockGroup name_block(const BookletSetting& setting, const MakerChapter& chapter, Length width);

}  // namespace render
