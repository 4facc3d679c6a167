#include "render/register_paper.hpp"

#include "catalogue/catalogue.hpp"
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
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

constexpr std::string_view title_mark = "# ";
constexpr std::string_view heading_mark = "## ";
constexpr std::string_view between = " | ";

std::vector<std::string> filled_lines(const RegisterTemplate& look, const std::vector<std::string>& lines,
                                      const std::vector<catalogue::Purpose>& purposes,
                                      const RegisterValues& values) {
    std::vector<std::string> filled;
    for (const std::string& line : lines) {
        if (line == "{purposes}") {
            for (const catalogue::Purpose purpose : purposes) filled.push_back(look.purposes.at(purpose));
            continue;
        }
        std::string words = line;
        for (const auto& [key, value] : values) words = with_value(std::move(words), key, value);
        filled.push_back(std::move(words));
    }
    return filled;
}

void write_row(FormSheets& sheets, const RegisterTemplate& look, const std::string& line) {
    const FormLook& form = look.form;
    const std::size_t at = line.find(between);
    const TextBlock what = sheets.set(line.substr(0, at), form.strong, look.column - form.gap * 2);
    const TextBlock words =
        sheets.set(line.substr(at + between.size()), form.text, sheets.width() - look.column);
    const Length height = std::max(height_of(what), height_of(words));
    sheets.need(height + form.gap * 2);
    sheets.put_line(sheets.left(), sheets.left() + sheets.width(), sheets.y());
    sheets.skip(form.gap);
    sheets.put(what, {sheets.left(), sheets.y()});
    sheets.put(words, {sheets.left() + look.column, sheets.y()});
    sheets.skip(height + form.gap);
}

void write_lines(FormSheets& sheets, const RegisterTemplate& look, const std::vector<std::string>& lines) {
    const FormLook& form = look.form;
    sheets.new_page();
    for (const std::string& line : lines) {
        if (line.starts_with(heading_mark)) {
            sheets.need(form.heading.type.leading * 3);
            sheets.skip(form.gap);
            sheets.write(line.substr(heading_mark.size()), form.heading, Role::Heading);
            sheets.skip(form.gap);
        } else if (line.starts_with(title_mark)) {
            sheets.write(line.substr(title_mark.size()), form.title, Role::Title);
            sheets.skip(form.gap);
        } else if (line.find(between) != std::string::npos) {
            write_row(sheets, look, line);
        } else {
            sheets.write(line, form.text);
            sheets.skip(form.gap);
        }
    }
}

void add_markdown(std::string& text, const std::vector<std::string>& lines) {
    bool in_table = false;
    for (const std::string& line : lines) {
        const std::size_t at = line.find(between);
        const bool is_row =
            at != std::string::npos && !line.starts_with(title_mark) && !line.starts_with(heading_mark);
        if (is_row && !in_table) text += "\n| | |\n|---|---|\n";
        if (!is_row) text += "\n";
        text += is_row
                    ? fmt::format("| **{}** | {} |\n", line.substr(0, at), line.substr(at + between.size()))
                    : line + "\n";
        in_table = is_row;
    }
}

}  // namespace

RegisterTemplate read_register_template(const std::filesystem::path& path) {
    const TemplateFile file(path);
    RegisterTemplate look;
    look.form = read_form_look(file);
    look.column = file.millimetres("page.column", {}, look.form.sheet.width / 2);
    for (const catalogue::Purpose purpose : catalogue::purposes()) {
        look.purposes[purpose] = file.text(fmt::format("purposes.{}", name_of(purpose)));
    }
    look.register_lines = file.texts("texts.register");
    look.assessment_lines = file.texts("texts.dpia");
    file.refuse_unknown_keys();
    return look;
}

Register fill_register(const RegisterTemplate& look, const std::vector<catalogue::Purpose>& purposes,
                       const RegisterValues& values) {
    return {filled_lines(look, look.register_lines, purposes, values),
            filled_lines(look, look.assessment_lines, purposes, values)};
}

std::string as_markdown(const Register& filled) {
    std::string text;
    add_markdown(text, filled.register_lines);
    add_markdown(text, filled.assessment_lines);
    return text.substr(1);
}

Publication lay_out_register(const RegisterTemplate& look, const Typesetter& typesetter,
                             const Pictograms& pictograms, const Register& filled) {
    FormSheets sheets({look.form, typesetter, pictograms}, "nl");
    write_lines(sheets, look, filled.register_lines);
    write_lines(sheets, look, filled.assessment_lines);
    const std::string& title = filled.register_lines.front();
    return std::move(sheets).finish(title.starts_with(title_mark) ? title.substr(title_mark.size()) : title,
                                    {});
}

}  // namespace render
