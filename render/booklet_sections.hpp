#pragma once

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_plan.hpp"
#include "render/booklet_setting.hpp"
#include "render/length.hpp"
#include "render/logo.hpp"
#include "render/page.hpp"
#include "render/text_block.hpp"

#include <string>
#include <vector>

namespace render {

/// A text of the course from page `first` on: heading and text; photos on pages of their own after it. Two
/// planned pages without a photo, if they face each other, become a solid page with the heading and a page
/// with the text. A long text is set smaller, then runs on.
std::vector<Page> section_pages(const BookletSetting& setting, const BookletPart& part, int first);

/// The words of thanks, and the logos at the foot of their last page or on one of their own. Throws
/// CannotWork when there are too many logos.
std::vector<Page> thanks_pages(const BookletSetting& setting, const BookletPart& part, int first,
                               const std::vector<Logo>& logos);

/// The colophon: small, at the foot of the page. extra: a line to add, or empty.
std::vector<Page> colophon_pages(const BookletSetting& setting, const catalogue::BookletSection& section,
                                 int first, const std::string& extra);

/// A heading as it stands at the top of a section.
TextBlock heading_of(const BookletSetting& setting, const std::string& title, Length measure);

/// From the top of a heading to its text: less on a low page.
Length section_head(const BookletSetting& setting, const Rect& area);

/// A heading, which may be empty, and a text under it; from the margin on the pages after.
std::vector<Page> text_pages(const BookletSetting& setting, const TextBlock& heading, const std::string& text,
                             int first);

/// One photo by itself on a page.
Page plate(const BookletSetting& setting, const BookletPhoto& photo, int number);

}  // namespace render
