#include "render/length.hpp"
#include "render/series_poster.hpp"
#include "render/sheet_look.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"

#include <filesystem>
#include <string>

namespace render {

SeriesTemplate read_series_template(const std::filesystem::path& path) {
    const TemplateFile file(path);
    SeriesTemplate look;
    read_sheet(file, look);
    look.foot = file.millimetres("page.foot", {}, look.standing.width / 5);
    look.photo_gap = file.millimetres("page.photo_gap", {}, look.standing.width / 10);
    look.caption_gap = file.millimetres("page.caption_gap", {}, look.standing.width / 10);
    look.name = file.style("styles.name");
    look.native_name = file.style("styles.native_name");
    look.title = file.style("styles.title");
    look.course = file.style("styles.course");
    look.untitled = file.text("texts.untitled");
    look.nameless = file.text("texts.nameless");
    look.course_line = file.text("texts.course");
    look.between = file.text("texts.between");
    for (const std::string& name : file.tables("sizes")) {
        look.sizes[name] = file.sheet("sizes." + name);
    }
    file.refuse_unknown_keys();
    return look;
}

SeriesTemplate in_size(SeriesTemplate look, const std::string& size) {
    if (size.empty()) return look;
    const Size standing = sheet_named(look.sizes, size, "The series has");
    const double share = growth(look.standing, standing);
    look.standing = standing;
    for (Length* length : {&look.margin, &look.gap, &look.foot, &look.photo_gap, &look.caption_gap}) {
        *length = Length::from_mm(length->in_mm() * share);
    }
    for (WordStyle* style : {&look.name, &look.native_name, &look.title, &look.course}) {
        *style = scaled(*style, share);
    }
    return look;
}

}  // namespace render
