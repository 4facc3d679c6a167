#include "catalogue/catalogue.hpp"
#include "render/form_sheets.hpp"
#include "render/proof.hpp"
#include "render/template_file.hpp"

#include <filesystem>
#include <string>

namespace render {

namespace {

constexpr const char* text_keys[] = {
    "title",
    "made",
    "intro",
    "how",
    "explain_yes",
    "explain_no",
    "explain_unasked",
    "explain_boxes",
    "explain_sign",
    "photo",
    "where",
    "name",
    "said",
    "now",
    "yes",
    "no",
    "unasked",
    "over",
    "no_name",
    "untitled",
    "somebody_no",
    "somebody_unasked",
    "oneself_no",
    "oneself_unasked",
    "changed",
    "changed_approved",
    "changed_refused",
    "looking",
    "private",
    "words",
    "words_intro",
    "portraits",
    "portraits_intro",
    "kind_story",
    "kind_quote",
    "kind_title",
    "kind_caption",
    "kind_other",
    "approved",
    "correct",
    "sensitive",
    "sign",
    "open",
    "open_photo",
    "nothing_open",
    "statement",
    "stop",
    "stop_without_email",
    "date",
    "signature",
    "signature_parent",
    "signature_representative",
    "helper",
    "language",
};

}  // namespace

ProofTemplate read_proof_template(const std::filesystem::path& path) {
    const TemplateFile file(path);
    ProofTemplate look;
    look.form = read_form_look(file);
    look.photo_least = file.millimetres("page.photo_least", {}, look.form.sheet.height / 2);
    look.words_column = file.millimetres("columns.words", {}, look.form.sheet.width / 2);
    look.name_column = file.millimetres("columns.name", {}, look.form.sheet.width / 2);
    look.said_column = file.millimetres("columns.said", {}, look.form.sheet.width / 2);
    look.boxes_column = file.millimetres("columns.boxes", {}, look.form.sheet.width / 2);
    for (const char* key : text_keys) look.texts[key] = file.text(std::string("texts.") + key);
    for (const catalogue::ChannelRule& rule : catalogue::channels()) {
        look.places[rule.channel] = file.text("channels." + std::string(rule.name));
    }
    file.refuse_unknown_keys();
    return look;
}

}  // namespace render
