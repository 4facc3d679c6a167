#include "catalogue/catalogue.hpp"
#include "render/consent_form.hpp"
#include "render/form_sheets.hpp"
#include "render/template_file.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>

#include <fmt/format.h>

namespace render {

namespace {

constexpr const char* text_keys[] = {
    "title",
    "course",
    "intro",
    "how",
    "how_read",
    "how_tick",
    "how_copy",
    "about",
    "about_photos",
    "about_portraits",
    "about_words",
    "photos",
    "photos_intro",
    "name",
    "name_intro",
    "name_full",
    "name_first",
    "name_pseudonym",
    "name_anonymous",
    "name_ceilings",
    "ceiling_first",
    "ceiling_anonymous",
    "name_less",
    "portraits",
    "portraits_intro",
    "words",
    "words_intro",
    "duration",
    "duration_intro",
    "duration_years",
    "duration_date",
    "duration_stop",
    "stop",
    "stop_text",
    "stop_without_email",
    "rights",
    "rights_text",
    "who",
    "who_text",
    "sign",
    "sign_name",
    "sign_code",
    "sign_date",
    "sign_signature",
    "sign_other",
    "sign_witness",
    "sign_language",
    "sign_trainer",
    "foot",
    "yes",
    "no",
};

constexpr const char* slip_keys[] = {
    "title", "intro", "photo", "maker", "purposes", "name", "sign", "keep", "keep_without_email"};

void read_words(const TemplateFile& file, ConsentFormTemplate& look) {
    for (const char* key : text_keys) look.texts[key] = file.text(std::string("texts.") + key);
    for (const char* key : slip_keys)
        look.texts[std::string("slip_") + key] = file.text(std::string("slip.") + key);
    for (const catalogue::Purpose purpose : catalogue::purposes()) {
        const std::string in = "purposes." + std::string(name_of(purpose)) + ".";
        PurposeWords words{file.text(in + "words"), file.text(in + "brief"), {}};
        if (file.has(in + "note")) words.note = file.text(in + "note");
        look.purposes[purpose] = words;
    }
    file.refuse_unknown_keys();
}

}  // namespace

ConsentFormTemplate read_consent_form_template(const std::filesystem::path& templates,
                                               const std::string& language) {
    ConsentFormTemplate look;
    const TemplateFile file(templates / "consent-form.toml");
    look.form = read_form_look(file);
    look.boxes_column = file.millimetres("columns.boxes", {}, look.form.sheet.width / 3);
    look.slip_rows = file.number("slip.rows", 10);
    look.slip_margin = file.millimetres("slip.margin", {}, look.form.sheet.width / 5);
    look.slip_row = file.millimetres("slip.row", {}, look.form.sheet.width / 5);
    look.slip_pictogram = file.millimetres("slip.pictogram", {}, look.form.sheet.width / 5);
    look.slip_table = file.millimetres("slip.table", look.form.sheet.width / 4, look.form.sheet.width);
    look.years = file.number("retention.years", 50);
    file.refuse_unknown_keys();

    look.language = language;
    const bool is_tag = !language.empty() && std::ranges::all_of(language, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
    const auto words = templates / fmt::format("consent-form.{}.toml", language);
    std::error_code error;
    if (!is_tag || !std::filesystem::exists(words, error)) {
        throw catalogue::CannotWork(
            fmt::format("There is no consent form in the language \"{}\" yet; translate consent-form.nl.toml "
                        "in {} to consent-form.{}.toml.",
                        language, templates.string(), is_tag ? language : "LANGUAGE"));
    }
    read_words(TemplateFile(words), look);
    return look;
}

}  // namespace render
