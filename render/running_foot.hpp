#pragma once

#include "render/booklet_setting.hpp"
#include "render/page.hpp"

#include <string>

namespace render {

/// What the pages here are about.
struct Running {
    std::string words;
    std::string language = "nl";
};

/// The number of the page at its outer side, and what the pages here are about beside it.
void add_foot(const BookletSetting& setting, Page& page, const Running& running, int number);

}  // namespace render
