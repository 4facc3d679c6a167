#include "catalogue/catalogue.hpp"
#include "render/announcement.hpp"
#include "render/booklet.hpp"
#include "render/booklet_template.hpp"
#include "render/commands.hpp"
#include "render/consent_form.hpp"
#include "render/contact_sheet.hpp"
#include "render/invitation.hpp"
#include "render/label.hpp"
#include "render/measurement_form.hpp"
#include "render/page.hpp"
#include "render/poster.hpp"
#include "render/preview.hpp"
#include "render/proof.hpp"
#include "render/register_paper.hpp"
#include "render/report_paper.hpp"
#include "render/series_poster.hpp"
#include "render/start_cards.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

struct CheckOrder {
    std::vector<std::filesystem::path> files;
};

struct ShowOrder {
    std::string name;
    std::filesystem::path previews;
};

/// What a design makes of the library's course.
using Showing = Publication (*)(const std::filesystem::path& file, const catalogue::Catalogue& catalogue,
                                catalogue::Day today);

/// A kind of template by the name of its file, or by that and a design: booklet.toml, booklet-warm.toml.
struct Kind {
    std::string_view name;
    void (*read)(const std::filesystem::path& file);
    Showing show = nullptr;  // none: the paper's own command has --preview
};

/// Reads the file in full and asks for its fonts.
template <auto read_template>
void read_with_fonts(const std::filesystem::path& file) {
    const Typesetter typesetter(read_template(file).fonts);
}

template <auto read_template>
void only_read(const std::filesystem::path& file) {
    read_template(file);
}

void read_consent_form(const std::filesystem::path& file) {
    read_consent_form_template(file.parent_path(), "nl");
}

Publication show_booklet(const std::filesystem::path& file, const catalogue::Catalogue& catalogue,
                         catalogue::Day today) {
    constexpr auto channel = catalogue::Channel::BookletPrint;
    const BookletTemplate look = read_booklet_template(file);
    const Typesetter typesetter(look.fonts);
    return lay_out_booklet<channel>(look, typesetter, catalogue.course(), catalogue.chapters<channel>(today));
}

/// The first photo that is cleared for this. Throws CannotWork when there is none.
template <catalogue::Channel channel>
catalogue::Cleared<channel> first_cleared(const catalogue::Catalogue& catalogue, catalogue::Day today) {
    auto cleared = catalogue.cleared<channel>(today);
    if (cleared.empty()) {
        throw catalogue::CannotWork(
            "No photo is cleared for this paper on this day, so there is none to show.");
    }
    return std::move(cleared.front());
}

template <catalogue::Channel channel>
Publication show_poster(const std::filesystem::path& file, const catalogue::Catalogue& catalogue,
                        catalogue::Day today) {
    const PosterTemplate look = read_poster_template(file);
    const Typesetter typesetter(look.fonts);
    return lay_out_poster({look, typesetter, catalogue.course()}, first_cleared<channel>(catalogue, today));
}

Publication show_series(const std::filesystem::path& file, const catalogue::Catalogue& catalogue,
                        catalogue::Day today) {
    const SeriesTemplate look = read_series_template(file);
    const Typesetter typesetter(look.fonts);
    const catalogue::Course course = catalogue.course();
    for (auto& chapter : catalogue.chapters<catalogue::Channel::ExhibitionPrint>(today)) {
        if (chapter.photos.size() < least_in_series || chapter.photos.size() > most_in_series) continue;
        return lay_out_series({look, typesetter, course}, chapter);
    }
    throw catalogue::CannotWork("No maker has a series for the wall on this day, so there is none to show.");
}

Publication show_labels(const std::filesystem::path& file, const catalogue::Catalogue& catalogue,
                        catalogue::Day today) {
    const LabelTemplate look = read_label_template(file);
    const Typesetter typesetter(look.fonts);
    const catalogue::Course course = catalogue.course();
    const auto photo = first_cleared<catalogue::Channel::ExhibitionPrint>(catalogue, today);
    Publication label;
    label.pages = {lay_out_label({look, typesetter, course}, photo, {})};
    label.fonts = typesetter.fonts();
    return label;
}

Publication show_opening(const std::filesystem::path& file, const catalogue::Catalogue& catalogue,
                         catalogue::Day today) {
    const AnnouncementTemplate look = read_opening_template(file);
    const Typesetter typesetter(look.fonts);
    auto photos = catalogue.cleared<catalogue::Channel::ExhibitionPrint>(today);
    while (photos.size() > 1) photos.pop_back();
    return lay_out_announcement({look, typesetter}, opening_of(look, catalogue.course()), photos);
}

