#include "render/measurement_form.hpp"

#include "catalogue/forms.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pictograms.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace render {

namespace {

constexpr const char* text_keys[] = {"title_start", "title_end", "intro_start", "intro_end", "how",
                                     "worst",       "best",      "open",        "open_how",  "code",
                                     "date",        "why",       "foot"};

constexpr int faces = catalogue::happiest_face;

class FormDesk {
 public:
    FormDesk(const MeasurementFormTemplate& look, const FormSheets::Tools& tools, const BlankForm& form)
        : look_(look), form_(form), sheets_(tools, "nl") {}

    Publication lay_out() {
        sheets_.new_page();
        write_head();
        const auto& questions = form_.questions.faces;
        for (std::size_t i = 0; i < questions.size(); ++i) write_faces(i + 1, questions[i]);
        write_open();
        const Length why = height_of(sheets_.set(look_.text("why"), look_.form.note, sheets_.width()));
        sheets_.need(why + look_.form.gap * 3);
        sheets_.skip(look_.form.gap * 3);
        sheets_.write(look_.text("why"), look_.form.note);
        return std::move(sheets_).finish(text_of_moment("title"),
                                         with_value(look_.text("foot"), "course", form_.course));
    }

 private:
    const std::string& text_of_moment(const std::string& key) const {
        return look_.text(fmt::format("{}_{}", key, catalogue::name_of(form_.moment)));
    }

    void write_head() {
        const FormLook& form = look_.form;
        const Length top = sheets_.y();
        const Length column = 46_mm;
        const Length right = sheets_.left() + sheets_.width() - column;
        sheets_.put(sheets_.set(look_.text("code"), form.label, column), {right, top});
        if (!form_.code.empty()) {
            sheets_.put(sheets_.set(form_.code, form.strong, column), {right + 18_mm, top});
        }
        sheets_.put_line(right + 18_mm, right + column, top + 6_mm);
        sheets_.put(sheets_.set(look_.text("date"), form.label, column), {right, top + 11_mm});
        sheets_.put_line(right + 18_mm, right + column, top + 17_mm);
        sheets_.put(sheets_.set(text_of_moment("title"), form.title, right - sheets_.left(), Role::Title),
                    {sheets_.left(), top});
        sheets_.skip(form.title.type.leading + form.gap * 2);
        sheets_.write(text_of_moment("intro"), form.lead);
        sheets_.skip(form.gap * 3 / 2);
        sheets_.write(look_.text("how"), form.lead);
        sheets_.skip(form.gap * 4);
    }

    void write_faces(std::size_t number, const std::string& question) {
        const FormLook& form = look_.form;
        const TextBlock words =
            sheets_.set(fmt::format("{}. {}", number, question), form.strong, sheets_.width(), Role::Heading);
        const TextBlock worst = sheets_.set(look_.text("worst"), form.note, 50_mm);
        const Length height = height_of(words) + depth_of(words) + form.gap * 2 + look_.face + form.gap * 3 +
                              height_of(worst) + depth_of(worst);
        sheets_.need(height);
        sheets_.write(words);
        sheets_.skip(form.gap * 2);
        const Length step = (sheets_.width() - look_.face) / (faces - 1);
        for (int face = 1; face <= faces; ++face) {
            const Length x = sheets_.left() + step * (face - 1);
            sheets_.put_pictogram(fmt::format("face_{}", face), {{x, sheets_.y()}, {look_.face, look_.face}},
                                  form.accent);
        }
        sheets_.skip(look_.face + form.gap);
        sheets_.put(worst, {sheets_.left(), sheets_.y()});
        const TextBlock best =
            sheets_.set({look_.text("best"), "nl", form.note, Role::Paragraph, Align::End}, 50_mm);
        sheets_.put(best, {sheets_.left() + sheets_.width() - 50_mm, sheets_.y()});
        sheets_.skip(height_of(worst) + depth_of(worst) + form.gap * 4);
    }

    void write_open() {
        const auto& questions = form_.questions.open(form_.moment);
        if (questions.empty()) return;
        const FormLook& form = look_.form;
        const Length lines = look_.line * look_.lines;
        sheets_.need(form.heading.type.leading + form.lead.type.leading * 3 + form.strong.type.leading +
                     lines);
        sheets_.skip(form.gap * 2);
        sheets_.write(look_.text("open"), form.heading, Role::Heading);
        sheets_.skip(form.gap * 2);
        sheets_.write(look_.text("open_how"), form.lead);
        sheets_.skip(form.gap * 4);
        for (const std::string& question : questions) {
            const TextBlock words = sheets_.set(question, form.strong, sheets_.width(), Role::Heading);
            sheets_.need(height_of(words) + lines + form.gap * 4);
            sheets_.write(words);
            for (int line = 1; line <= look_.lines; ++line) {
                sheets_.put_line(sheets_.left(), sheets_.left() + sheets_.width(),
                                 sheets_.y() + look_.line * line);
            }
            sheets_.skip(lines + form.gap * 4);
        }
    }

    const MeasurementFormTemplate& look_;
    const BlankForm& form_;
    FormSheets sheets_;
};

}  // namespace

MeasurementFormTemplate read_measurement_form_template(const std::filesystem::path& path) {
    const TemplateFile file(path);
    MeasurementFormTemplate look;
    look.form = read_form_look(file);
    look.face = file.millimetres("page.face", {}, look.form.sheet.width / 6);
    look.line = file.millimetres("page.line", {}, look.form.sheet.width / 6);
    look.lines = file.number("page.lines", 20);
    for (const char* key : text_keys) look.texts[key] = file.text(std::string("texts.") + key);
    file.refuse_unknown_keys();
    return look;
}

Publication lay_out_measurement_form(const MeasurementFormTemplate& look, const Typesetter& typesetter,
                                     const Pictograms& pictograms, const BlankForm& form) {
    return FormDesk(look, {look.form, typesetter, pictograms}, form).lay_out();
}

}  // namespace render
