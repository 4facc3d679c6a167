#include "render/report_charts.hpp"

#include "catalogue/course_report.hpp"
#include "catalogue/forms.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/report_paper.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

namespace render {

namespace {

constexpr Length radius = 2_mm;
constexpr Length face = 6_mm;
constexpr int highest = catalogue::happiest_face;

/// "3,9"
std::string in_dutch(double value) {
    std::string text = fmt::format("{:.1f}", value);
    std::ranges::replace(text, '.', ',');
    return text;
}

}  // namespace

Length ScaleChart::left(const FormSheets& sheets) const {
    const Length numbers = 26_mm;
    return sheets.left() + sheets.width() - numbers - look_.scale;
}

Length ScaleChart::at(const FormSheets& sheets, double value) const {
    return left(sheets) + Length::from_mm(look_.scale.in_mm() * (value - 1) / (highest - 1));
}

void ScaleChart::write_legend(FormSheets& sheets) const {
    const FormLook& form = look_.form;
    for (int step = 1; step <= highest; ++step) {
        sheets.put_pictogram(fmt::format("face_{}", step),
                             {{at(sheets, step) - face / 2, sheets.y()}, {face, face}}, form.accent);
    }
    const Length middle = sheets.y() + face / 2;
    Length x = sheets.left() + radius;
    for (const bool is_last : {false, true}) {
        sheets.put_dot({x, middle}, radius, is_last ? form.accent : look_.light);
        const TextBlock words = sheets.set(look_.text(is_last ? "last" : "first"), form.text, 20_mm);
        sheets.put(words, {x + radius + form.gap, middle - words.capitals / 2});
        x += 22_mm;
    }
    sheets.skip(face + form.gap * 2);
}

void ScaleChart::write(FormSheets& sheets, const catalogue::ReportQuestion& question) const {
    const FormLook& form = look_.form;
    const Length measure = left(sheets) - sheets.left() - form.gap * 4;
    const TextBlock words = sheets.set(question.dutch, form.strong, measure);
    std::string about = question.people
                            ? with_value(look_.text("people"), "count", std::to_string(*question.people))
                            : look_.text("some_people");
    if (question.up) {
        const std::string up = with_value(look_.text("up"), "up", std::to_string(*question.up));
        about = with_value(up, "count", std::to_string(*question.people));
    }
    const TextBlock note = sheets.set(about, form.note, measure);
    const Length height = height_of(words) + depth_of(words) + form.gap + height_of(note) + depth_of(note);
    sheets.need(height + form.gap * 4);
    sheets.put_line(sheets.left(), sheets.left() + sheets.width(), sheets.y());
    sheets.skip(form.gap * 2);
    sheets.put(words, {sheets.left(), sheets.y()});
    sheets.put(note, {sheets.left(), sheets.y() + height_of(words) + depth_of(words) + form.gap});

    const Length middle = sheets.y() + height / 2;
    const Length thin{120};
    const Length thick = 1_mm;
    sheets.put_area({{left(sheets), middle - thin / 2}, {look_.scale, thin}}, look_.light);
    const Length first = at(sheets, question.first);
    const Length last = at(sheets, question.last);
    sheets.put_area(
        {{std::min(first, last), middle - thick / 2}, {std::max(first, last) - std::min(first, last), thick}},
        form.accent);
    sheets.put_dot({first, middle}, radius, look_.light);
    sheets.put_dot({last, middle}, radius, form.accent);
    const TextBlock numbers =
        sheets.set({fmt::format("{} → {}", in_dutch(question.first), in_dutch(question.last)), "nl",
                    form.strong, Role::Paragraph, Align::End},
                   22_mm);
    sheets.put(numbers, {sheets.left() + sheets.width() - 22_mm, middle - numbers.capitals / 2});
    sheets.skip(height + form.gap * 2);
}

void write_bars(FormSheets& sheets, const ReportTemplate& look, const catalogue::ReportBreakdown& breakdown) {
    const FormLook& form = look.form;
    const Length label = 62_mm;
    const Length number = 14_mm;
    const Length row = form.text.type.leading + form.gap;
    const Length bar = 4_mm;
    int most = 1;
    for (const auto& [group, people] : breakdown.groups) most = std::max(most, people);
    sheets.need(form.strong.type.leading + row * static_cast<int>(breakdown.groups.size()) + form.gap * 2);
    sheets.write(breakdown.dutch, form.strong, Role::Heading);
    sheets.skip(form.gap);
    const double room = (sheets.width() - label - number).in_mm();
    for (const auto& [group, people] : breakdown.groups) {
        const TextBlock words = sheets.set(group, form.text, label - form.gap * 2);
        const Length middle = sheets.y() + words.capitals / 2;
        sheets.put(words, {sheets.left(), sheets.y()});
        sheets.put_area(
            {{sheets.left() + label, middle - bar / 2}, {Length::from_mm(room * people / most), bar}},
            form.accent);
        sheets.put(
            sheets.set({fmt::format("{}", people), "nl", form.strong, Role::Paragraph, Align::End}, number),
            {sheets.left() + sheets.width() - number, sheets.y()});
        sheets.skip(std::max(row, height_of(words) + form.gap));
    }
    sheets.skip(form.gap * 3);
}

}  // namespace render
