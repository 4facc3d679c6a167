#include "render/booklet_lists.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_plan.hpp"
#include "render/booklet_sections.hpp"
#include "render/booklet_setting.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/shown.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

constexpr Length number_width = 12_mm;

/// On one line, where that takes hardly smaller letters; else in the usual ones on more lines: beside the
/// other lines of a list a much smaller one looks like a mistake.
TextBlock set_on_line(const BookletSetting& setting, Wanted wanted, Length measure) {
    constexpr double hardly_smaller = 0.88;
    constexpr int any_number = 1000;
    wanted.style.type.leading = wanted.style.type.size * 5 / 4;
    TextBlock line = set_to_fit(setting.typesetter, wanted, measure, 1, hardly_smaller);
    if (line.lines.size() <= 1) return line;
    return set_to_fit(setting.typesetter, std::move(wanted), measure, any_number);
}

/// A line of the contents: page number, title, and the name in the maker's own script.
BlockGroup contents_row(const BookletSetting& setting, const ContentsLine& line, Length width, double share) {
    const auto& styles = setting.look.styles;
    const WordStyle style = scaled(styles.contents, share);
    const Length measure = width - number_width;
    const Length for_title = line.native.empty() ? measure : measure * 2 / 3;
    TextBlock title = set_on_line(setting, {line.title, "nl", style, Role::Paragraph}, for_title);
    TextBlock number = setting.set(std::to_string(line.number), styles.number, number_width);
    BlockGroup row;
    row.height = height_of(title);
    Length title_end;
    for (const ShapedLine& part : title.lines) title_end = std::max(title_end, part.width);
    const Length baseline = title.capitals;
    row.blocks.push_back({std::move(title), {number_width, {}}});
    if (!line.native.empty()) {
        const auto& native = line.native.front();
        WordStyle own = style;
        own.ink = styles.number.ink;
        const Align align = runs_right_to_left(native.language) ? Align::End : Align::Start;
        TextBlock name = set_on_line(setting, {native.text, native.language, own, Role::Paragraph, align},
                                     measure / 3 - 4_mm);
        const Length y = baseline - name.capitals;
        row.height = std::max(row.height, y + height_of(name));
        row.blocks.push_back({std::move(name), {number_width + title_end + 4_mm, y}});
    }
    const Length y = baseline - number.capitals;
    row.blocks.push_back({std::move(number), {{}, y}});
    return row;
}

/// A line of the list of meetings. "24 maart": in one course the year says nothing.
BlockGroup meeting_row(const BookletSetting& setting, const catalogue::Meeting& meeting, Length width,
                       double share) {
    const auto& styles = setting.look.styles;
    const std::string whole = in_dutch(meeting.day);
    const Length date_width = 26_mm;
    TextBlock theme =
        set_on_line(setting, {meeting.theme, "nl", scaled(styles.contents, share), Role::Paragraph},
                    width - number_width - date_width);
    TextBlock number = setting.set(std::to_string(meeting.number), styles.number, number_width);
    TextBlock date = set_block(
        setting.typesetter,
        {whole.substr(0, whole.rfind(' ')), "nl", styles.small, Role::Paragraph, Align::End}, date_width);
    BlockGroup row;
    row.height = height_of(theme);
    const Length number_y = theme.capitals - number.capitals;
    const Length date_y = theme.capitals - date.capitals;
    row.blocks.push_back({std::move(number), {{}, number_y}});
    row.blocks.push_back({std::move(theme), {number_width, {}}});
    row.blocks.push_back({std::move(date), {width - date_width, date_y}});
    return row;
}

Length height_with_gaps(const std::vector<BlockGroup>& rows, Length gap) {
    Length height;
    for (const BlockGroup& row : rows) height += row.height + gap;
    return height;
}

/// Rows in the largest type in which they all fit.
template <class Line, class SetRow>
std::vector<BlockGroup> rows_that_fit(const std::vector<Line>& lines, Length room, Length gap,
                                      SetRow set_row) {
    std::vector<BlockGroup> rows;
    for (const double share : {1.0, 0.9, 0.8}) {
        rows.clear();
        for (const Line& line : lines) rows.push_back(set_row(line, share));
        if (height_with_gaps(rows, gap) <= room) break;
    }
    return rows;
}

std::string times_in_words(const BookletTemplate::Texts& texts, std::size_t count) {
    if (count < texts.times.size()) return texts.times[count];
    return with_value(texts.many_times, "number", std::to_string(count));
}

