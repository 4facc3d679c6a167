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
#include "render/poster.hpp"
#include "render/preview.hpp"
#include "render/proof.hpp"
#include "render/register_paper.hpp"
#include "render/report_paper.hpp"
#include "render/series_poster.hpp"
#include "render/start_cards.hpp"
#include "render/template_file.hpp"
#include "render/template_showing.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
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
    std::string size;
    std::filesystem::path previews;
};

/// A kind of template by the name of its file, or by that and a design: booklet.toml, booklet-warm.toml.
struct Kind {
    std::string_view name;
    void (*read)(const std::filesystem::path& file);
    Showing show;
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

/// consent-form.toml is how it looks; consent-form.nl.toml what it says in a language.
void read_consent_form(const std::filesystem::path& file) {
    const std::string language = file.stem().extension().string();
    read_consent_form_template(file.parent_path(), language.empty() ? "nl" : language.substr(1));
}

constexpr Kind kinds[] = {
    {"booklet", read_with_fonts<read_booklet_template>, show_booklet},
    {"consent-form", read_consent_form, show_consent_form},
    {"contact-sheet", only_read<read_contact_sheet_template>, show_contact_sheet},
    {"flyer", read_with_fonts<read_flyer_template>, show_flyer},
    {"invitation", only_read<read_invitation_template>, show_invitation},
    {"labels", read_with_fonts<read_label_template>, show_labels},
    {"measurement-form", only_read<read_measurement_form_template>, show_measurement_form},
    {"opening-poster", read_with_fonts<read_opening_template>, show_opening},
    {"poster", read_with_fonts<read_poster_template>, show_poster},
    {"proof", only_read<read_proof_template>, show_proof},
    {"register", only_read<read_register_template>, show_register},
    {"report", only_read<read_report_template>, show_report},
    {"series-poster", read_with_fonts<read_series_template>, show_series},
    {"start-cards", only_read<read_start_card_template>, show_start_cards},
    {"window-poster", read_with_fonts<read_poster_template>, show_window_poster}};

const Kind* kind_of(const std::filesystem::path& file) {
    const std::string stem = file.stem().string();
    for (const Kind& kind : kinds) {
        if (stem == kind.name || stem.starts_with(fmt::format("{}-", kind.name)) ||
            stem.starts_with(fmt::format("{}.", kind.name))) {
            return &kind;
        }
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
    const bool named_by_file = std::filesystem::path(order.name).extension() == ".toml";
    const auto file =
        named_by_file ? std::filesystem::path(order.name) : templates_folder() / (order.name + ".toml");
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
    const auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);
    const ShownCourse shown{catalogue, invocation.today(), order.size};
    paint_previews(kind.show(file, shown), order.previews, file.stem().string());
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
    showing
        ->add_option("NAME", shown->name,
                     "booklet, booklet-warm, poster …, or a file of your own: poster-mine.toml")
        ->required();
    showing->add_option("--preview", shown->previews, "Folder for pages of the library's course in it (PNG)");
    showing->add_option("--size", shown->size, "Sheet to show it on, as the template names it: a2, 50x70");
    showing->callback([shown, &invocation] { show(*shown, invocation); });
}

}  // namespace render
