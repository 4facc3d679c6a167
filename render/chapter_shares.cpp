#include "render/chapter_shares.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
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

std::optional<std::size_t> who_gets_more(const std::vector<ChapterNeed>& needs,
                                         const std::vector<std::size_t>& given) {
    const auto fewer = [](const ChapterNeed& one, const ChapterNeed& other) {
        return one.photos < other.photos;
    };
    const auto most = std::max_element(needs.begin(), needs.end(), fewer);
    if (most == needs.end()) return std::nullopt;
    const auto as_many = std::count_if(needs.begin(), needs.end(),
                                       [&](const ChapterNeed& need) { return need.photos == most->photos; });
    const auto maker = static_cast<std::size_t>(most - needs.begin());
    const bool can_fill = given[maker] < most->most && given[maker] < most->photos;
    return as_many == 1 && can_fill ? std::optional(maker) : std::nullopt;
}

}  // namespace render
