#include "render/start_cards.hpp"
#include "render/template_file.hpp"

#include <filesystem>

namespace render {

StartCardTemplate read_start_card_template(const std::filesystem::path& path) {
    const TemplateFile file(path);
    StartCardTemplate look;
    look.sheet = {file.millimetres("page.width"), file.millimetres("page.height")};
    look.columns = file.number("page.columns");
    look.rows = file.number("page.rows");
    look.margin = file.millimetres("page.margin");
    look.cut = file.millimetres("page.cut");
    look.code_width = file.millimetres("code.width");
    look.gap = file.millimetres("words.gap");
    look.pictogram = {file.millimetres("words.pictogram_width"), file.millimetres("words.pictogram_height")};
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
