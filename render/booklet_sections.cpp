#include "render/booklet_sections.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_plan.hpp"
#include "render/booklet_setting.hpp"
#include "render/caption.hpp"
#include "render/composition.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/shown.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

TextBlock heading_of(const BookletSetting& setting, const std::string& title, Length measure) {
    constexpr int most_lines = 2;
    return set_to_fit(setting.typesetter, {title, "nl", setting.look.styles.heading, Role::Heading}, measure,
                      most_lines);
}

/// The text in the largest of a few sizes in which it fits; in the smallest if it fits in none.
TextBlock text_that_fits(const BookletSetting& setting, const std::string& text, Size room) {
    TextBlock block;
    for (const double share : {1.0, 0.9, 0.81}) {
        block = setting.set(text, scaled(setting.look.styles.lead, share), room.width);
        if (height_of(block) <= room.height) break;
    }
    return block;
}

/// A text that stands alone: from `top` on its first page, from the margin on those after.
std::vector<Page> text_pages(const BookletSetting& setting, const TextBlock& heading, const std::string& text,
                             int first) {
    const Rect area = setting.live_area(first);
    const Length measure = std::min(area.size.width, setting.look.paper.measure);
    Length head;
    if (!heading.lines.empty()) head = std::max(setting.look.paper.section_head, height_of(heading) + 12_mm);
    TextBlock rest = text_that_fits(setting, text, {measure, area.size.height - head});
    std::vector<Page> pages;
    while (pages.empty() || !rest.lines.empty()) {
        const Rect here = setting.live_area(first + static_cast<int>(pages.size()));
        Page page = setting.blank_page();
        if (pages.empty()) add(page, heading, here.origin);
        const Length top = pages.empty() ? here.top() + head : here.top();
        const std::size_t fitting = lines_that_fit(rest, here.bottom() - top);
        add(page, part_of(rest, 0, fitting), {here.left(), top});
        rest = part_of(rest, fitting, rest.lines.size());
        pages.push_back(std::move(page));
    }
    return pages;
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

std::string times_in_words(const BookletTemplate::Texts& texts, std::size_t count) {
    if (count < texts.times.size()) return texts.times[count];
    return with_value(texts.many_times, "number", std::to_string(count));
}

/// "24 maart": in one course the year says nothing.
std::string day_and_month(catalogue::Day day) {
    const std::string whole = in_dutch(day);
    return whole.substr(0, whole.rfind(' '));
}

Page meetings_page(const BookletSetting& setting, const std::vector<catalogue::Meeting>& meetings,
                   int number) {
    Page page = setting.blank_page();
    const Rect area = setting.live_area(number);
    const auto& styles = setting.look.styles;
    const Length most = 13_mm;
    const Length row = std::min(most, area.size.height / static_cast<std::int64_t>(meetings.size()));
    const Length number_width = 12_mm;
    const Length date_width = 26_mm;
    const double share = std::min(1.0, row.in_mm() / 8.0);
    const Length hair = Length::from_points(0.4);
    Length y = area.top();
    for (const catalogue::Meeting& meeting : meetings) {
        page.items.emplace_back(Rule{{area.left(), y}, {area.right(), y}, hair, setting.look.line});
        y += row;
        const Length baseline = y - row / 3;
        add_on(page, setting.set(std::to_string(meeting.number), styles.number, number_width),
               {area.left(), baseline});
        const Length measure = area.size.width - number_width - date_width;
        add_on(page,
               set_to_fit(setting.typesetter,
                          {meeting.theme, "nl", scaled(styles.contents, share), Role::Paragraph}, measure, 1),
               {area.left() + number_width, baseline});
        const TextBlock date = set_block(
            setting.typesetter, {day_and_month(meeting.day), "nl", styles.small, Role::Paragraph, Align::End},
            date_width);
        add_on(page, date, {area.right() - date_width, baseline});
    }
    page.items.emplace_back(Rule{{area.left(), y}, {area.right(), y}, hair, setting.look.line});
    return page;
}

}  // namespace

Page plate(const BookletSetting& setting, const BookletPhoto& photo, int number) {
    Page page = setting.blank_page();
    const CaptionSetter captions(setting, Untitled::SayNothing);
    const Rect room = setting.live_area(number);
    const Composition composition =
        compose_photos(setting, captions, {&photo}, room.size, Direction::LeftToRight);
    add_photos(page, composition, captions, {&photo}, {room, Hang::OpticalCentre});
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

std::vector<Page> together_pages(const BookletSetting& setting, const catalogue::Course& course,
                                 const BookletPart& part, int first) {
    const auto& texts = setting.look.texts;
    const Rect area = setting.live_area(first);
    const std::string intro =
        with_value(texts.together_intro, "times", times_in_words(texts, course.meetings.size()));
    std::vector<Page> pages =
        text_pages(setting, heading_of(setting, texts.together, area.size.width), intro, first);
    constexpr std::size_t most_a_page = 20;
    for (std::size_t i = 0; i < course.meetings.size(); i += most_a_page) {
        const auto begin = course.meetings.begin() + static_cast<std::ptrdiff_t>(i);
        const auto count = std::min(most_a_page, course.meetings.size() - i);
        pages.push_back(meetings_page(setting, {begin, begin + static_cast<std::ptrdiff_t>(count)},
                                      first + static_cast<int>(pages.size())));
    }
    for (const BookletPhoto* photo : part.photos) {
        pages.push_back(plate(setting, *photo, first + static_cast<int>(pages.size())));
    }
    return pages;
}

std::vector<Page> contents_pages(const BookletSetting& setting, const std::vector<ContentsLine>& lines,
                                 int first) {
    const auto& styles = setting.look.styles;
    const Length row = styles.contents.type.leading;
    const Length number_width = 14_mm;
    std::vector<Page> pages;
    Length y;
    Rect area = setting.live_area(first);
    for (const ContentsLine& line : lines) {
        if (pages.empty() || y > area.bottom()) {
            const int number = first + static_cast<int>(pages.size());
            area = setting.live_area(number);
            pages.push_back(setting.blank_page());
            y = area.top() + styles.contents.type.size;
            if (number == first) {
                add(pages.back(), heading_of(setting, setting.look.texts.contents, area.size.width),
                    area.origin);
                y = area.top() + setting.look.paper.section_head;
            }
        }
        Page& page = pages.back();
        add_on(page, setting.set(std::to_string(line.number), styles.number, number_width), {area.left(), y});
        const Length measure = area.size.width - number_width;
        const TextBlock title = set_to_fit(
            setting.typesetter, {line.title, "nl", styles.contents, Role::Paragraph}, measure * 2 / 3, 1);
        add_on(page, title, {area.left() + number_width, y});
        if (!line.native.empty()) {
            const auto& native = line.native.front();
            WordStyle style = styles.contents;
            style.ink = styles.number.ink;
            const bool leftward = runs_right_to_left(native.language);
            const TextBlock name = set_to_fit(
                setting.typesetter,
                {native.text, native.language, style, Role::Paragraph, leftward ? Align::End : Align::Start},
                measure / 3, 1);
            const Length start = title.lines.empty() ? Length{} : title.lines.front().width + 4_mm;
            add_on(page, name, {area.left() + number_width + start, y});
        }
        y += row;
    }
    return pages;
}

}  // namespace render
