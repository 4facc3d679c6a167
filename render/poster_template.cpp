#include "render/poster.hpp"
#include "render/template_file.hpp"

#include <filesystem>

namespace render {

PosterTemplate read_poster_template(const std::filesystem::path& path) {
    const TemplateFile file(path);
    PosterTemplate look;
    look.standing = {file.millimetres("page.width"), file.millimetres("page.height")};
    look.bleed = file.millimetres("page.bleed");
    look.marks = file.millimetres("page.marks");
    look.margin = file.millimetres("page.margin");
    look.gap = file.millimetres("page.gap");
    look.foot = file.millimetres("page.foot");
    look.label_width = file.millimetres("page.label_width");
    look.words_width = file.millimetres("page.words_width");
    look.fine_ppi = file.number("resolution.fine");
    look.least_ppi = file.number("resolution.least");
    look.title = file.style("styles.title");
    look.caption = file.style("styles.caption");
    look.name = file.style("styles.name");
    look.course = file.style("styles.course");
    look.untitled = file.text("texts.untitled");
    look.course_line = file.text("texts.course");
    look.between = file.text("texts.between");
    file.refuse_unknown_keys();
    return look;
}

}  // namespace render
