#include "render/chapter_shares.hpp"

#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/chapter_division.hpp"
#include "render/chapter_pages.hpp"
#include "render/page.hpp"

#include <cmath>
#include <cstddef>
#include <memory>
#include <utility>
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

std::vector<Page> DividedChapter::pages(const BookletSetting& setting, int first) const {
    return chapter_pages(setting, *divider, division, first);
}

std::vector<DividedChapter> fairly_divided(const BookletSetting& setting,
                                           const std::vector<const MakerChapter*>& chapters) {
    std::vector<DividedChapter> divided;
    std::vector<ChapterDivision> longer;
    std::vector<ChapterNeed> needs;
    for (const MakerChapter* chapter : chapters) {
        auto divider = std::make_unique<ChapterDivider>(setting, *chapter);
        const ChapterDivision& fewest = divider->fewest();
        ChapterDivision more = divider->with_more_pages();
        const bool fills = more.without_photos() <= fewest.without_photos();
        needs.push_back(
            {chapter->photos.size(), fewest.pages.size(), fills ? more.pages.size() : fewest.pages.size()});
        longer.push_back(std::move(more));
        divided.push_back({std::move(divider), {}});
    }
    const std::vector<std::size_t> given = fair_pages(needs);
    for (std::size_t i = 0; i < divided.size(); ++i) {
        const ChapterDivision& fewest = divided[i].divider->fewest();
        divided[i].division = given[i] > fewest.pages.size() ? std::move(longer[i]) : fewest;
    }
    return divided;
}

}  // namespace render
