// The marks of who pays, for the booklet's page of thanks and below the report.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/logos.hpp"
#include "render/logo_picture.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"
#include "server/whole_file.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace server::leaders {

namespace {

constexpr std::size_t longest_name = 120;
constexpr std::size_t most_logos = 12;  // as many as fit under the words of thanks
constexpr std::size_t largest_logo = 1024 * 1024;

const std::vector<catalogue::RecordName>& record_of_logos() {
    static const std::vector<catalogue::RecordName> record = {{"part", "logos"}};
    return record;
}

struct TypedLogo {
    std::string name;
    std::string name_error = {};
    std::string file_error = {};
    std::string told = {};
};

std::string trouble_words(const Visit& visit, render::LogoTrouble trouble) {
    switch (trouble) {
        case render::LogoTrouble::Letters:
            return visit.say("logo.letters");
        case render::LogoTrouble::Photo:
            return visit.say("logo.photo");
        case render::LogoTrouble::Gradient:
            return visit.say("logo.gradient");
        case render::LogoTrouble::SeeThrough:
            return visit.say("logo.see_through");
        case render::LogoTrouble::CutOff:
            return visit.say("logo.cut_off");
        case render::LogoTrouble::Empty:
            return visit.say("logo.empty");
        case render::LogoTrouble::TooMuch:
            return visit.say("logo.too_much");
        case render::LogoTrouble::Other:
            return visit.say("logo.other");
        case render::LogoTrouble::NoDrawing:
            break;
    }
    return visit.say("logo.no_drawing");
}

/// What is wrong with the file that was sent; empty when it can be printed.
std::string wrong_with_file(const Visit& visit) {
    const auto& uploads = visit.form.uploads();
    if (uploads.empty()) return visit.say("logo.choose");
    if (uploads.size() > 1) return visit.say("logo.one");
    if (uploads.front().bytes.size() > largest_logo) return visit.say("logo.too_large");
    try {
        render::logo_picture(uploads.front().bytes);
    } catch (const render::LogoRefused& refused) {
        return trouble_words(visit, refused.why);
    }
    return {};
}

Answer show_logos(const Visit& visit, const TypedLogo& typed, int status) {
    std::vector<Fields> rows;
    for (const catalogue::KeptLogo& logo : catalogue::logos(visit.desk.catalogue())) {
        std::error_code error;
        rows.push_back(Fields{}
                           .put("logo", logo.id)
                           .put("name", logo.name)
                           .put("is_there", std::filesystem::exists(
                                                catalogue::logo_file(visit.desk.catalogue(), logo), error)));
    }
    Asked name{"naam", visit.say("logo.name"), typed.name, visit.say("logo.name_hint"), typed.name_error};
    const bool has_logos = !rows.empty();
    return page(
        visit, "logos",
        Fields{}
            .put("page_title", visit.say("logo.title"))
            .put("told", typed.told)
            .put("has_told", !typed.told.empty())
            .put("mark", visit.desk.mark(record_of_logos()))
            .put("has_logos", has_logos)
            .put("logos", std::move(rows))
            .put("without_thanks", has_logos && !catalogue::has_thanks(visit.desk.catalogue().course()))
            .put("fields", std::vector{as_fields(name)})
            .put("file_error", typed.file_error)
            .put("has_file_error", !typed.file_error.empty()),
        status);
}

std::optional<catalogue::KeptLogo> logo_here(const Visit& visit, const std::string& id) {
    for (const catalogue::KeptLogo& logo : catalogue::logos(visit.desk.catalogue())) {
        if (logo.id == id) return logo;
    }
    return std::nullopt;
}

}  // namespace

Answer logos_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    return show_logos(visit, {}, 200);
}

Answer add_logo(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    TypedLogo typed{visit.form.text("naam")};
    if (typed.name.empty() || !is_one_line(typed.name, longest_name))
        typed.name_error = visit.say("logo.name_wrong");
    typed.file_error = wrong_with_file(visit);
    if (typed.file_error.empty() && catalogue::logos(visit.desk.catalogue()).size() >= most_logos)
        typed.file_error = visit.say("logo.most");
    if (!typed.name_error.empty() || !typed.file_error.empty()) return show_logos(visit, typed, 422);
    typed.told = stale(visit, record_of_logos());
    if (!typed.told.empty()) return show_logos(visit, typed, 409);
    const std::string& bytes = visit.form.uploads().front().bytes;
    return go_after("/logos", perform(visit, noted("logo.added", {typed.name}), "/logos",
                                      [&](catalogue::Catalogue& catalogue) {
                                          catalogue::keep_logo(catalogue, typed.name, bytes);
                                      }));
}

Answer drop_logo(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const auto logo = logo_here(visit, visit.form.text("logo"));
    if (!logo) return nothing_done(visit);
    return go_after("/logos", perform(visit, noted("logo.dropped", {logo->name}), "/logos",
                                      [&](catalogue::Catalogue& catalogue) {
                                          catalogue::take_logo_away(catalogue, logo->id);
                                      }));
}

// Painted by us from its shapes: the file itself, which may hold a script, is never given to a browser.
Answer logo_image(const Visit& visit) {
    const auto logo = visit.desk.has_course() ? logo_here(visit, visit.name(0)) : std::nullopt;
    if (!logo) return message(visit, 404, visit.say("logo.title"), visit.say("logo.gone"));
    try {
        const std::string bytes = whole_file(catalogue::logo_file(visit.desk.catalogue(), *logo));
        return content(visit.request, render::logo_picture(bytes), "image/png", Keep::Never);
    } catch (const render::LogoRefused&) {
        return message(visit, 404, visit.say("logo.title"), visit.say("logo.gone"));
    }
}

}  // namespace server::leaders
