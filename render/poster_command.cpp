#include "catalogue/catalogue.hpp"
#include "render/commands.hpp"
#include "render/made_file.hpp"
#include "render/page.hpp"
#include "render/photo_choice.hpp"
#include "render/poster.hpp"
#include "render/press/paper_file.hpp"
#include "render/press/press.hpp"
#include "render/press/printer_profile.hpp"
#include "render/preview.hpp"
#include "render/site_pages.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <cstddef>
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

/// The posters of one channel.
struct PosterKind {
    const char* name;   // of command, template, files and in the ledger
    const char* words;  // for people
    const char* printed_as;
};

template <catalogue::Channel channel>
constexpr PosterKind kind_for{};
template <>
constexpr PosterKind kind_for<catalogue::Channel::ExhibitionPrint>{"poster", "poster", "poster"};
template <>
constexpr PosterKind kind_for<catalogue::Channel::WindowPrint>{"window-poster", "window poster",
                                                               "raamposter"};

struct PosterOrder {
    PhotoChoice choice;
    std::string design;
    std::string size;
    std::string site;
    std::filesystem::path folder;
    std::filesystem::path previews;
    PressOrder press;
};

/// What all posters of one run share.
struct PosterRun {
    const PosterOrder& order;
    PosterKind kind;
    catalogue::Catalogue& catalogue;
    PosterTemplate look;
    catalogue::Course course;
    SitePages site_pages;
    std::string moment;
    std::string date;
    std::optional<Press> press;
};

/// The name says nothing about photo or maker, and is the same for the same photo at every run.
std::string file_name(const PosterRun& run, const catalogue::ClearedPhoto& photo) {
    if (run.press) {
        return file_name_for(run.press->printer, {run.kind.printed_as, photo.address, run.date});
    }
    return fmt::format("{}-{}", run.kind.name, photo.address);
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

catalogue::OutputId keep_poster(const PosterRun& run, catalogue::Channel channel,
                                const catalogue::ClearedPhoto& photo, const std::filesystem::path& file) {
    catalogue::NewOutput output;
    output.channel = channel;
    output.kind = run.kind.name;
    output.title = run.course.exhibition.title;
    output.built_at = run.moment;
    output.items = {output_item(photo)};
    output.pages = 1;
    output.printer = run.order.press.printer;
    return keep_in_ledger(run.catalogue, output, file);
}

/// Whether the poster was made; says why not.
template <catalogue::Channel channel>
bool make_poster(const PosterRun& run, const catalogue::Cleared<channel>& photo) {
    try {
        // A typesetter of its own, so that the poster only names the fonts that it uses.
        const Typesetter typesetter(run.look.fonts);
        Publication poster =
            lay_out_poster({run.look, typesetter, run.course}, photo, run.site_pages.page_of(photo));
        warn_of_coarse_photo(*photo, poster, run.look);
        const auto file = run.order.folder / (file_name(run, *photo) + ".pdf");
        if (!write_paper(poster, typesetter, {file, run.press, run.moment, run.date})) return false;
        const catalogue::OutputId id = keep_poster(run, channel, *photo, file);
        fmt::print("{}  {}  {}\n", photo->photo.value, file.string(), id.value);
        if (!run.order.previews.empty()) paint_previews(poster, run.order.previews, file_name(run, *photo));
        return true;
    } catch (const MissingGlyph& missing) {
        fmt::print(stderr, "inbeeld: {}: {}\n", photo->photo.value, missing.what());
    } catch (const TooManyWords& words) {
        fmt::print(stderr, "inbeeld: {}: {}\n", photo->photo.value, words.what());
    } catch (const TooFewPixels& coarse) {
        fmt::print(stderr, "inbeeld: {}: {}\n", photo->photo.value, coarse.what());
    }
    return false;
}

/// Posters in the folder from an earlier day whose photo is not cleared any more must not hang.
void warn_of_stale_posters(const PosterRun& run, const std::set<std::string>& current) {
    for (const auto& entry : std::filesystem::directory_iterator(run.order.folder)) {
        const std::string name = entry.path().filename().string();
        const bool is_poster = name.starts_with(fmt::format("{}-", run.kind.name)) && name.ends_with(".pdf");
        if (!is_poster || current.contains(name)) continue;
        fmt::print(
            stderr,
            "inbeeld: {}: this poster was made earlier and its photo is not cleared now; do not print it "
            "and take it down.\n",
            entry.path().string());
    }
}

template <catalogue::Channel channel>
catalogue::Outcome make_posters(const PosterOrder& order, const std::string& site,
                                const catalogue::Invocation& invocation) {
    constexpr PosterKind kind = kind_for<channel>;
    auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadWrite);
    const catalogue::Day today = invocation.today();
    const PosterRun run{order,
                        kind,
                        catalogue,
                        in_size(read_poster_template(template_in(kind.name, order.design)), order.size),
                        catalogue.course(),
                        SitePages(site, catalogue, today),
                        invocation.moment(),
                        to_string(today),
                        press_of(order.press, templates_folder())};
    make_folder(order.folder);

    std::size_t made = 0;
    std::size_t refused = 0;
    std::set<catalogue::PhotoId> chosen;
    std::set<std::string> current;
    for (const auto& photo : catalogue.cleared<channel>(today)) {
        current.insert(file_name(run, *photo) + ".pdf");
        if (!order.choice.takes(photo->photo)) continue;
        chosen.insert(photo->photo);
        ++(make_poster(run, photo) ? made : refused);
    }
    refused += say_refusals(order.choice, chosen, channel, kind.words, catalogue.photo_verdicts(today));
    warn_of_stale_posters(run, current);
    return outcome_of(made, refused, kind.words);
}

template <catalogue::Channel channel>
void add_one(CLI::App& app, catalogue::Invocation& invocation, const char* about, const char* sizes) {
    auto order = std::make_shared<PosterOrder>();  // owned by the options and the callback
    CLI::App* command = app.add_subcommand(kind_for<channel>.name, about);
    add_photo_options(*command, order->choice, kind_for<channel>.words);
    command->add_option("--size", order->size, sizes);
    command->add_option("--design", order->design, "Another design than the usual");
    add_site_option(*command, order->site);
    command->add_option("-o,--output", order->folder, "Folder for the posters")->required();
    command->add_option("--preview", order->previews, "Folder for previews (PNG)");
    add_press_options(*command, order->press);
    command->callback([order, command, &invocation] {
        refuse_no_choice(*command, order->choice);
        invocation.outcome = make_posters<channel>(*order, site_address(*command, order->site), invocation);
    });
}

}  // namespace

void add_poster_command(CLI::App& app, catalogue::Invocation& invocation) {
    add_one<catalogue::Channel::ExhibitionPrint>(
        app, invocation, "Make exhibition posters (A3, PDF for the printer)",
        "Size of the sheet, as the template names it: a2, 40x60; else A3");
}

void add_window_poster_command(CLI::App& app, catalogue::Invocation& invocation) {
    add_one<catalogue::Channel::WindowPrint>(
        app, invocation,
        "Make posters for a window at the street, without surnames (A1, PDF for the printer)",
        "Size of the sheet, as the template names it: a2, 50x70; else a1");
}

}  // namespace render