Publication show_flyer(const std::filesystem::path& file, const catalogue::Catalogue& catalogue,
                       catalogue::Day today) {
    const AnnouncementTemplate look = read_flyer_template(file);
    const Typesetter typesetter(look.fonts);
    auto photos = catalogue.cleared<catalogue::Channel::Recruit>(today);
    while (photos.size() > 1) photos.pop_back();
    return lay_out_announcement({look, typesetter}, flyer_of(look, catalogue.course()), photos);
}

constexpr Kind kinds[] = {
    {"booklet", read_with_fonts<read_booklet_template>, show_booklet},
    {"consent-form", read_consent_form},
    {"contact-sheet", only_read<read_contact_sheet_template>},
    {"flyer", read_with_fonts<read_flyer_template>, show_flyer},
    {"invitation", only_read<read_invitation_template>},
    {"labels", read_with_fonts<read_label_template>, show_labels},
    {"measurement-form", only_read<read_measurement_form_template>},
    {"opening-poster", read_with_fonts<read_opening_template>, show_opening},
    {"poster", read_with_fonts<read_poster_template>, show_poster<catalogue::Channel::ExhibitionPrint>},
    {"proof", only_read<read_proof_template>},
    {"register", only_read<read_register_template>},
    {"report", only_read<read_report_template>},
    {"series-poster", read_with_fonts<read_series_template>, show_series},
    {"start-cards", only_read<read_start_card_template>},
    {"window-poster", read_with_fonts<read_poster_template>, show_poster<catalogue::Channel::WindowPrint>}};

const Kind* kind_of(const std::filesystem::path& file) {
    const std::string stem = file.stem().string();
    for (const Kind& kind : kinds) {
        if (stem == kind.name || stem.starts_with(fmt::format("{}-", kind.name))) return &kind;
    }
    return nullptr;
}

std::vector<std::filesystem::path> all_templates() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(templates_folder())) {
        if (entry.path().extension() == ".toml" && kind_of(entry.path())) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// Throws CannotWork, saying what is wrong and where.
void check_one(const std::filesystem::path& file) {
    const Kind* kind = kind_of(file);
    if (!kind) {
        std::vector<std::string_view> names;
        for (const Kind& one : kinds) names.push_back(one.name);
        throw catalogue::CannotWork(
            fmt::format("{}: a template is called one of {}, or that and a design: booklet-warm.toml.",
                        file.string(), fmt::join(names, ", ")));
    }
    kind->read(file);
}

catalogue::Outcome check(const CheckOrder& order) {
    bool all_sound = true;
    for (const auto& file : order.files.empty() ? all_templates() : order.files) {
        try {
            check_one(file);
            fmt::print("{}: sound\n", file.string());
        } catch (const catalogue::CannotWork& mistake) {
            fmt::print(stderr, "inbeeld: {}\n", mistake.what());
            all_sound = false;
        }
    }
    return all_sound ? catalogue::Outcome::Done : catalogue::Outcome::PartlyRefused;
}

void show(const ShowOrder& order, const catalogue::Invocation& invocation) {
    const auto file = templates_folder() / (order.name + ".toml");
    if (!std::filesystem::is_regular_file(file) || !kind_of(file)) {
        std::string names;
        for (const auto& one : all_templates()) names += (names.empty() ? "" : ", ") + one.stem().string();
        throw catalogue::CannotWork("There is no template \"" + order.name + "\": choose from " + names +
                                    ".");
    }
    check_one(file);
    fmt::print("{}\n", file.string());
    if (order.previews.empty()) return;
    const Kind& kind = *kind_of(file);
    if (!kind.show) {
        throw catalogue::CannotWork(
            "This paper is not previewed so: it has --preview with its own command, where it asks whose it "
            "is.");
    }
    const auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);
    paint_previews(kind.show(file, catalogue, invocation.today()), order.previews, order.name);
}

}  // namespace

void add_template_command(CLI::App& app, catalogue::Invocation& invocation) {
    CLI::App* command = app.add_subcommand("template", "Check or look at the templates of paper");
    command->require_subcommand(1);

    auto checked = std::make_shared<CheckOrder>();  // owned by the options and the callback
    CLI::App* checking =
        command->add_subcommand("check", "Say what is wrong in templates, with file, line and key");
    checking->add_option("FILES", checked->files, "Templates; without any, all that come with the program");
    checking->callback([checked, &invocation] { invocation.outcome = check(*checked); });

    auto shown = std::make_shared<ShowOrder>();  // owned by the options and the callback
    CLI::App* showing = command->add_subcommand("show", "Say where a template lies, and paint what it makes");
    showing->add_option("NAME", shown->name, "booklet, booklet-warm, poster, poster-warm …")->required();
    showing->add_option("--preview", shown->previews, "Folder for pages of the library's course in it (PNG)");
    showing->callback([shown, &invocation] { show(*shown, invocation); });
}

}  // namespace render
