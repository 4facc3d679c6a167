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
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

/// How a text of the course is set.
struct TextLook {
    WordStyle style;
    Length measure;
};

/// The largest of a few sizes in which the text fits on a page. When it fits in none, the largest of those
/// that take the fewest pages; wider lines may save one too.
TextLook look_that_fits(const BookletSetting& setting, const std::string& text, Size area, Length head) {
    const WordStyle& lead = setting.look.styles.lead;
    const Length usual = std::min(area.width, setting.look.paper.measure);
    const Length wide = std::min(area.width, usual * 23 / 20);
    const TextLook looks[] = {
        {lead, usual}, {scaled(lead, 0.9), usual}, {scaled(lead, 0.81), usual}, {scaled(lead, 0.81), wide}};
    TextLook best = looks[0];
    std::size_t fewest = std::numeric_limits<std::size_t>::max();
    for (const TextLook& look : looks) {
        TextBlock rest = setting.set(text, look.style, look.measure);
        std::size_t pages = 0;
        for (Length room = area.height - head; !rest.lines.empty(); room = area.height, ++pages) {
            rest = part_of(rest, std::max<std::size_t>(1, lines_that_fit(rest, room)), rest.lines.size());
        }
        if (pages < fewest) best = look;
        fewest = std::min(fewest, pages);
        if (pages <= 1) break;
    }
    return best;
}

/// As many lines as fit, but not so many that only a few are left for the page after.
std::size_t lines_here(const TextBlock& rest, Length room) {
    constexpr std::size_t few = 5;
    const std::size_t fit = lines_that_fit(rest, room);
    const std::size_t all = rest.lines.size();
    return all > fit && all < fit + few && fit > 2 * few ? all - few : fit;
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
    Length head;
    if (!heading.lines.empty()) head = std::max(section_head(setting, area), height_of(heading) + 12_mm);
    const TextLook look = look_that_fits(setting, text, area.size, head);
    Tale tale(setting.typesetter, {"nl", text}, look.style, look.measure);
    std::vector<Page> pages;
    while (pages.empty() || !tale.is_told()) {
        const Rect here = setting.live_area(first + static_cast<int>(pages.size()));
        Page page = setting.blank_page();
        if (pages.empty()) add(page, heading, here.origin);
        const Length top = pages.empty() ? here.top() + head : here.top();
        add(page, tale.take(lines_here(tale.rest(), here.bottom() - top)), {here.left(), top});
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
