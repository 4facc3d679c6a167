#include "ingest/card_commands.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/card.hpp"
#include "ingest/card_preparation.hpp"
#include "ingest/card_wipe.hpp"
#include "ingest/intake.hpp"
#include "ingest/look_only.hpp"
#include "ingest/progress_line.hpp"
#include "ingest/which_card.hpp"

#include <cstdio>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

namespace ingest {

namespace {

using catalogue::Access;
using catalogue::Catalogue;
using catalogue::Invocation;
using catalogue::Outcome;

// --- prepare ---

struct PrepareChoices {
    std::string folder;
    std::string label;
    std::string camera;
    std::string person;
    std::string from;
    bool again = false;
};

Preparation preparation_of(const PrepareChoices& said, const Invocation& invocation) {
    Preparation preparation;
    preparation.folder = said.folder;
    preparation.label = said.label;
    preparation.again = said.again;
    preparation.moment = invocation.moment();
    if (!said.camera.empty()) preparation.camera = catalogue::CameraId{said.camera};
    if (said.person.empty()) return preparation;
    preparation.loan.emplace();
    preparation.loan->person.value = said.person;
    preparation.loan->from = said.from.empty() ? to_string(invocation.today()) : said.from;
    return preparation;
}

void run_prepare(const PrepareChoices& said, const Invocation& invocation) {
    Catalogue catalogue = Catalogue::open(invocation.library, Access::WriteInTurn);
    const Preparation preparation = preparation_of(said, invocation);
    const PreparedCard prepared = prepare_card(catalogue, preparation);
    fmt::print("{} is card {} now; its number is in INBEELD/KAART.txt.\n", said.folder,
               prepared.card.card.value);
    if (prepared.other_one) {
        fmt::print("  Another card was prepared as {} on {}; it keeps its number.\n",
                   prepared.card.card.value, prepared.other_one->prepared_at);
    }
    for (const catalogue::Loan& ended : prepared.ended)
        fmt::print("  The loan to {} ends on {}.\n", ended.person.value, ended.until);
    if (preparation.loan) {
        fmt::print("  Lent to {} from {}.\n", preparation.loan->person.value, preparation.loan->from);
    }
    if (prepared.earlier_files == 0) return;
    fmt::print(
        "  {} of a previous owner on it: never to come in, never looked at. Wipe the card before it goes "
        "out: inbeeld card wipe {}\n",
        prepared.earlier_files == 1 ? "1 picture" : fmt::format("{} pictures", prepared.earlier_files),
        said.folder);
}

void add_prepare(CLI::App& card, Invocation& invocation) {
    const auto said = std::make_shared<PrepareChoices>();  // shared by the parser and the callback it keeps
    CLI::App* command =
        card.add_subcommand("prepare", "Makes a card ready: gives it a number that tells nothing");
    command->add_option("PATH", said->folder, "The mounted card")->required();
    command->add_option("--card", said->label, "What is written on it, such as kaart-15")->required();
    command->add_option("--camera", said->camera, "Id of the camera that it goes into");
    CLI::Option* person = command->add_option("--person", said->person, "Id of the person who borrows it");
    command->add_option("--from", said->from, "First day of the loan (today, if not given)")->needs(person);
    command->add_flag("--again", said->again,
                      "It is a card of the course already, or replaces one, and gets a new number");
    command->callback([said, &invocation] { run_prepare(*said, invocation); });
}

// --- wipe ---

struct WipeChoices {
    std::string folder;
    bool with_left = false;
};

void run_wipe(const WipeChoices& said, Invocation& invocation) {
    const Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadOnly);
    const CardContents contents = look_through_card(said.folder);
    const WhichCard card = identify_card(catalogue, contents, "");
    ProgressLine progress;
    const CardReport report =
        look_only(catalogue, contents, card, {Look::BeforeWiping, progress.begin(contents)});
    progress.clear();
    const std::string why_not = why_not_to_wipe(report, said.with_left ? LeftFiles::Go : LeftFiles::Stay);
    if (!why_not.empty()) throw catalogue::CannotWork{why_not};
    const Wiped wiped = wipe(report);
    fmt::print("{}: {} files ({:.1f} MB) overwritten and removed.\n", said.folder, wiped.files,
               static_cast<double>(wiped.bytes) / 1e6);
    for (const std::string& sentence : wiped.refused) fmt::print(stderr, "inbeeld: {}\n", sentence);
    if (!wiped.refused.empty()) invocation.outcome = Outcome::PartlyRefused;
}

void add_wipe(CLI::App& card, Invocation& invocation) {
    const auto said = std::make_shared<WipeChoices>();
    CLI::App* command = card.add_subcommand(
        "wipe", "Overwrites and removes the files of a card, if every photo on it is in and reads back");
    command->add_option("PATH", said->folder, "The mounted card")->required();
    command->add_flag("--with-left", said->with_left,
                      "RAW, movies, sound and unknown files too, which are nowhere else");
    command->callback([said, &invocation] { run_wipe(*said, invocation); });
}

}  // namespace

void add_card_commands(CLI::App& app, Invocation& invocation) {
    CLI::App* card = app.add_subcommand("card", "Memory cards: making them ready, and wiping them");
    card->require_subcommand(1);
    add_prepare(*card, invocation);
    add_wipe(*card, invocation);
}

}  // namespace ingest
