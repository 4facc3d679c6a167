#include "catalogue/catalogue.hpp"
#include "ingest/card_commands.hpp"
#include "ingest/ingest.hpp"
#include "ingest/ingest_command.hpp"
#include "ingest/renditions.hpp"
#include "ingest/report.hpp"
#include "ingest/scrub.hpp"
#include "ingest/set_aside_command.hpp"
#include "ingest/tags.hpp"
#include "ingest/verify_command.hpp"
#include "ingest/version.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

namespace ingest {

namespace {

using catalogue::Catalogue;
using catalogue::Invocation;
using catalogue::Outcome;

void complain(const std::string& sentence) {
    fmt::print(stderr, "inbeeld: {}\n", sentence);
}

// --- scrub ---

struct ScrubChoices {
    std::vector<std::string> files;
    std::string into;
    bool json = false;
};

void run_scrub(const ScrubChoices& choices, Invocation& invocation) {
    const std::vector<Scrubbed> results = scrub(choices.files, choices.into);
    say(results, choices.json ? Form::Json : Form::Lines);
    const bool all_clean = std::all_of(results.begin(), results.end(), [](const Scrubbed& result) {
        return result.outcome == Scrubbed::Outcome::Clean;
    });
    invocation.outcome = all_clean ? Outcome::Done : Outcome::PartlyRefused;
}

void add_scrub(CLI::App& app, Invocation& invocation) {
    const auto choices = std::make_shared<ScrubChoices>();  // shared by the parser and the callback it keeps
    CLI::App* command = app.add_subcommand(
        "scrub",
        "Writes copies of pictures without anything but the picture: no place, no names, no numbers");
    command->add_option("FILE", choices->files, "Pictures")->required();
    command->add_option("-o,--output", choices->into, "Folder for the copies")->required();
    command->add_flag("--json", choices->json, "Tell what became of each file as JSON");
    command->callback([choices, &invocation] { run_scrub(*choices, invocation); });
}

// --- versions, tags, renditions ---

struct VersionChoices {
    std::string photo;
    std::string version;
    std::string file;
};

void add_version(CLI::App& app, Invocation& invocation) {
    const auto choices = std::make_shared<VersionChoices>();
    CLI::App* command =
        app.get_subcommand("version")->add_subcommand("add", "Takes in the picture of a version");
    command->add_option("PHOTO", choices->photo, "The photo, such as p01")->required();
    command->add_option("VERSION", choices->version, "Its version, such as v2")->required();
    command->add_option("FILE", choices->file, "The picture")->required();
    command->callback([choices, &invocation] {
        Catalogue catalogue = open_for_writing(invocation);
        add_version_picture(catalogue, {{choices->photo}, {choices->version}}, choices->file,
                            invocation.today());
        fmt::print("{} {}: in.\n", choices->photo, choices->version);
    });
}

/// Says on standard error what was refused, and sets the outcome.
void refuse(const std::vector<std::string>& sentences, Invocation& invocation) {
    for (const std::string& sentence : sentences) complain(sentence);
    if (!sentences.empty()) invocation.outcome = Outcome::PartlyRefused;
}

void add_tags(CLI::App& app, Invocation& invocation) {
    CLI::App* tags = app.add_subcommand("tags", "The consent state written into the masters");
    tags->require_subcommand(1);
    tags->add_subcommand("refresh", "Writes it into every master that says otherwise")
        ->callback([&invocation] {
            const Catalogue catalogue = open_for_writing(invocation);
            const TagsReport report = refresh_tags(catalogue, invocation.today());
            fmt::print("Tags: {} masters written, {} unchanged.\n", report.rewritten, report.unchanged);
            refuse(report.refused, invocation);
        });
}

void add_renditions(CLI::App& app, Invocation& invocation) {
    app.add_subcommand("renditions", "Makes the screen sizes that are missing")->callback([&invocation] {
        const Catalogue catalogue = open_for_writing(invocation);
        const RenditionsReport report = make_missing_renditions(catalogue);
        fmt::print("Renditions: made for {} pictures.\n", report.made);
        refuse(report.refused, invocation);
    });
}

}  // namespace

void add_commands(CLI::App& app, Invocation& invocation) {
    add_scrub(app, invocation);
    add_ingest(app, invocation);
    add_card_commands(app, invocation);
    add_set_aside(app, invocation);
    add_version(app, invocation);
    add_tags(app, invocation);
    add_renditions(app, invocation);
    add_verify(app, invocation);
}

}  // namespace ingest
