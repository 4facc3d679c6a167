#include "render/invitation.hpp"

#include "catalogue/catalogue.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pictograms.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <string>
#include <utility>

namespace render {

namespace {

constexpr const char* text_keys[] = {
    "title", "course",    "intro",  "when",        "when_without_time",    "until",
    "what",  "what_text", "answer", "answer_text", "answer_without_email", "same"};

/// "Donderdag 2 juli 2026, 16.00 uur"
std::string when_of(const InvitationTemplate& look, const catalogue::Exhibition& exhibition) {
    std::string words = look.text(exhibition.opening_time.empty() ? "when_without_time" : "when");
    words = with_value(std::move(words), "weekday", weekday_in_dutch(*exhibition.opening));
    words = with_value(std::move(words), "date", in_dutch(*exhibition.opening));
    words = with_value(std::move(words), "time", exhibition.opening_time);
    // A heading of its own begins with a capital; the days' names begin with plain letters.
    if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') words.front() += 'A' - 'a';
    return words;
}

/// On the band of colour: from its foot upwards, so that long titles grow into the room above.
void write_band(Page& page, const InvitationTemplate& look, const Typesetter& typesetter,
                const catalogue::Exhibition& exhibition) {
    const FormLook& form = look.form;
    page.items.emplace_back(FilledRect{{{}, {form.sheet.width, look.band}}, form.accent});
    const Length measure = form.sheet.width - 2 * form.margin;
    const auto set = [&](const std::string& text, const WordStyle& style, Role role) {
        return set_block(typesetter, {text, "nl", style, role}, measure);
    };
    add(page, set(look.text("course"), form.label, Role::Paragraph), {form.margin, form.top});
    const std::string& title = exhibition.title.empty() ? look.text("title") : exhibition.title;
    const TextBlock heading = set_to_fit(typesetter, {title, "nl", form.title, Role::Title}, measure, 2);
    const TextBlock intro = set(look.text("intro"), form.lead, Role::Paragraph);
    const Length intro_at = look.band - form.margin * 2 / 3 - height_of(intro);
    add(page, heading, {form.margin, intro_at - form.gap * 4 - depth_of(heading) - height_of(heading)});
    add(page, intro, {form.margin, intro_at});
}

}  // namespace

InvitationTemplate read_invitation_template(const std::filesystem::path& path) {
    const TemplateFile file(path);
    InvitationTemplate look;
    look.form = read_form_look(file);
    look.band = file.millimetres("page.band", {}, look.form.sheet.height * 3 / 4);
    for (const char* key : text_keys) look.texts[key] = file.text(std::string("texts.") + key);
    file.refuse_unknown_keys();
    return look;
}

Publication lay_out_invitation(const InvitationTemplate& look, const Typesetter& typesetter,
                               const Pictograms& pictograms, const catalogue::Course& course) {
    const catalogue::Exhibition& exhibition = course.exhibition;
    if (!exhibition.opening) {
        throw catalogue::CannotWork(
            "The course does not say when its exhibition opens; add course.exhibition.opening to the course "
            "file.");
    }
    const FormLook& form = look.form;
    FormSheets sheets({form, typesetter, pictograms}, "nl");
    sheets.new_page();
    sheets.skip(look.band - sheets.y() + form.gap * 6);
    sheets.write(when_of(look, exhibition), form.heading, Role::Heading);
    sheets.skip(form.gap * 5 / 3);
    const std::string& place = exhibition.place.empty() ? course.place : exhibition.place;
    sheets.write(place, form.strong);
    if (exhibition.until) {
        sheets.skip(form.gap);
        sheets.write(with_value(look.text("until"), "date", in_dutch(*exhibition.until)), form.text);
    }
    const bool has_email = !course.privacy_email.empty();
    const std::pair<const char*, const char*> sections[] = {
        {"what", "what_text"}, {"answer", has_email ? "answer_text" : "answer_without_email"}};
    for (const auto& [head, words] : sections) {
        sheets.skip(form.gap * 4);
        sheets.write(look.text(head), form.strong, Role::Heading);
        sheets.skip(form.gap * 5 / 3);  // as far as the lines below it are apart
        sheets.write(with_value(look.text(words), "email", course.privacy_email), form.text);
    }
    sheets.skip(form.gap * 4);
    sheets.write(look.text("same"), form.note);
    sheets.end_numbering(0);
    Publication paper = std::move(sheets).finish(look.text("title"), {});
    Page band = paper.pages.front();
    band.items.clear();
    write_band(band, look, typesetter, exhibition);
    paper.pages.front().items.insert(paper.pages.front().items.begin(), band.items.begin(), band.items.end());
    paper.fonts = typesetter.fonts();
    return paper;
}

}  // namespace render
