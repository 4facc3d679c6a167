#include "catalogue/catalogue.hpp"
#include "render/commands.hpp"
#include "render/made_file.hpp"
#include "render/page.hpp"
#include "render/press/paper_file.hpp"
#include "render/press/press.hpp"
#include "render/press/printer_profile.hpp"
#include "render/preview.hpp"
#include "render/series_poster.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <algorithm>
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

constexpr auto channel = catalogue::Channel::ExhibitionPrint;
using Chapter = catalogue::Chapter<channel>;

struct SeriesOrder {
    std::vector<std::string> persons;
    bool all = false;
    std::vector<std::string> photos;
    std::string size;
    std::string design;
    std::filesystem::path folder;
    std::filesystem::path previews;
    PressOrder press;
};

/// What all series of one run share.
struct SeriesRun {
    const SeriesOrder& order;
    catalogue::Catalogue& catalogue;
    SeriesTemplate look;
    catalogue::Course course;
    std::string moment;
    std::string date;
    std::optional<Press> press;
};

bool is_in(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// Only the photos that were named, in the order in which they were; all without names.
Chapter chosen_of(Chapter chapter, const std::vector<std::string>& photos) {
    if (photos.empty()) return chapter;
    const auto place = [&](const auto& photo) {
        return std::find(photos.begin(), photos.end(), photo->photo.value) - photos.begin();
    };
    std::erase_if(chapter.photos, [&](const auto& photo) { return !is_in(photos, photo->photo.value); });
    std::stable_sort(chapter.photos.begin(), chapter.photos.end(),
                     [&](const auto& one, const auto& other) { return place(one) < place(other); });
    return chapter;
}

void warn_of_coarse_photos(const Publication& poster, const Chapter& chapter, int fine) {
    for (const Resolution& coarse : coarse_photos(poster, fine)) {
        fmt::print(stderr,
                   "inbeeld: {}: the photo has {:.0f} pixels per inch on this poster and {} is fine; it may "
                   "look soft from nearby.\n",
                   chapter.photos[coarse.photo]->photo.value, coarse.ppi, fine);
    }
}

void keep_series(const SeriesRun& run, const Chapter& chapter, const std::filesystem::path& file) {
    catalogue::NewOutput output;
    output.channel = channel;
    output.kind = "series-poster";
    output.title = run.course.exhibition.title;
    output.built_at = run.moment;
    for (const auto& photo : chapter.photos) output.items.push_back(output_item(*photo));
    output.pages = 1;
    output.printer = run.order.press.printer;
    const catalogue::OutputId id = keep_in_ledger(run.catalogue, output, file);
    fmt::print("{}  {}  {}\n", chapter.photos.front()->maker.value, file.string(), id.value);
}

/// Whether the poster was made; says why not.
bool make_series(const SeriesRun& run, const Chapter& chapter) {
    const catalogue::ClearedPhoto& first = *chapter.photos.front();
    if (chapter.photos.size() > most_in_series) {
        fmt::print(stderr,
                   "inbeeld: {} has {} photos for the wall and a series holds {}: name them with --photo.\n",
                   first.maker.value, chapter.photos.size(), most_in_series);
        return false;
    }
    try {
        const Typesetter typesetter(run.look.fonts);
        Publication poster = lay_out_series({run.look, typesetter, run.course}, chapter);
        warn_of_coarse_photos(poster, chapter, run.look.fine_ppi);
        // The name says nothing about photos or maker, and is the same at every run.
        const std::string name = run.press
                                     ? file_name_for(run.press->printer, {"serie", first.address, run.date})
                                     : "series-" + first.address;
        const auto file = run.order.folder / (name + ".pdf");
        if (!write_paper(poster, typesetter, {file, run.press, run.moment, run.date})) return false;
        keep_series(run, chapter, file);
        if (!run.order.previews.empty()) paint_previews(poster, run.order.previews, name);
        return true;
    } catch (const MissingGlyph& missing) {
        fmt::print(stderr, "inbeeld: {}: {}\n", first.maker.value, missing.what());
    }
    return false;
}

catalogue::Outcome make_all(const SeriesOrder& order, const catalogue::Invocation& invocation) {
    auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadWrite);
    const catalogue::Day today = invocation.today();
    const SeriesRun run{order,
                        catalogue,
                        in_size(read_series_template(template_in("series-poster", order.design)), order.size),
                        catalogue.course(),
                        invocation.moment(),
                        to_string(today),
                        press_of(order.press, templates_folder())};
    make_folder(order.folder);
    std::size_t made = 0;
    std::size_t refused = 0;
    std::set<std::string> served;
    for (const Chapter& cleared : catalogue.chapters<channel>(today)) {
        const std::string maker = cleared.photos.front()->maker.value;
        if (!order.all && !is_in(order.persons, maker)) continue;
        const Chapter chapter = chosen_of(cleared, order.photos);
        if (chapter.photos.size() < least_in_series) continue;
        served.insert(maker);
        ++(make_series(run, chapter) ? made : refused);
    }
    for (const std::string& person : order.persons) {
        if (served.contains(person)) continue;
        fmt::print(
            stderr,
            "inbeeld: {}: fewer than {} photos under one name may be on the wall, and that is no series; "
            "inbeeld consent matrix says why.\n",
            person, least_in_series);
        ++refused;
    }
    if (made == 0 && refused == 0) {
        throw catalogue::CannotWork(
            "No maker has two photos for the wall on this day; inbeeld consent matrix says why.");
    }
    if (made == 0) return catalogue::Outcome::CouldNotWork;
    return refused > 0 ? catalogue::Outcome::PartlyRefused : catalogue::Outcome::Done;
}

}  // namespace

void add_series_poster_command(CLI::App& app, catalogue::Invocation& invocation) {
    auto order = std::make_shared<SeriesOrder>();  // owned by the options and the callback
    CLI::App* command = app.add_subcommand(
        "series-poster", "Make posters with a series of one maker, 2 to 12 photos (A2, PDF for the printer)");
    command->add_option("--person", order->persons, "Whose series")->type_name("ID");
    command->add_flag("--all", order->all, "A series of every maker with two photos for the wall or more");
    command->add_option("--photo", order->photos, "Only these photos, in this order")->type_name("ID");
    command->add_option("--size", order->size,
                        "Size of the sheet, as the template names it: a3, 50x70, a1; else A2");
    command->add_option("--design", order->design, "Another design than the usual");
    command->add_option("-o,--output", order->folder, "Folder for the posters")->required();
    command->add_option("--preview", order->previews, "Folder for previews (PNG)");
    add_press_options(*command, order->press);
    command->callback([order, command, &invocation] {
        if (!order->all && order->persons.empty()) {
            throw CLI::ValidationError(command->get_name(), "name makers with --person, or all with --all");
        }
        invocation.outcome = make_all(*order, invocation);
    });
}

}  // namespace render
