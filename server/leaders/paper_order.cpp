#include "server/leaders/paper_order.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "render/paper_choices.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/paper_photos.hpp"
#include "server/leaders/refusing.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

using catalogue::Channel;
using render::SheetChoice;

constexpr std::size_t longest_line = 120;  // characters of what is printed

Paper booklet(Paper paper, Channel channel) {
    paper.booklet = channel;
    return paper;
}

const std::vector<Paper>& papers() {
    constexpr auto any_printer = Paper::Printer::CanBeChosen;
    constexpr auto own = Paper::Printer::OurOwn;
    constexpr auto all = Paper::About::Everybody;
    constexpr auto one = Paper::About::OnePerson;
    static const std::vector<Paper> table = {
        {"posters", {"poster", "--all"}, "", "poster", "--size", any_printer, all, Channel::ExhibitionPrint},
        {"labels",
         {"labels", "--all"},
         "kaartjes.pdf",
         "labels",
         "--sheet",
         own,
         all,
         Channel::ExhibitionPrint},
        {"series-posters",
         {"series-poster", "--all"},
         "",
         "series-poster",
         "--size",
         any_printer,
         all,
         Channel::ExhibitionPrint,
         2},
        {"window-posters",
         {"window-poster", "--all"},
         "",
         "window-poster",
         "--size",
         any_printer,
         all,
         Channel::WindowPrint},
        {"opening-poster", {"opening-poster"}, "opening.pdf", "opening-poster", "--size", any_printer},
        {"flyer", {"flyer"}, "flyer.pdf", "flyer", "--size", any_printer},
        booklet({"booklet", {"booklet"}, "boekje.pdf", "", "", any_printer}, Channel::BookletPrint),
        booklet({"booklet-without", {"booklet", "--without-refused"}, "boekje.pdf"}, Channel::BookletPrint),
        booklet({"booklet-fold", {"booklet", "--imposed"}, "boekje-vouwen.pdf"}, Channel::BookletPrint),
        booklet({"booklet-screen", {"booklet", "--edition", "screen"}, "boekje-website.pdf"},
                Channel::BookletPdf),
        {"consent-form", {"consent-form", "--slips", "16"}, "formulier.pdf"},
        {"start-cards", {"start-cards"}, "startkaarten.pdf"},
        {"invitation", {"invitation"}, "uitnodiging.pdf"},
        {"report", {"report"}, "verslag.pdf"},
        {"proof", {"proof"}, "proef.pdf", "", "", own, one},
        {"contact-sheet", {"contact-sheet"}, "kiezen.pdf", "", "", own, one},
        {"export", {"person", "export"}, "gegevens.zip", "", "", own, one}};
    return table;
}

// ISO 216, as people call a sheet; else its size in centimetres.
std::string sheet_words(const SheetChoice& sheet) {
    const int narrow = std::min(sheet.width_mm, sheet.height_mm);
    const int high = std::max(sheet.width_mm, sheet.height_mm);
    constexpr std::array<std::pair<int, int>, 8> iso = {
        {{841, 1189}, {594, 841}, {420, 594}, {297, 420}, {210, 297}, {148, 210}, {105, 148}, {74, 105}}};
    for (std::size_t i = 0; i < iso.size(); ++i) {
        if (iso[i] == std::pair{narrow, high}) return fmt::format("A{}", i);
    }
    const auto centimetres = [](int mm) {
        return mm % 10 == 0 ? fmt::format("{}", mm / 10) : fmt::format("{},{}", mm / 10, mm % 10);
    };
    return fmt::format("{} × {} cm", centimetres(narrow), centimetres(high));
}

std::vector<SheetChoice> sheets_for(const Paper& paper) {
    return paper.sheets.empty() ? std::vector<SheetChoice>{} : render::sheets_of(paper.sheets);
}

std::string printer_words(const Visit& visit, const render::PrinterChoice& printer) {
    if (printer.id == "drukwerk") return visit.say("paper.any_printer");
    if (printer.id == "office") return visit.say("paper.office");
    return printer.name;
}

/// In the form of this paper, when it is shown again.
bool is_chosen(const Visit& visit, const Paper& paper, const char* field, const std::string& value) {
    return visit.form.text("wat") == paper.name && visit.form.text(field) == value;
}

std::vector<Fields> printer_fields(const Visit& visit, const Paper& paper) {
    std::vector<Fields> fields;
    if (paper.printer == Paper::Printer::OurOwn) return fields;
    for (const render::PrinterChoice& printer : render::printers_to_choose()) {
        fields.push_back(Fields{}
                             .put("id", printer.id)
                             .put("words", printer_words(visit, printer))
                             .put("chosen", is_chosen(visit, paper, "drukker", printer.id)));
    }
    return fields;
}

