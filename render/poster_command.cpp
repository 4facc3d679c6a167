#include "catalogue/catalogue.hpp"
#include "render/commands.hpp"
#include "render/made_file.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/poster.hpp"
#include "render/press/press.hpp"
#include "render/press/press_file.hpp"
#include "render/press/printer_profile.hpp"
#include "render/preview.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

constexpr auto channel = catalogue::Channel::ExhibitionPrint;
using ClearedPosters = std::vector<catalogue::Cleared<channel>>;

struct PosterOrder {
    std::vector<std::string> photos;
    bool all = false;
    std::string design;
    std::string size;
    std::filesystem::path folder;
    std::filesystem::path previews;
    PressOrder press;
};

/// What all posters of one run share.
struct PosterRun {
    const PosterOrder& order;
    catalogue::Catalogue& catalogue;
    PosterTemplate look;
    catalogue::Course course;
    std::string moment;
    std::string date;
    std::optional<Press> press;
};

/// The name says nothing about photo or maker, and is the same for the same photo at every run.
std::string file_name(const PosterRun& run, const catalogue::ClearedPhoto& photo) {
    if (run.press) return file_name_for(run.press->printer, {"poster", photo.address, run.date});
    return "poster-" + photo.address;
}

/// Whether it was made: a printer's file may be refused by preflight.
bool write_poster(const PosterRun& run, Publication& poster, const Typesetter& typesetter,
                  const std::filesystem::path& file) {
    if (!run.press) {
        write_pdf(poster, file, {Edition::Print, run.moment, {}});
        return true;
    }
    prepare_for_press(poster, typesetter, *run.press, {file.stem().string(), run.date});
    return say_what_preflight_found(write_for_press(poster, file, *run.press, run.moment));
}

void warn_of_coarse_photo(const catalogue::ClearedPhoto& photo, const Publication& poster,
                          const PosterTemplate& look) {
    for (const Resolution& coarse : coarse_photos(poster, look.fine_ppi)) {
        fmt::print(
            stderr,
            "inbeeld: {}: the photo has {:.0f} pixels per inch on this poster and {} is fine; it may look "
            "soft from nearby.\n",
            photo.photo.value, coarse.ppi, look.fine_ppi);
    }
}

catalogue::OutputId keep_poster(const PosterRun& run, const catalogue::ClearedPhoto& photo,
                                const std::filesystem::path& file) {
    catalogue::NewOutput output;
    output.channel = channel;
    output.kind = "poster";
    output.title = run.course.exhibition.title;
    output.built_at = run.moment;
    output.items = {output_item(photo)};
    output.pages = 1;
    output.printer = run.order.press.printer;
    return keep_in_ledger(run.catalogue, output, file);
}

/// Whether the poster was made; says why not.
bool make_poster(const PosterRun& run, const catalogue::Cleared<channel>& photo) {
    try {
        // A typesetter of its own, so that the poster only names the fonts that it uses.
        const Typesetter typesetter(run.look.fonts);
        Publication poster = lay_out_poster(run.look, typesetter, run.course, photo);
        warn_of_coarse_photo(*photo, poster, run.look);
        const auto file = run.order.folder / (file_name(run, *photo) + ".pdf");
        if (!write_poster(run, poster, typesetter, file)) return false;
        const catalogue::OutputId id = keep_poster(run, *photo, file);
        fmt::print("{}  {}  {}\n", photo->photo.value, file.string(), id.value);
        if (!run.order.previews.empty()) paint_previews(poster, run.order.previews, file_name(run, *photo));
        return true;
    } catch (const MissingGlyph& missing) {
        fmt::print(stderr, "inbeeld: {}: {}\n", photo->photo.value, missing.what());
    } catch (const TooManyWords& words) {
        fmt::print(stderr, "inbeeld: {}: {}\n", photo->photo.value, words.what());
    }
    return false;
}

