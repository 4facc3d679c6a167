#pragma once

#include "catalogue/catalogue.hpp"
#include "render/booklet_plan.hpp"
#include "render/booklet_setting.hpp"
#include "render/page.hpp"

#include <string>
#include <vector>

namespace render {

/// A text of the course from page `first` on: heading and text; photos on pages of their own after it. Two
/// planned pages without a photo, if they face each other, become a solid page with the heading and a page
/// with the text. A long text is set smaller, then runs on.
std::vector<Page> section_pages(const BookletSetting& setting, const BookletPart& part, int first);

/// The colophon: small, at the foot of the page. extra: a line to add, or empty.
std::vector<Page> colophon_pages(const BookletSetting& setting, const catalogue::BookletSection& section,
                                 int first, const std::string& extra);

/// What the meetings were about: a heading and a few words, and facing them the list.
std::vector<Page> together_pages(const BookletSetting& setting, const catalogue::Course& course,
                                 const BookletPart& part, int first);

struct ContentsLine {
    std::string title;  // as it may be shown
    catalogue::Words native;
    int number = 0;
};

std::vector<Page> contents_pages(const BookletSetting& setting, const std::vector<ContentsLine>& lines,
                                 int first);

/// One photo by itself on a page.
Page plate(const BookletSetting& setting, const BookletPhoto& photo, int number);

}  // namespace render
