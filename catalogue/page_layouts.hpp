#pragma once

#include "catalogue/identifiers.hpp"

#include <vector>

namespace catalogue {

class Catalogue;

/// Which layout was chosen for the photos that stand together on a page of the booklet.
struct PageLayout {
    std::vector<PhotoId> photos;  // in reading order
    int layout = 1;               // 1: the usual one

    friend bool operator==(const PageLayout&, const PageLayout&) = default;
};

/// All that were chosen and are kept with the course; none when there is no course.
std::vector<PageLayout> page_layouts(const Catalogue& catalogue);

/// Keeps it, in place of what was chosen for the same photos before. `catalogue` must be open for writing.
void choose_page_layout(const Catalogue& catalogue, const PageLayout& chosen);

}  // namespace catalogue