std::vector<Page> meetings_pages(const BookletSetting& setting,
                                 const std::vector<catalogue::Meeting>& meetings, int first) {
    const Size room = setting.live_area(first).size;
    const auto count = static_cast<std::int64_t>(meetings.size());
    const Length usual = setting.look.styles.contents.type.size;
    const Length gap = std::clamp(room.height / count - usual, 4_mm, 9_mm);
    const auto rows =
        rows_that_fit(meetings, room.height, gap, [&](const catalogue::Meeting& meeting, double share) {
            return meeting_row(setting, meeting, room.width, share);
        });
    const Length hair = Length::from_points(0.4);
    std::vector<Page> pages;
    Rect area;
    Length y;
    const auto draw_line = [&] {
        pages.back().items.emplace_back(Rule{{area.left(), y}, {area.right(), y}, hair, setting.look.line});
    };
    for (const BlockGroup& row : rows) {
        if (pages.empty() || y + gap + row.height > area.bottom()) {
            area = setting.live_area(first + static_cast<int>(pages.size()));
            pages.push_back(setting.blank_page());
            y = area.top();
            draw_line();
        }
        add(pages.back(), row, {area.left(), y + gap / 2});
        y += row.height + gap;
        draw_line();
    }
    return pages;
}

/// The lines of the contents, set in one column or two.
struct ContentsColumns {
    int count = 1;
    Length measure;
    Length apart;
    Length gap;  // between lines
    std::vector<BlockGroup> rows;
    std::size_t first_column = 0;  // lines in it, when all stand on one page; 0: as many as it holds
};

ContentsColumns set_contents(const BookletSetting& setting, const std::vector<ContentsLine>& lines, Size room,
                             int count, double share) {
    const auto& type = setting.look.styles.contents.type;
    ContentsColumns list;
    list.count = count;
    list.apart = setting.look.paper.column_gap;
    list.measure = (room.width - list.apart * (count - 1)) / count;
    const auto in_column = (static_cast<std::int64_t>(lines.size()) + count - 1) / count;
    const Length capitals = type.size * 5 / 7;
    list.gap = std::clamp(room.height / std::max<std::int64_t>(1, in_column) - capitals, 3_mm,
                          type.leading - capitals);
    for (const ContentsLine& line : lines) {
        list.rows.push_back(contents_row(setting, line, list.measure, share));
    }
    return list;
}

/// Whether the lines fit in the columns of one page, the last of them no longer than those before it.
bool fits_on_page(ContentsColumns& list, Length height) {
    const auto half = list.rows.begin() + (static_cast<std::ptrdiff_t>(list.rows.size()) + 1) / 2;
    const auto end = list.count == 1 ? list.rows.end() : half;
    const bool fits = height_with_gaps({list.rows.begin(), end}, list.gap) <= height + list.gap &&
                      height_with_gaps({end, list.rows.end()}, list.gap) <= height + list.gap;
    if (fits && list.count > 1) list.first_column = static_cast<std::size_t>(half - list.rows.begin());
    return fits;
}

/// On one page where that can be: in one column, its letters at most a little smaller, else on a wide page in
/// two, else in small letters.
ContentsColumns contents_columns(const BookletSetting& setting, const std::vector<ContentsLine>& lines,
                                 Size room) {
    constexpr Length least_for_two = 130_mm;
    const int most = room.width < least_for_two ? 1 : 2;
    for (int count = 1; count <= most; ++count) {
        for (const double share : {1.0, 0.9, 0.8}) {
            if (count < most && share < 0.9) continue;
            ContentsColumns list = set_contents(setting, lines, room, count, share);
            if (fits_on_page(list, room.height)) return list;
        }
    }
    constexpr double smallest = 0.8;
    return set_contents(setting, lines, room, most, smallest);
}

}  // namespace

std::vector<Page> contents_pages(const BookletSetting& setting, const std::vector<ContentsLine>& lines,
                                 int first) {
    Rect area = setting.live_area(first);
    const Length head = section_head(setting, area);
    const ContentsColumns list = contents_columns(setting, lines, {area.size.width, area.size.height - head});
    std::vector<Page> pages{setting.blank_page()};
    add(pages.back(), heading_of(setting, setting.look.texts.contents, area.size.width), area.origin);
    Point top = {area.left(), area.top() + head};
    Length y = top.y;
    int column = 1;
    for (std::size_t i = 0; i < list.rows.size(); ++i) {
        const BlockGroup& row = list.rows[i];
        if (y + row.height > area.bottom() || (i > 0 && i == list.first_column)) {
            top.x += list.measure + list.apart;
            if (++column > list.count) {
                area = setting.live_area(first + static_cast<int>(pages.size()));
                pages.push_back(setting.blank_page());
                top = area.origin;
                column = 1;
            }
            y = top.y;
        }
        add(pages.back(), row, {top.x, y});
        y += row.height + list.gap;
    }
    return pages;
}

std::vector<Page> together_pages(const BookletSetting& setting, const catalogue::Course& course,
                                 const BookletPart& part, int first) {
    const auto& texts = setting.look.texts;
    const Rect area = setting.live_area(first);
    const std::string intro =
        with_value(texts.together_intro, "times", times_in_words(texts, course.meetings.size()));
    std::vector<Page> pages =
        text_pages(setting, heading_of(setting, texts.together, area.size.width), intro, first);
    for (Page& page : meetings_pages(setting, course.meetings, first + static_cast<int>(pages.size()))) {
        pages.push_back(std::move(page));
    }
    for (const BookletPhoto* photo : part.photos) {
        pages.push_back(plate(setting, *photo, first + static_cast<int>(pages.size())));
    }
    return pages;
}

}  // namespace render
