#pragma once

#include "render/booklet_setting.hpp"
#include "render/page.hpp"

#include <string>

namespace render {

/// The number of the page at its outer side, and what the pages here are about beside it.
void add_foot(const BookletSetting& setting, Page& page, const std::string& running, int number);

}  // namespace render
