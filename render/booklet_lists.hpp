#pragma once

#include "catalogue/catalogue.hpp"
#include "render/booklet_plan.hpp"
#include "render/booklet_setting.hpp"
#include "render/page.hpp"

#include <string>
#include <vector>

namespace render {

struct ContentsLine {
    std::string title;  // as it may be shown
    catalogue::Words native;
    int number = 0;
};

/// The contents, on one page if a smaller type can do that.
std::vector<Page> contents_pages(const BookletSetting& setting, const std::vector<ContentsLine>& lines,
                                 int first);

/// What the meetings were about: a heading and a few words, and facing them the list; then the planned
/// photos.
std::vector<Page> together_pages(const BookletSetting& setting, const catalogue::Course& course,
                                 const BookletPart& part, int first);

}  // namespace render
