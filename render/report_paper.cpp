#include "render/report_paper.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/course_report.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/report_charts.hpp"
#include "render/shown.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

constexpr const char* text_keys[] = {
    "kind",    "title",       "courses",      "period",       "numbers",     "hidden",
    "untold",  "change",      "change_intro", "people",       "some_people", "up",
    "first",   "last",        "groups",       "groups_intro", "quotes",      "quotes_intro",
    "funders", "photos_note", "made",         "made_text"};

class ReportDesk {
 public:
    ReportDesk(const ReportSetting& setting, const catalogue::CourseReport& report,
               const ReportPhotos& photos)
        : look_(setting.look),
          form_(setting.look.form),
          typesetter_(setting.typesetter),
          report_(report),
          photos_(photos),
          sheets_({form_, setting.typesetter, setting.pictograms}, "nl") {}

    Publication lay_out() {
        sheets_.new_page();
        sheets_.skip(look_.band - sheets_.y() + form_.gap * 6);
        write_figures();
        write_photos();
        if (!report_.questions.empty()) write_change();
        if (!report_.breakdowns.empty()) write_groups();
        if (!report_.quotes.empty()) write_quotes();
        write_end();
        Publication paper = std::move(sheets_).finish(fmt::format("{} · {}", look_.text("title"), subject()),
                                                      report_.organisation);
        Page band = paper.pages.front();
        band.items.clear();
        write_band(band);
        paper.pages.front().items.insert(paper.pages.front().items.begin(), band.items.begin(),
                                         band.items.end());
        paper.fonts = typesetter_.fonts();
        return paper;
    }

 private:
    std::string subject() const {
        if (report_.courses.size() == 1) return report_.courses.front().title;
        return with_value(look_.text("courses"), "count", std::to_string(report_.courses.size()));
    }

    void write_band(Page& page) const {
        page.items.emplace_back(FilledRect{{{}, {form_.sheet.width, look_.band}}, form_.accent});
        const Length measure = form_.sheet.width - 2 * form_.margin;
        const auto set = [&](const std::string& text, const WordStyle& style, Role role) {
            return set_block(typesetter_, {text, "nl", style, role}, measure);
        };
        add(page, set(look_.text("kind"), form_.label, Role::Paragraph), {form_.margin, form_.top});
        std::string lead = subject();
        if (report_.from) {
            std::string period = with_value(look_.text("period"), "from", in_dutch(*report_.from));
            lead += "\n" + with_value(std::move(period), "until", in_dutch(*report_.until));
        }
        const TextBlock words = set(lead, form_.lead, Role::Paragraph);
        const TextBlock title = set(look_.text("title"), form_.title, Role::Title);
        const Length at = look_.band - form_.margin * 2 / 3 - height_of(words);
        add(page, title, {form_.margin, at - form_.gap * 4 - height_of(title)});
        add(page, words, {form_.margin, at});
    }

    // --- figures ---

    void write_figures() {
        constexpr int columns = 3;
        const Length gutter = form_.gap * 4;
        const Length width = (sheets_.width() - gutter * (columns - 1)) / columns;
        bool hidden = false;
        int column = 0;
        Length tallest;
        for (const catalogue::ReportCount& count : report_.counts) {
            if (!count.number) {
                hidden = true;
                continue;
            }
            if (*count.number == 0) continue;
            const Length x = sheets_.left() + (width + gutter) * column;
            const TextBlock figure = sheets_.set(fmt::format("{}", *count.number), look_.figure, width);
            const TextBlock words = sheets_.set(count.dutch, form_.text, width);
            sheets_.put_line(x, x + width, sheets_.y());
            sheets_.put(figure, {x, sheets_.y() + form_.gap * 2});
            sheets_.put(words, {x, sheets_.y() + form_.gap * 4 + height_of(figure)});
            tallest = std::max(tallest, form_.gap * 4 + height_of(figure) + height_of(words));
            if (++column < columns) continue;
            column = 0;
            sheets_.skip(tallest + form_.gap * 5);
            tallest = {};
        }
        if (column > 0) sheets_.skip(tallest + form_.gap * 5);
        if (hidden) sheets_.write(look_.text("hidden"), form_.note);
    }

    /// Whole, beside each other, as high as they can be.
    void write_photos() {
        const std::size_t count = std::min(photos_.size(), photos_in_report);
        if (count == 0) return;
        double wide = 0;
        for (std::size_t i = 0; i < count; ++i) wide += aspect_of(photos_[i]->picture);
        const Length gutter = form_.gap * 2;
        const Length white = gutter * static_cast<std::int64_t>(count - 1);
        const Length height =
            std::min(look_.photos, Length::from_mm((sheets_.width() - white).in_mm() / wide));
        const TextBlock note = sheets_.set(look_.text("photos_note"), form_.note, sheets_.width());
        sheets_.skip(form_.gap * 4);
        sheets_.need(height + form_.gap * 2 + height_of(note));
        Length x = sheets_.left();
        for (std::size_t i = 0; i < count; ++i) {
            sheets_.photos().push_back(source_of(photos_[i]->picture));
            const Length width = Length::from_mm(height.in_mm() * aspect_of(photos_[i]->picture));
            sheets_.put_photo(i, {{x, sheets_.y()}, {width, height}}, photos_[i]->alt);
            x += width + gutter;
        }
        sheets_.skip(height + form_.gap * 2);
        sheets_.write(note);
    }