bool is_announcement(std::string_view name) {
    return name == "opening-poster" || name == "flyer";
}

std::vector<Fields> contact_fields(const Visit& visit) {
    Asked when{"wanneer", visit.say("paper.when"), "", visit.say("paper.when_hint")};
    Asked contact{"contact", visit.say("paper.contact")};
    if (visit.desk.has_course()) contact.value = visit.desk.text_of_part("organisation", "phone");
    return {as_fields(when), as_fields(contact)};
}

// Makers by how many of their photos may be seen there.
std::map<std::string, int> may_be_seen(const Visit& visit, Channel channel) {
    std::map<std::string, int> makers;
    const catalogue::World& world = visit.desk.world();
    for (const catalogue::Photo& photo : world.photos) {
        if (!catalogue::judge(world, photo, channel, visit.today).allowed()) continue;
        ++makers[photo.attribution.person ? photo.attribution.person->value : std::string{}];
    }
    return makers;
}

/// Photos that were ticked one by one, and all those of the makers that were.
std::vector<std::string> ticked(const Visit& visit, const Paper& paper) {
    std::vector<std::string> photos = visit.form.all("foto");
    std::vector<std::string> makers = visit.form.all("maker");
    if (photos.empty() && makers.empty())
        makers = visit.form.all("anders");  // from a page of that maker alone
    for (const std::string& maker : makers) {
        if (!paper.shows || maker.empty()) continue;
        for (const PaperPhoto& each : photos_on_paper(visit, *paper.shows, maker))
            photos.push_back(each.photo->id.value);
    }
    return photos;
}

}  // namespace

const Paper* paper_named(std::string_view name) {
    const auto found = std::ranges::find(papers(), name, &Paper::name);
    return found == papers().end() ? nullptr : &*found;
}

bool is_sheet_for_each(std::string_view output_kind) {
    return std::ranges::any_of(papers(), [&](const Paper& paper) {
        return paper.command.front() == output_kind && paper.shows && paper.file.empty();
    });
}

Fields asked_for(const Visit& visit, std::string_view name, const std::string& button) {
    const Paper& paper = *paper_named(name);
    std::vector<Fields> sheets;
    for (const SheetChoice& sheet : sheets_for(paper)) {
        sheets.push_back(Fields{}
                             .put("id", sheet.id)
                             .put("words", sheet_words(sheet))
                             .put("chosen", is_chosen(visit, paper, "maat", sheet.id)));
    }
    auto printers = printer_fields(visit, paper);
    Fields form = Fields{}.put("has_photos", false).put("has_makers", false);
    const bool has_photos = paper.by_photo() && put_photos(visit, *paper.shows, std::string{name}, form);
    const bool has_sheets = sheets.size() > 1;
    const bool has_printers = !printers.empty();
    const bool announces = is_announcement(name);
    return form.put("kind", std::string{name})
        .put("button", button)
        .put("main", name == "posters" || name == "booklet")
        .put("has_sheets", has_sheets)
        .put("sheets", std::move(sheets))
        .put("has_printers", has_printers)
        .put("printers", std::move(printers))
        .put("announces", announces)
        .put("contact_fields", name == "flyer" ? contact_fields(visit) : std::vector<Fields>{})
        .put("opened", visit.form.text("wat") == name)
        .put("without_photos", is_chosen(visit, paper, "fotos", "zonder"))
        .put("has_choices", has_sheets || has_printers || has_photos || announces);
}

namespace {

bool nothing_may_be_in_it(const Visit& visit, Channel booklet) {
    const catalogue::Catalogue& catalogue = visit.desk.catalogue();
    return booklet == Channel::BookletPdf ? catalogue.cleared<Channel::BookletPdf>(visit.today).empty()
                                          : catalogue.cleared<Channel::BookletPrint>(visit.today).empty();
}

}  // namespace

