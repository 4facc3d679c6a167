#include "render/chapter_shares.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
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

namespace {

/// Whether with two pages more a photo of this maker still has less room than one of somebody else.
bool is_still_fair(const std::vector<ChapterNeed>& needs, const std::vector<std::size_t>& given,
                   std::size_t maker) {
    const auto room = [&](std::size_t chapter, std::size_t more) {
        return static_cast<double>(given[chapter] + more) / static_cast<double>(needs[chapter].photos);
    };
    double most = needs.size() == 1 ? std::numeric_limits<double>::infinity() : 0;
    for (std::size_t other = 0; other < needs.size(); ++other) {
        if (other != maker && needs[other].photos > 0) most = std::max(most, room(other, 0));
    }
    return room(maker, 2) < most;
}

}  // namespace

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
    return as_many == 1 && can_fill && is_still_fair(needs, given, maker) ? std::optional(maker)
                                                                          : std::nullopt;
}

}  // namespace render
