#include "render/chapter_shares.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

namespace render {

std::vector<std::size_t> fair_pages(const std::vector<ChapterNeed>& needs) {
    double pages = 0;
    double photos = 0;
    for (const ChapterNeed& need : needs) {
        pages += static_cast<double>(need.fewest);
        photos += static_cast<double>(need.photos);
    }
    std::vector<std::size_t> given;
    for (const ChapterNeed& need : needs) {
        const double fair = photos > 0 ? pages * static_cast<double>(need.photos) / photos : 0;
        const auto away = [&](std::size_t count) { return std::abs(static_cast<double>(count) - fair); };
        given.push_back(away(need.most) < away(need.fewest) ? need.most : need.fewest);
    }
    return given;
}

}  // namespace render