namespace {

/// Nothing that any form offers: chosen before it went away.
bool is_offered(const Visit& visit, const Paper& paper) {
    const std::string sheet = visit.form.text("maat");
    const auto sheets = sheets_for(paper);
    if (!sheet.empty() && std::ranges::find(sheets, sheet, &SheetChoice::id) == sheets.end()) return false;
    const std::string printer = visit.form.text("drukker");
    const auto printers = render::printers_to_choose();
    const bool may_choose = paper.printer == Paper::Printer::CanBeChosen;
    const bool known = std::ranges::find(printers, printer, &render::PrinterChoice::id) != printers.end();
    if (!printer.empty() && !(may_choose && known)) return false;
    const catalogue::PersonId person{visit.form.text("persoon")};
    if (paper.about == Paper::About::OnePerson && !visit.desk.world().persons.contains(person)) return false;
    const auto unknown = [&](const std::string& id) {
        return visit.desk.world().photo(catalogue::PhotoId{id}) == nullptr;
    };
    if (std::ranges::any_of(visit.form.all("foto"), unknown)) return false;
    const auto nobody = [&](const std::string& id) {
        return !paper.shows || photos_on_paper(visit, *paper.shows, id).empty();
    };
    return std::ranges::none_of(visit.form.all("maker"), nobody);
}

/// Why there is nothing to make it of; empty when there is.
std::string what_is_missing(const Visit& visit, const Paper& paper) {
    if (paper.name == "start-cards") {
        const auto meetings = visit.desk.catalogue().course().meetings;
        const auto comes = [&](const catalogue::Meeting& each) { return each.day >= visit.today; };
        if (std::ranges::none_of(meetings, comes)) return visit.say("paper.no_meeting");
    }
    if (paper.booklet && nothing_may_be_in_it(visit, *paper.booklet)) return visit.say("booklet.nothing");
    if (paper.shows) {
        const auto makers = may_be_seen(visit, *paper.shows);
        const auto enough = [&](const auto& maker) { return maker.second >= paper.least; };
        if (std::ranges::none_of(makers, enough))
            return visit.say(paper.least > 1 ? "paper.no_series" : "paper.no_photo");
    }
    return {};
}

}  // namespace

std::optional<Refusal> why_not(const Visit& visit, const Paper& paper) {
    if (!is_offered(visit, paper)) return Refusal{{}, visit.say("paper.what")};
    Refusal refusal;
    for (const char* field : {"wanneer", "contact"}) {
        if (!is_one_line(visit.form.text(field), longest_line))
            refusal.by_field[field] = visit.say("form.line_long");
    }
    if (refusal.by_field.empty()) refusal.as_a_whole = what_is_missing(visit, paper);
    return refusal.by_field.empty() && refusal.as_a_whole.empty() ? std::nullopt
                                                                  : std::optional{std::move(refusal)};
}

std::vector<std::string> arguments_for(const Visit& visit, const Paper& paper) {
    std::vector<std::string> arguments = paper.command;
    const auto photos = ticked(visit, paper);
    if (paper.by_photo() && !photos.empty()) {
        arguments = {paper.command.front(), "--photo"};
        arguments.insert(arguments.end(), photos.begin(), photos.end());
    }
    const std::string folder = (visit.desk.catalogue().folder() / "publications" / "job-{job}").string();
    const std::string person = visit.form.text("persoon");
    arguments.insert(arguments.end(),
                     {"-o", paper.file.empty() ? folder : folder + "/" + std::string{paper.file}});
    if (paper.name == "export") {
        arguments.push_back(person);
    } else if (paper.about == Paper::About::OnePerson) {
        arguments.insert(arguments.end(), {"--person", person});
    }
    const std::string sheet = visit.form.text("maat");
    if (!sheet.empty()) arguments.insert(arguments.end(), {std::string{paper.sheet_option}, sheet});
    const std::string printer = visit.form.text("drukker");
    if (!printer.empty()) arguments.insert(arguments.end(), {"--printer", printer});
    if (!is_announcement(paper.name)) return arguments;
    if (visit.form.text("fotos") == "zonder") arguments.emplace_back("--without-photos");
    if (paper.name != "flyer") return arguments;
    // In one piece with the option, so that what was typed is never read as an option itself.
    const std::string when = visit.form.text("wanneer");
    const std::string contact = visit.form.text("contact");
    if (!when.empty()) arguments.push_back("--when=" + when);
    if (!contact.empty()) arguments.push_back("--contact=" + contact);
    return arguments;
}

std::string chosen_for(const Visit& visit, const std::vector<std::string>& arguments) {
    std::string chosen;
    const auto add = [&](const std::string& words) { chosen += (chosen.empty() ? "" : ", ") + words; };
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
        const std::string& value = arguments[i + 1];
        if (arguments[i] == "--size") {
            const auto sheets = render::sheets_of(arguments.front());
            const auto sheet = std::ranges::find(sheets, value, &SheetChoice::id);
            if (sheet != sheets.end()) add(sheet_words(*sheet));
        } else if (arguments[i] == "--printer") {
            const auto printers = render::printers_to_choose();
            const auto printer = std::ranges::find(printers, value, &render::PrinterChoice::id);
            if (printer != printers.end()) add(printer_words(visit, *printer));
        } else if (arguments[i] == "--person" && visit.desk.has_course()) {
            const catalogue::PersonId person{value};
            if (visit.desk.world().persons.contains(person))
                add(catalogue::name_of(visit.desk.world(), person));
        }
    }
    return chosen;
}

}  // namespace server::leaders
