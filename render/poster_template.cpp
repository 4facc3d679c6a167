#include "render/length.hpp"
#include "render/poster.hpp"
#include "render/sheet_look.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"

#include <algorithm>
#include <filesystem>
#include <string>

namespace render {

namespace {

constexpr Length least_code = 20_mm;  // or telephones do not read it

}  // namespace

PosterTemplate read_poster_template(const std::filesystem::path& path) {
    const TemplateFile file(path);
    PosterTemplate look;
    read_sheet(file, look);
    const Length shorter = std::min(look.standing.width, look.standing.height);
    look.foot = file.millimetres("page.foot", {}, shorter / 5);
    look.label_width = file.millimetres("page.label_width", shorter / 10, shorter / 2);
    look.words_width = file.millimetres("page.words_width", shorter / 4, look.standing.width);
    look.code = file.millimetres("page.code", least_code, shorter / 3);
    if (file.has("page.turns")) look.turns = file.flag("page.turns");
    if (file.has("page.columns")) look.columns = file.number("page.columns", 4);
    look.title = file.style("styles.title");
    look.caption = file.style("styles.caption");
    look.name = file.style("styles.name");
    look.course = file.style("styles.course");
    look.untitled = file.text("texts.untitled");
    look.course_line = file.text("texts.course");
    look.between = file.text("texts.between");
    look.code_alt = file.text("texts.code");
    for (const std::string& name : file.tables("sizes")) {
        const std::string in = "sizes." + name + ".";
        const int fine = file.number(in + "fine");
        look.sizes[name] = {file.sheet("sizes." + name), fine, file.number(in + "least", fine)};
    }
    file.refuse_unknown_keys();
    return look;
}

PosterTemplate in_size(PosterTemplate look, const std::string& size) {
    if (size.empty()) return look;
    const PosterTemplate::SheetSize sheet = sheet_named(look.sizes, size, "The poster has");
    const double share = growth(look.standing, sheet.standing);
    look.standing = sheet.standing;
    look.fine_ppi = sheet.fine_ppi;
    look.least_ppi = sheet.least_ppi;
    for (Length* length : {&look.margin, &look.gap, &look.foot, &look.label_width, &look.words_width}) {
        *length = Length::from_mm(length->in_mm() * share);
    }
    look.code = std::max(least_code, Length::from_mm(look.code.in_mm() * share));
    for (WordStyle* style : {&look.title, &look.caption, &look.name, &look.course}) {
        *style = scaled(*style, share);
    }
    return look;
}

}  // namespace render
