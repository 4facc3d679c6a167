#include "render/running_foot.hpp"

#include "render/booklet_setting.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <string>

namespace render {

void add_foot(const BookletSetting& setting, Page& page, const Running& running, int number) {
    const auto& styles = setting.look.styles;
    const Rect area = setting.live_area(number);
    const Length y = setting.trim.height - setting.look.paper.foot;
    const bool right = is_right_page(number);
    const Align outward = right ? Align::End : Align::Start;
    const Length number_width = 8_mm;
    constexpr double still_read = 0.8;  // of letters that are small already
    const TextBlock figure =
        set_block(setting.typesetter,
                  {std::to_string(number), "nl", styles.page_number, Role::Artifact, outward}, number_width);
    const TextBlock line = set_to_fit(setting.typesetter,
                                      {running.words, running.language, styles.foot, Role::Artifact, outward},
                                      area.size.width - number_width, 1, still_read);
    add_on(page, figure, {right ? area.right() - number_width : area.left(), y});
    if (line.lines.size() > 1) return;  // cut off it says nothing, and too small neither
    add_on(page, line, {right ? area.left() : area.left() + number_width, y});
}

}  // namespace render
