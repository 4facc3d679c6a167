#include "render/booklet_setting.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/text_block.hpp"

#include <fmt/format.h>

namespace render {

Page BookletSetting::solid_page() const {
    Page page = blank_page();
    page.items.emplace_back(
        FilledRect{{{-bleed, -bleed}, {trim.width + bleed * 2, trim.height + bleed * 2}}, look.ground});
    return page;
}

Rect BookletSetting::live_area(int number) const {
    const auto& paper = look.paper;
    const Length left = is_right_page(number) ? paper.inner : paper.outer;
    return {{left, paper.top},
            {trim.width - paper.inner - paper.outer, trim.height - paper.top - paper.bottom}};
}

Size trim_of(const catalogue::BookletPlan& booklet) {
    constexpr int least = 90;
    constexpr int most = 420;
    for (const int side : {booklet.trim_width_mm, booklet.trim_height_mm}) {
        if (side >= least && side <= most) continue;
        throw catalogue::CannotWork(
            fmt::format("The course wants a booklet of {} x {} mm: set trim_mm in the course file to sides "
                        "from {} to {} mm.",
                        booklet.trim_width_mm, booklet.trim_height_mm, least, most));
    }
    return {1_mm * booklet.trim_width_mm, 1_mm * booklet.trim_height_mm};
}

void add_on(Page& page, const TextBlock& block, Point bottom_left) {
    add(page, block, {bottom_left.x, bottom_left.y - height_of(block)});
}

}  // namespace render