/// Why a photo gets no poster, in the leaders' words.
void say_refusal(const std::string& photo, const std::vector<catalogue::PhotoVerdict>& verdicts) {
    const auto verdict = std::find_if(verdicts.begin(), verdicts.end(), [&](const auto& one) {
        return one.channel == channel && one.photo.value == photo;
    });
    if (verdict == verdicts.end()) {
        fmt::print(stderr, "inbeeld: {}: there is no such photo in the course.\n", photo);
    } else if (verdict->allow) {
        fmt::print(stderr, "inbeeld: {}: its picture is not in the library yet; read the card first.\n",
                   photo);
    } else {
        const auto& why = verdict->sentences.empty() ? verdict->reasons : verdict->sentences;
        fmt::print(stderr, "inbeeld: {}: no poster. {}\n", photo, fmt::join(why, " "));
    }
}

/// Posters in the folder from an earlier day whose photo is not cleared any more must not hang.
void warn_of_stale_posters(const PosterRun& run, const ClearedPosters& cleared) {
    std::set<std::string> current;
    for (const auto& photo : cleared) current.insert(file_name(run, *photo) + ".pdf");
    for (const auto& entry : std::filesystem::directory_iterator(run.order.folder)) {
        const std::string name = entry.path().filename().string();
        const bool is_poster = name.starts_with("poster-") && name.ends_with(".pdf");
        if (!is_poster || current.contains(name)) continue;
        fmt::print(
            stderr,
            "inbeeld: {}: this poster was made earlier and its photo is not cleared now; do not print it "
            "and take it down.\n",
            entry.path().string());
    }
}

catalogue::Outcome make_posters(const PosterOrder& order, const catalogue::Invocation& invocation) {
    auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadWrite);
    const catalogue::Day today = invocation.today();
    const PosterRun run{order,
                        catalogue,
                        in_size(read_poster_template(template_in("poster", order.design)), order.size),
                        catalogue.course(),
                        invocation.moment(),
                        to_string(today),
                        press_of(order.press, templates_folder())};
    const ClearedPosters cleared = catalogue.cleared<channel>(today);
    const std::set<std::string> wanted(order.photos.begin(), order.photos.end());
    make_folder(order.folder);

    std::size_t made = 0;
    std::size_t refused = 0;
    std::set<std::string> seen;
    for (const auto& photo : cleared) {
        if (!order.all && !wanted.contains(photo->photo.value)) continue;
        seen.insert(photo->photo.value);
        ++(make_poster(run, photo) ? made : refused);
    }
    const auto verdicts = catalogue.photo_verdicts(today);
    for (const std::string& photo : wanted) {
        if (seen.contains(photo)) continue;
        say_refusal(photo, verdicts);
        ++refused;
    }
    warn_of_stale_posters(run, cleared);
    if (made == 0 && refused == 0) {
        throw catalogue::CannotWork(
            "No photo is cleared for a poster on this day; inbeeld consent matrix says why.");
    }
    if (made == 0) return catalogue::Outcome::CouldNotWork;
    return refused > 0 ? catalogue::Outcome::PartlyRefused : catalogue::Outcome::Done;
}

}  // namespace

void add_poster_command(CLI::App& app, catalogue::Invocation& invocation) {
    auto order = std::make_shared<PosterOrder>();  // owned by the options and the callback
    CLI::App* command = app.add_subcommand("poster", "Make exhibition posters (A3, PDF for the printer)");
    command->add_option("--photo", order->photos, "Photos to make a poster of")->type_name("ID");
    command->add_flag("--all", order->all, "Every photo that is cleared for the exhibition");
    command->add_option("--size", order->size,
                        "Size of the sheet, as the template names it: a2, 40x60; else A3");
    command->add_option("--design", order->design, "Another design than the usual: warm");
    command->add_option("-o,--output", order->folder, "Folder for the posters")->required();
    command->add_option("--preview", order->previews, "Folder for previews (PNG)");
    add_press_options(*command, order->press);
    command->callback([order, &invocation] {
        if (!order->all && order->photos.empty()) {
            throw CLI::ValidationError("poster",
                                       "name photos with --photo, or all that are cleared with --all");
        }
        invocation.outcome = make_posters(*order, invocation);
    });
}

}  // namespace render
