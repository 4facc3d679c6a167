#include "catalogue/catalogue.hpp"
#include "ingest/card.hpp"
#include "ingest/ingest.hpp"
#include "ingest/intake.hpp"
#include "ingest/masters.hpp"
#include "ingest/renditions.hpp"
#include "ingest/report.hpp"
#include "ingest/scrub.hpp"
#include "ingest/tags.hpp"
#include "ingest/verify_command.hpp"
#include "ingest/version.hpp"
#include "ingest/which_card.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

namespace ingest {

namespace {

using catalogue::Access;
using catalogue::Catalogue;
using catalogue::Invocation;
using catalogue::Outcome;

void complain(const std::string& sentence) {
    fmt::print(stderr, "inbeeld: {}\n", sentence);
}

/// Opens the library for long work, in which others come in between, and clears away what an interrupted run
/// left.
Catalogue open_for_writing(const Invocation& invocation) {
    Catalogue catalogue = Catalogue::open(invocation.library, Access::WriteInTurn);
    const catalogue::Turn turn = catalogue.take_turn();
    clear_unfinished(catalogue.unfinished_folder());
    return catalogue;
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

// --- ingest ---

struct IngestChoices {
    std::vector<std::string> cards;
    std::string label;
    bool json = false;
};

catalogue::IngestBatch batch_of(const CardReport& report, const Invocation& invocation) {
    using Became = FileReport::Outcome;
    return {report.card.id,
            invocation.moment(),
            report.count(Became::Bound),
            report.count(Became::New),
            report.count(Became::Duplicate),
            report.count(Became::Quarantined) + report.count(Became::Unreadable),
            static_cast<int>(report.left.size())};
}

bool every_master_is_there(const Catalogue& catalogue, catalogue::Day today) {
    const auto pictures = catalogue.master_tags(today);
    return std::all_of(pictures.begin(), pictures.end(), [](const auto& picture) {
        std::error_code ignored;
        return std::filesystem::exists(picture.first.master, ignored);
    });
}

/// Everything that was asked for, with what could not be done.
struct IngestRun {
    std::vector<CardReport> cards;
    std::vector<std::string> refused;  // one sentence for each path that is not a card, and the like
};

void read_one(Catalogue& catalogue, const std::string& path, const IngestChoices& choices, IngestRun& run) {
    try {
        const CardContents contents = look_through_card(path);
        const WhichCard card = identify_card(catalogue, contents, choices.label);
        run.cards.push_back(take_in(catalogue, contents, card));
    } catch (const NotACard& error) {
        run.refused.emplace_back(error.what());
    }
}

/// After the pictures are safe: what can always be done again. A disk that is full now stops nothing but
/// this.
void finish(Catalogue& catalogue, const Invocation& invocation, IngestRun& run) {
    for (const CardReport& report : run.cards) catalogue.record(batch_of(report, invocation));
    TagsReport tags = refresh_tags(catalogue, invocation.today(), Refresh::Untagged);
    RenditionsReport renditions = make_missing_renditions(catalogue, invocation.today());
    for (auto* sentences : {&tags.refused, &renditions.refused}) {
        run.refused.insert(run.refused.end(), sentences->begin(), sentences->end());
    }
    const bool whole = every_master_is_there(catalogue, invocation.today());
    for (CardReport& report : run.cards) report.library_is_whole = whole;
}

IngestRun read_cards(const IngestChoices& choices, const Invocation& invocation) {
    Catalogue catalogue = open_for_writing(invocation);
    IngestRun run;
    for (const std::string& path : choices.cards) {
        read_one(catalogue, path, choices, run);
        if (!run.cards.empty() && !run.cards.back().stopped.empty()) return run;
    }
    try {
        finish(catalogue, invocation, run);
    } catch (const catalogue::CannotWork& error) {
        run.refused.emplace_back(error.what());
        for (CardReport& report : run.cards) report.library_is_whole = false;
    }
    return run;
}

bool something_refused(const IngestRun& run) {
    using Became = FileReport::Outcome;
    return !run.refused.empty() ||
           std::any_of(run.cards.begin(), run.cards.end(), [](const CardReport& card) {
               return card.count(Became::Quarantined) + card.count(Became::Unreadable) > 0 ||
                      !card.unreadable_folders.empty();
           });
}

void run_ingest(const IngestChoices& choices, Invocation& invocation) {
    if (!choices.label.empty() && choices.cards.size() > 1) {
        throw CLI::ValidationError("--card", "a label is for one card; name one folder with it");
    }
    const IngestRun run = read_cards(choices, invocation);
    say(run.cards, choices.json ? Form::Json : Form::Lines);
    for (const std::string& sentence : run.refused) complain(sentence);
    const auto stopped = std::find_if(run.cards.begin(), run.cards.end(),
                                      [](const CardReport& card) { return !card.stopped.empty(); });
    if (stopped != run.cards.end()) {
        complain(stopped->stopped);
        invocation.outcome = Outcome::CouldNotWork;
    } else if (run.cards.empty()) {
        invocation.outcome = Outcome::CouldNotWork;
    } else if (something_refused(run)) {
        invocation.outcome = Outcome::PartlyRefused;
    }
}

void add_ingest(CLI::App& app, Invocation& invocation) {
    const auto choices = std::make_shared<IngestChoices>();
    CLI::App* command = app.add_subcommand(
        "ingest", "Takes in the photos of memory cards, without place and names; what is in stays in");
    command->add_option("PATH", choices->cards, "Mounted cards, or folders with a DCIM folder")->required();
    command->add_option("--card", choices->label, "Label of the card, if it does not say so itself");
    command->add_flag("--json", choices->json, "Tell what became of each file as JSON");
    command->callback([choices, &invocation] { run_ingest(*choices, invocation); });
}

// --- versions, tags, renditions ---

struct VersionChoices {
    std::string photo;
    std::string version;
    std::string file;
};

void add_version(CLI::App& app, Invocation& invocation) {
    const auto choices = std::make_shared<VersionChoices>();
    CLI::App* versions = app.add_subcommand("version", "Other versions of a photo: cropped, retouched");
    versions->require_subcommand(1);
    CLI::App* command = versions->add_subcommand("add", "Takes in the picture of a version");
    command->add_option("PHOTO", choices->photo, "The photo, such as p01")->required();
    command->add_option("VERSION", choices->version, "Its version, such as v2")->required();
    command->add_option("FILE", choices->file, "The picture")->required();
    command->callback([choices, &invocation] {
        Catalogue catalogue = open_for_writing(invocation);
        add_version_picture(catalogue, {{choices->photo}, {choices->version}}, choices->file);
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
            const TagsReport report = refresh_tags(catalogue, invocation.today(), Refresh::All);
            fmt::print("Tags: {} masters written, {} unchanged.\n", report.rewritten, report.unchanged);
            refuse(report.refused, invocation);
        });
}

void add_renditions(CLI::App& app, Invocation& invocation) {
    app.add_subcommand("renditions", "Makes the screen sizes that are missing")->callback([&invocation] {
        const Catalogue catalogue = open_for_writing(invocation);
        const RenditionsReport report = make_missing_renditions(catalogue, invocation.today());
        fmt::print("Renditions: made for {} pictures.\n", report.made);
        refuse(report.refused, invocation);
    });
}

}  // namespace

void add_commands(CLI::App& app, Invocation& invocation) {
    add_scrub(app, invocation);
    add_ingest(app, invocation);
    add_version(app, invocation);
    add_tags(app, invocation);
    add_renditions(app, invocation);
    add_verify(app, invocation);
}

}  // namespace ingest
