#include "catalogue/catalogue.hpp"
#include "render/label.hpp"
#include "render/length.hpp"
#include "render/template_file.hpp"

#include <algorithm>
#include <filesystem>
#include <string>

namespace render {

namespace {

LabelTemplate::Sheet read_sheet(const TemplateFile& file, const LabelTemplate& look, const std::string& in) {
    const LabelTemplate::Sheet sheet{file.sheet(in.substr(0, in.size() - 1)), file.number(in + "columns", 50),
                                     file.number(in + "rows", 50)};
    const Length border = (look.mark + look.mark_offset) * 2;
    if (look.size.width * sheet.columns + border > sheet.paper.width) {
        file.refuse(in + "columns", "is more than fit beside each other with their cut marks");
    }
    if (look.size.height * sheet.rows + border > sheet.paper.height) {
        file.refuse(in + "rows", "is more than fit below each other with their cut marks");
    }
    return sheet;
}

}  // namespace

LabelTemplate read_label_template(const std::filesystem::path& path) {
    const TemplateFile file(path);
    LabelTemplate look;
    look.fonts = file.fonts();
    look.size = file.sheet("label");
    const Length shorter = std::min(look.size.width, look.size.height);
    look.margin = file.millimetres("label.margin", {}, shorter / 4);
    look.gap = file.millimetres("label.gap", {}, shorter / 8);
    look.code = file.millimetres("label.code", 20_mm, shorter / 2);  // or telephones do not read it
    look.mark = file.millimetres("cuts.length", {}, 20_mm);
    look.mark_offset = file.millimetres("cuts.offset", {}, 20_mm);
    for (const std::string& name : file.tables("sheets")) {
        look.sheets[name] = read_sheet(file, look, "sheets." + name + ".");
    }
    look.title = file.style("styles.title");
    look.other_title = file.style("styles.other_title");
    look.name = file.style("styles.name");
    look.caption = file.style("styles.caption");
    look.course = file.style("styles.course");
    look.untitled = file.text("texts.untitled");
    look.course_line = file.text("texts.course");
    look.between = file.text("texts.between");
    look.code_alt = file.text("texts.code");
    file.refuse_unknown_keys();
    return look;
}

const LabelTemplate::Sheet& sheet_named(const LabelTemplate& look, const std::string& name) {
    const auto found = look.sheets.find(name);
    if (found != look.sheets.end()) return found->second;
    std::string names;
    for (const auto& [each, sheet] : look.sheets) names += (names.empty() ? "" : ", ") + each;
    throw catalogue::CannotWork("Labels have no sheet \"" + name + "\": choose from " + names + ".");
}

}  // namespace render
