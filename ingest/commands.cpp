#include "catalogue/catalogue.hpp"
#include "ingest/ingest.hpp"
#include "ingest/report.hpp"
#include "ingest/scrub.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace ingest {

namespace {

using catalogue::Invocation;
using catalogue::Outcome;

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

}  // namespace

void add_commands(CLI::App& app, Invocation& invocation) {
    add_scrub(app, invocation);
}

}  // namespace ingest
