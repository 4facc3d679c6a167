#include "render/start_cards.hpp"
#include "render/template_file.hpp"

#include <filesystem>

namespace render {

StartCardTemplate read_start_card_template(const std::filesystem::path& path) {
    const TemplateFile file(path);
    StartCardTemplate look;
    look.sheet = file.sheet("page");
    look.columns = file.number("page.columns", 10);
    look.rows = file.number("page.rows", 10);
    look.margin = file.millimetres("page.margin", {}, look.sheet.width / look.columns / 4);
    look.cut = file.millimetres("page.cut", {}, 20_mm);
    look.code_width = file.millimetres("code.width", 30_mm, look.sheet.width / look.columns);
    look.gap = file.millimetres("words.gap", {}, 20_mm);
    look.pictogram = {file.millimetres("words.pictogram_width", {}, look.sheet.width / look.columns),
                      file.millimetres("words.pictogram_height", {}, look.sheet.height / look.rows)};
    look.label = file.style("styles.label");
    look.when = file.style("styles.when");
    look.name = file.style("styles.name");
    look.first = file.style("styles.first");
    look.title = file.text("texts.title");
    look.meeting = file.text("texts.meeting");
    look.between = file.text("texts.between");
    look.when_words = file.text("texts.when");
    look.code_alt = file.text("texts.code");
    look.first_words = file.words("texts.first");
    file.refuse_unknown_keys();
    return look;
}

}  // namespace render
