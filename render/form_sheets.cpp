#include "render/form_sheets.hpp"

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/shown.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"
#include "render/type.hpp"
#include "render/vector_path.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace render {

FormLook read_form_look(const TemplateFile& file) {
    FormLook look;
    look.sheet = file.sheet("page");
    const Length shorter = std::min(look.sheet.width, look.sheet.height);
    look.margin = file.millimetres("page.margin", {}, shorter / 4);
    look.top = file.millimetres("page.top", {}, shorter / 4);
    look.bottom = file.millimetres("page.bottom", {}, shorter / 4);
    look.foot = file.millimetres("page.foot", {}, look.bottom);
    look.gap = file.millimetres("page.gap", {}, shorter / 10);
    look.row = file.millimetres("page.row", {}, shorter / 5);
    look.box = file.millimetres("page.box", {}, shorter / 10);
    look.pictogram = file.millimetres("page.pictogram", {}, shorter / 5);
    look.title = file.style("styles.title");
    look.heading = file.style("styles.heading");
    look.lead = file.style("styles.lead");
    look.text = file.style("styles.text");
    look.strong = file.style("styles.strong");
    look.note = file.style("styles.note");
    look.label = file.style("styles.label");
    look.small = file.style("styles.small");
    look.accent = file.ink("ground.accent");
    look.line = file.ink("ground.line");
    return look;
}

FormSheets::FormSheets(const Tools& tools, std::string language)
    : tools_(tools), language_(std::move(language)), from_right_(runs_right_to_left(language_)) {}

void FormSheets::new_page() {
    pages_.push_back({look().sheet, {}, {}, {}, std::to_string(pages_.size() + 1)});
    y_ = look().top;
}

void FormSheets::need(Length height) {
    if (pages_.empty() || room() < height) new_page();
}

TextBlock FormSheets::set(const std::string& text, const WordStyle& style, Length measure, Role role) const {
    return set({text, language_, style, role}, measure);
}

TextBlock FormSheets::set(const Wanted& wanted, Length measure) const {
    return set_block(tools_.typesetter, wanted, measure);
}

Rect FormSheets::mirrored(const Rect& rect) const {
    if (!from_right_) return rect;
    return {{look().sheet.width - rect.right(), rect.top()}, rect.size};
}

void FormSheets::put(const TextBlock& block, Point top_left) {
    add(page(), block, mirrored({top_left, {block.measure, {}}}).origin);
}

void FormSheets::put_box(Point top_left) {
    put_box_in({top_left, {look().box, look().box}});
}

void FormSheets::put_box_in(const Rect& box) {
    const Rect there = mirrored(box);
    page().items.emplace_back(Drawing{outline_of(there), box_pen, black_ink, {}, there});
}

void FormSheets::put_photo(std::size_t photo, const Rect& frame, const std::string& alt) {
    page().items.emplace_back(PlacedPhoto{photo, mirrored(frame), alt});
}

void FormSheets::put_pictogram(const std::string& name, const Rect& box, Ink ink) {
    tools_.pictograms.draw(page(), name, mirrored(box), ink);
}

void FormSheets::put_line(Length from, Length to, Length y) {
    constexpr Length hairline{64};  // half a point
    const Rect line = mirrored({{from, y}, {to - from, {}}});
    page().items.emplace_back(Rule{line.origin, {line.right(), y}, hairline, look().line});
}

void FormSheets::put_area(const Rect& area, Ink ink) {
    page().items.emplace_back(FilledRect{mirrored(area), ink});
}

void FormSheets::put_dot(Point centre, Length radius, Ink ink) {
    const Rect box = mirrored({{centre.x - radius, centre.y - radius}, {2 * radius, 2 * radius}});
    page().items.emplace_back(Drawing{circle_in(box), std::nullopt, ink, {}, box});
}

void FormSheets::write(const std::string& text, const WordStyle& style, Role role) {
    write(set(text, style, width(), role));
}

void FormSheets::write(const TextBlock& block) {
    TextBlock rest = block;
    while (!rest.lines.empty()) {
        const Length least = std::min(height_of(rest), rest.capitals + 2 * rest.lines.front().leading);
        need(least);
        const std::size_t count =
            height_of(rest) <= room() ? rest.lines.size() : lines_that_fit(rest, room());
        const TextBlock here = part_of(rest, 0, count);
        put(here, {left(), y_});
        y_ += height_of(here) + depth_of(here);
        rest = part_of(rest, count, rest.lines.size());
    }
}

void FormSheets::write_line_for(const std::string& label, Length from, Length measure) {
    const TextBlock words = set(label, look().small, measure);
    constexpr Length hand = 11_mm;  // that people write in
    put_line(from, from + measure, y_ + hand);
    put(words, {from, y_ + hand + look().gap});
}

Publication FormSheets::finish(const std::string& title, const std::string& foot) && {
    Publication paper;
    paper.title = title;
    paper.language = language_;
    const Length baseline = look().sheet.height - look().foot;
    const std::size_t numbered = numbered_.value_or(pages_.size());
    for (std::size_t i = 0; i < numbered; ++i) {
        const std::string number = fmt::format("{} / {}", i + 1, numbered);
        Wanted wanted{foot, language_, look().small, Role::Artifact};
        const TextBlock words = set(wanted, width() - 20_mm);
        wanted.text = number;
        wanted.align = Align::End;
        const TextBlock place = set(wanted, 20_mm);
        add(pages_[i], words, mirrored({{left(), baseline - words.capitals}, {words.measure, {}}}).origin);
        add(pages_[i], place,
            mirrored({{left() + width() - 20_mm, baseline - place.capitals}, {place.measure, {}}}).origin);
    }
    paper.pages = std::move(pages_);
    paper.photos = std::move(photos_);
    paper.fonts = tools_.typesetter.fonts();
    return paper;
}

}  // namespace render
