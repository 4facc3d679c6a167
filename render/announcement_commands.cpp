#include "catalogue/catalogue.hpp"
#include "render/announcement.hpp"
#include "render/commands.hpp"
#include "render/made_file.hpp"
#include "render/page.hpp"
#include "render/photo_choice.hpp"
#include "render/poster.hpp"
#include "render/press/paper_file.hpp"
#include "render/press/press.hpp"
#include "render/preview.hpp"
#include "render/template_file.hpp"
#include "render/text_flow.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

/// What a leader may say otherwise than course and template.
struct Said {
    std::string title;
    std::string lead;
    std::string place;
    std::string date;
    std::string time;
    std::string when;
    std::string contact;
    std::vector<std::string> languages;
};

struct AnnouncementOrder {
    PhotoChoice choice;
    Said said;
    bool without_photos = false;
    std::string design;
    std::string size;
    std::filesystem::path file;
    std::filesystem::path previews;
    PressOrder press;
};

/// The photos that were named, or else the first of each of so many makers.
template <catalogue::Channel channel>
std::vector<catalogue::Cleared<channel>> photos_for(const AnnouncementOrder& order,
                                                    const catalogue::Catalogue& catalogue,
                                                    catalogue::Day today, std::size_t usual) {
    std::vector<catalogue::Cleared<channel>> photos;
    if (order.without_photos) return photos;
    if (!order.choice.photos.empty()) {
        for (auto& photo : catalogue.cleared<channel>(today)) {
            if (order.choice.takes(photo->photo)) photos.push_back(std::move(photo));
        }
        return photos;
    }
    for (auto& chapter : catalogue.chapters<channel>(today)) {
        if (photos.size() < usual) photos.push_back(std::move(chapter.photos.front()));
    }
    return photos;
}

void choose_languages(catalogue::Words& words, const std::vector<std::string>& languages) {
    if (languages.empty()) return;
    for (const std::string& language : languages) {
        const bool known = std::any_of(words.begin(), words.end(),
                                       [&](const auto& wording) { return wording.language == language; });
        if (!known) {
            throw catalogue::CannotWork("The template has no welcome in \"" + language +
                                        "\": add it under [welcome].");
        }
    }
    std::erase_if(words, [&](const auto& wording) {
        return std::find(languages.begin(), languages.end(), wording.language) == languages.end();
    });
}

double photo_area(const Publication& paper) {
    double area = 0;
    for (const Item& item : paper.pages.front().items) {
        const auto* photo = std::get_if<PlacedPhoto>(&item);
        if (photo) area += photo->frame.size.width.in_mm() * photo->frame.size.height.in_mm();
    }
    return area;
}

/// Photos that nobody named are as many as fill the sheet best; a few rather than one.
template <catalogue::Channel channel>
Publication lay_out_best(const AnnouncementSetting& setting, const Announcement& said, bool named,
                         std::vector<catalogue::Cleared<channel>>& photos) {
    Publication best = lay_out_announcement(setting, said, photos);
    auto fewer = photos;
    while (!named && fewer.size() > 1) {
        fewer.pop_back();
        Publication paper = lay_out_announcement(setting, said, fewer);
        constexpr double clearly = 1.1;
        if (photo_area(paper) < clearly * photo_area(best)) continue;
        best = std::move(paper);
        photos = fewer;
    }
    return best;
}

/// Keeps it in the ledger where photos are on it: paper with words alone shows nobody.
template <catalogue::Channel channel>
void keep(catalogue::Catalogue& catalogue, const AnnouncementOrder& order, const char* kind,
          const std::vector<catalogue::Cleared<channel>>& photos, const std::string& moment) {
    if (photos.empty()) return;
    catalogue::NewOutput output;
    output.channel = channel;
    output.kind = kind;
    output.title = catalogue.course().exhibition.title;
    output.built_at = moment;
    for (const auto& photo : photos) output.items.push_back(output_item(*photo));
    output.pages = 1;
    output.printer = order.press.printer;
    keep_in_ledger(catalogue, std::move(output), order.file);
}

template <catalogue::Channel channel>
catalogue::Outcome make(const AnnouncementOrder& order, const char* kind, const AnnouncementTemplate& look,
                        const Announcement& said, const catalogue::Invocation& invocation) {
    constexpr std::size_t usual = channel == catalogue::Channel::Recruit ? 1 : 4;
    auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadWrite);
    const catalogue::Day today = invocation.today();
    const std::string moment = invocation.moment();
    auto photos = photos_for<channel>(order, catalogue, today, usual);
    std::set<catalogue::PhotoId> shown;
    for (const auto& photo : photos) shown.insert(photo->photo);
    const std::size_t refused =
        say_refusals(order.choice, shown, channel, kind, catalogue.photo_verdicts(today));
    if (photos.size() > most_announcing) {
        throw catalogue::CannotWork(fmt::format("{} photos are too many for a {}: name {} at most.",
                                                photos.size(), kind, most_announcing));
    }
    if (refused > 0 && photos.empty()) return catalogue::Outcome::CouldNotWork;

    const Typesetter typesetter(look.fonts);
    const bool named = !order.choice.photos.empty();
    Publication paper = lay_out_best<channel>({look, typesetter}, said, named, photos);
    for (const Resolution& coarse : coarse_photos(paper, look.fine_ppi)) {
        fmt::print(
            stderr,
            "inbeeld: {}: the photo has {:.0f} pixels per inch here and {} is fine; it may look soft.\n",
            photos[coarse.photo]->photo.value, coarse.ppi, look.fine_ppi);
    }
    const std::optional<Press> press = press_of(order.press, templates_folder());
    if (!write_paper(paper, typesetter, {order.file, press, moment, to_string(today)})) {
        return catalogue::Outcome::CouldNotWork;
    }
    keep<channel>(catalogue, order, kind, photos, moment);
    fmt::print("The {} is in {}, with {} photos.\n", kind, order.file.string(), photos.size());
    if (!order.previews.empty()) {
        make_folder(order.previews);
        paint_previews(paper, order.previews, kind);
    }
    return refused > 0 ? catalogue::Outcome::PartlyRefused : catalogue::Outcome::Done;
}