    void write_heading(const std::string& heading, const std::string& intro, Length with) {
        const TextBlock words = sheets_.set(look_.text(intro), form_.text, sheets_.width());
        sheets_.need(form_.heading.type.leading + height_of(words) + form_.gap * 10 + with);
        if (sheets_.y() > form_.top) sheets_.skip(form_.gap * 6);
        sheets_.write(look_.text(heading), form_.heading, Role::Heading);
        sheets_.skip(form_.gap * 2);
        sheets_.write(words);
        sheets_.skip(form_.gap * 4);
    }

    // --- charts ---

    void write_change() {
        sheets_.new_page();
        write_heading("change", "change_intro", 40_mm);
        const ScaleChart chart(look_);
        chart.write_legend(sheets_);
        for (const catalogue::ReportQuestion& question : report_.questions) chart.write(sheets_, question);
    }

    void write_groups() {
        write_heading("groups", "groups_intro", 40_mm);
        for (const catalogue::ReportBreakdown& breakdown : report_.breakdowns) {
            write_bars(sheets_, look_, breakdown);
        }
    }

    // --- words ---

    void write_quotes() {
        constexpr Length mark = 1_mm;
        const Length indent = form_.gap * 3;
        Length all;
        for (const std::string& quote : report_.quotes) {
            const TextBlock words = sheets_.set(quote, look_.quote, sheets_.width() - indent - mark);
            all += height_of(words) + depth_of(words) + form_.gap * 4;
        }
        write_heading("quotes", "quotes_intro", std::min(all, 150_mm));  // together where they can be
        for (const std::string& quote : report_.quotes) {
            const TextBlock words =
                sheets_.set(fmt::format("“{}”", quote), look_.quote, sheets_.width() - indent - mark);
            sheets_.need(height_of(words) + depth_of(words) + form_.gap * 4);
            sheets_.put_area({{sheets_.left(), sheets_.y()}, {mark, height_of(words) + depth_of(words) / 2}},
                             form_.accent);
            sheets_.put(words, {sheets_.left() + mark + indent, sheets_.y()});
            sheets_.skip(height_of(words) + depth_of(words) + form_.gap * 4);
        }
    }

    void write_end() {
        const bool any =
            std::ranges::any_of(report_.courses, [](const auto& each) { return !each.funders.empty(); });
        if (any) {
            sheets_.need(form_.heading.type.leading + 30_mm);
            sheets_.skip(form_.gap * 6);
            sheets_.write(look_.text("funders"), form_.heading, Role::Heading);
            sheets_.skip(form_.gap * 2);
            for (const catalogue::FundedCourse& course : report_.courses) write_funders(course);
        }
        const TextBlock text = sheets_.set(look_.text("made_text"), form_.note, sheets_.width());
        sheets_.need(height_of(text) + form_.strong.type.leading + form_.gap * 6);
        sheets_.skip(form_.gap * 6);
        sheets_.put_line(sheets_.left(), sheets_.left() + sheets_.width(), sheets_.y());
        sheets_.skip(form_.gap * 2);
        sheets_.write(look_.text("made"), form_.strong, Role::Heading);
        sheets_.skip(form_.gap);
        sheets_.write(text);
    }

    void write_funders(const catalogue::FundedCourse& course) {
        if (course.funders.empty()) return;
        if (report_.courses.size() > 1) sheets_.write(course.title, form_.strong);
        for (const std::string& line : course.funders) {
            sheets_.skip(form_.gap / 2);
            sheets_.write(line, form_.text);
        }
        sheets_.skip(form_.gap * 2);
    }

    const ReportTemplate& look_;
    const FormLook& form_;
    const Typesetter& typesetter_;
    const catalogue::CourseReport& report_;
    const ReportPhotos& photos_;
    FormSheets sheets_;
};

}  // namespace

ReportTemplate read_report_template(const std::filesystem::path& path) {
    const TemplateFile file(path);
    ReportTemplate look;
    look.form = read_form_look(file);
    look.band = file.millimetres("page.band", {}, look.form.sheet.height / 2);
    look.scale = file.millimetres("page.scale", {}, look.form.sheet.width / 2);
    look.photos = file.millimetres("page.photos", {}, look.form.sheet.height / 2);
    look.figure = file.style("styles.figure");
    look.quote = file.style("styles.quote");
    look.light = file.ink("report.light");
    for (const char* key : text_keys) look.texts[key] = file.text(std::string("texts.") + key);
    file.refuse_unknown_keys();
    return look;
}

Publication lay_out_report(const ReportSetting& setting, const catalogue::CourseReport& report,
                           const ReportPhotos& photos) {
    return ReportDesk(setting, report, photos).lay_out();
}

}  // namespace render
