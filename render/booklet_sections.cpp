#include "render/booklet_sections.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_plan.hpp"
#include "render/booklet_setting.hpp"
#include "render/caption.hpp"
#include "render/composition.hpp"
#include "render/length.hpp"
#include "render/logo.hpp"
#include "render/page.hpp"
#include "render/tale.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

/// The largest of a few sizes in which the text fits; the smallest if it fits in none.
WordStyle style_that_fits(const BookletSetting& setting, const std::string& text, Size room) {
    WordStyle style = setting.look.styles.lead;
    for (const double share : {1.0, 0.9, 0.81}) {
        style = scaled(setting.look.styles.lead, share);
        if (height_of(setting.set(text, style, room.width)) <= room.height) break;
    }
    return style;
}

Page divider(const BookletSetting& setting, const std::string& title, int number) {
    Page page = setting.solid_page();
    const Rect area = setting.live_area(number);
    constexpr int most_lines = 4;
    const TextBlock heading = set_to_fit(
        setting.typesetter, {title, "nl", scaled(setting.look.styles.cover_title, 0.75), Role::Heading},
        area.size.width, most_lines);
    add_on(page, heading, {area.left(), area.bottom()});
    return page;
}

}  // namespace

Length section_head(const BookletSetting& setting, const Rect& area) {
    return std::min(setting.look.paper.section_head, area.size.height / 4);
}

TextBlock heading_of(const BookletSetting& setting, const std::string& title, Length measure) {
    constexpr int most_lines = 2;
    return set_to_fit(setting.typesetter, {title, "nl", setting.look.styles.heading, Role::Heading}, measure,
                      most_lines);
}

std::vector<Page> text_pages(const BookletSetting& setting, const TextBlock& heading, const std::string& text,
                             int first) {
    const Rect area = setting.live_area(first);
    const Length measure = std::min(area.size.width, setting.look.paper.measure);
    Length head;
    if (!heading.lines.empty()) head = std::max(section_head(setting, area), height_of(heading) + 12_mm);
    const WordStyle style = style_that_fits(setting, text, {measure, area.size.height - head});
    Tale tale(setting.typesetter, {"nl", text}, style, measure);
    std::vector<Page> pages;
    while (pages.empty() || !tale.is_told()) {
        const Rect here = setting.live_area(first + static_cast<int>(pages.size()));
        Page page = setting.blank_page();
        if (pages.empty()) add(page, heading, here.origin);
        const Length top = pages.empty() ? here.top() + head : here.top();
        add(page, tale.take(lines_that_fit(tale.rest(), here.bottom() - top)), {here.left(), top});
        pages.push_back(std::move(page));
    }
    return pages;
}

Page plate(const BookletSetting& setting, const BookletPhoto& photo, int number) {
    Page page = setting.blank_page();
    const PhotoSetter setter(setting, Untitled::SayNothing);
    const Rect room = setting.live_area(number);
    const Composition composition = setter.compose({&photo}, room.size, Direction::LeftToRight);
    setter.place(page, composition, {&photo},
                 {room.left() + (room.size.width - composition.extent.width) / 2,
                  room.top() + optical_top(composition, room.size)});
    return page;
}

std::vector<Page> section_pages(const BookletSetting& setting, const BookletPart& part, int first) {
    const auto& section = part.section;
    const Length measure = setting.live_area(first).size.width;
    std::vector<Page> pages;
    if (part.planned_pages == 2 && part.photos.empty() && !is_right_page(first)) {
        pages.push_back(divider(setting, section.title, first));
        const auto text = text_pages(setting, {}, section.text, first + 1);
        pages.insert(pages.end(), text.begin(), text.end());
        return pages;
    }
    pages = text_pages(setting, heading_of(setting, section.title, measure), section.text, first);
    for (const BookletPhoto* photo : part.photos) {
        pages.push_back(plate(setting, *photo, first + static_cast<int>(pages.size())));
    }
    return pages;
}

std::vector<Page> thanks_pages(const BookletSetting& setting, const BookletPart& part, int first,
                               const std::vector<Logo>& logos) {
    std::vector<Page> pages = section_pages(setting, part, first);
    const Rect last = setting.live_area(first + static_cast<int>(pages.size()) - 1);
    if (add_logos(pages.back(), logos, room_under(pages.back(), last))) return pages;
    pages.push_back(setting.blank_page());
    if (!add_logos(pages.back(), logos, setting.live_area(first + static_cast<int>(pages.size()) - 1))) {
        throw catalogue::CannotWork("There are too many logos for one page of thanks; leave some out.");
    }
    return pages;
}

std::vector<Page> colophon_pages(const BookletSetting& setting, const catalogue::BookletSection& section,
                                 int first, const std::string& extra) {
    const auto& styles = setting.look.styles;
    const Rect area = setting.live_area(first);
    const Length measure = std::min(area.size.width, setting.look.paper.measure * 4 / 5);
    const std::string text = extra.empty() ? section.text : section.text + "\n" + extra;
    const TextBlock label = setting.set(section.title, styles.label, measure, Role::Heading);
    const TextBlock block = setting.set(text, styles.small, measure);
    const Length gap = styles.small.type.leading;
    if (height_of(label) + gap + height_of(block) > area.size.height) {
        return text_pages(setting, label, text, first);
    }
    Page page = setting.blank_page();
    add_on(page, block, {area.left(), area.bottom()});
    add_on(page, label, {area.left(), area.bottom() - height_of(block) - gap});
    return {page};
}

}  // namespace render