catalogue::Course course_in(const catalogue::Invocation& invocation) {
    return catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly).course();
}

catalogue::Outcome make_opening_poster(const AnnouncementOrder& order,
                                       const catalogue::Invocation& invocation) {
    AnnouncementTemplate look =
        in_size(read_opening_template(template_in("opening-poster", order.design)), order.size);
    choose_languages(look.welcome, order.said.languages);
    catalogue::Course course = course_in(invocation);
    const Said& said = order.said;
    if (!said.title.empty()) course.exhibition.title = said.title;
    if (!said.place.empty()) course.exhibition.place = said.place;
    if (!said.date.empty()) course.exhibition.opening = catalogue::parse_day(said.date);
    if (!said.time.empty()) course.exhibition.opening_time = said.time;
    Announcement announcement = opening_of(look, course);
    if (!said.lead.empty()) announcement.lead = said.lead;
    return make<catalogue::Channel::ExhibitionPrint>(order, "opening-poster", look, announcement, invocation);
}

catalogue::Outcome make_flyer(const AnnouncementOrder& order, const catalogue::Invocation& invocation) {
    AnnouncementTemplate look = in_size(read_flyer_template(template_in("flyer", order.design)), order.size);
    choose_languages(look.welcome, order.said.languages);
    catalogue::Course course = course_in(invocation);
    const Said& said = order.said;
    if (!said.place.empty()) course.place = said.place;
    Announcement announcement = flyer_of(look, course);
    if (!said.title.empty()) announcement.title = said.title;
    if (!said.lead.empty()) announcement.lead = said.lead;
    if (!said.when.empty()) announcement.strong.insert(announcement.strong.begin(), said.when);
    if (!said.contact.empty()) {
        announcement.plain.push_back(with_value(look.text("ask"), "contact", said.contact));
    }
    return make<catalogue::Channel::Recruit>(order, "flyer", look, announcement, invocation);
}

// Empty, or why not: as CLI11 asks.
std::string is_day(const std::string& text) {
    try {
        catalogue::parse_day(text);
        return {};
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
}

void add_shared_options(CLI::App& command, AnnouncementOrder& order) {
    CLI::Option* photo = command.add_option("--photo", order.choice.photos, "Photos to show, 6 at most");
    photo->type_name("ID");
    command.add_flag("--without-photos", order.without_photos, "Words alone")->excludes(photo);
    command.add_option("--title", order.said.title, "Another title than the course's or the template's");
    command.add_option("--lead", order.said.lead, "Another sentence under it");
    command.add_option("--place", order.said.place, "Where, if not as the course says");
    command.add_option("--language", order.said.languages, "Welcome only in these languages")
        ->type_name("LANGUAGE");
    command.add_option("--size", order.size, "Another sheet, as the template names it");
    command.add_option("--design", order.design, "Another design than the usual");
    command.add_option("-o,--output", order.file, "File to write")->required()->type_name("FILE.pdf");
    command.add_option("--preview", order.previews, "Folder for previews (PNG)");
    add_press_options(command, order.press);
}

}  // namespace

void add_announcement_commands(CLI::App& app, catalogue::Invocation& invocation) {
    auto opening = std::make_shared<AnnouncementOrder>();  // owned by the options and the callback
    CLI::App* command =
        app.add_subcommand("opening-poster", "Make the poster of the exhibition's opening (A3, PDF)");
    add_shared_options(*command, *opening);
    command->add_option("--date", opening->said.date, "When, if not as the course says")
        ->check(is_day, "")
        ->type_name("YYYY-MM-DD");
    command->add_option("--time", opening->said.time, "At what time: \"16.00 uur\"");
    command->callback(
        [opening, &invocation] { invocation.outcome = make_opening_poster(*opening, invocation); });

    auto flyer = std::make_shared<AnnouncementOrder>();  // owned by the options and the callback
    command = app.add_subcommand("flyer", "Make a flyer for the next course (A5 or A6, PDF)");
    add_shared_options(*command, *flyer);
    command->add_option("--when", flyer->said.when, "When, in words");
    command->add_option("--contact", flyer->said.contact, "Whom to ask: a telephone number, an address");
    command->callback([flyer, &invocation] { invocation.outcome = make_flyer(*flyer, invocation); });
}

}  // namespace render
