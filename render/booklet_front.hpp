#pragma once

#include "render/booklet_plan.hpp"
#include "render/booklet_setting.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace render {

/// Thanks and colophon: their places are counted from the end.
bool is_closing(const BookletPart& part);

/// Begins on a left page.
bool begins_spread(const BookletPart& part);

/// Gives a text before the makers two pages, or one instead of two, so that the first maker begins on a left
/// page. contents_pages: kept free for the contents; 0: as many as they are thought to need.
void pad_front(const BookletSetting& setting, std::vector<BookletPart>& parts, std::size_t contents_pages);

/// Pages of contents with these parts: all but the numbers is known.
std::size_t contents_expected(const BookletSetting& setting, const std::vector<BookletPart>& parts,
                              int first);

/// A maker's name in the contents, or what stands there for who gives none.
std::string name_in_contents(const BookletSetting& setting, const BookletPart& part);

}  // namespace render
