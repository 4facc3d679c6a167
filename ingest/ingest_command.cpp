#include "ingest/ingest_command.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/card_reading.hpp"
#include "ingest/masters.hpp"
#include "ingest/progress_line.hpp"
#include "ingest/report.hpp"
#include "ingest/watch.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <future>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

namespace ingest {

namespace {

using catalogue::Access;
using catalogue::Catalogue;
using catalogue::Invocation;
using catalogue::Outcome;

struct IngestChoices {
    std::vector<std::string> cards;
    std::string label;
    std::string watched;  // folder; empty: wherever something is mounted
    bool watch = false;
    bool dry_run = false;
    bool no_renditions = false;
    bool json = false;
    bool totals = false;

    Renditions renditions() const { return no_renditions ? Renditions::Later : Renditions::Now; }
    Form form() const {
        if (totals) return Form::Totals;
        return json ? Form::Json : Form::Lines;
    }
    ProgressLine::For told_to() const {
        return totals ? ProgressLine::For::Program : ProgressLine::For::People;
    }
};

void complain(const std::string& sentence) {
    fmt::print(stderr, "inbeeld: {}\n", sentence);
}

// --- cards that are named ---

IngestRun read_cards(const IngestChoices& choices, const Invocation& invocation) {
    Catalogue catalogue = open_for_writing(invocation);
    IngestRun run;
    run.renditions = choices.renditions();
    {
        ProgressLine progress{choices.told_to()};
        for (const std::string& path : choices.cards) {
            read_card(catalogue, {path, choices.label, invocation.moment()}, progress, run);
            if (!run.stopped().empty()) break;
        }
    }
    finish(catalogue, invocation, run);
    return run;
}

IngestRun look_at_cards(const IngestChoices& choices, const Invocation& invocation) {
    const Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadOnly);
    IngestRun run;
    ProgressLine progress;
    for (const std::string& path : choices.cards)
        look_at_card(catalogue, {path, choices.label, invocation.moment()}, progress, run);
    return run;
}

Outcome say_run(const IngestRun& run, Form form) {
    say(run.cards, form);
    for (const std::string& sentence : run.refused) complain(sentence);
    const std::string stopped = run.stopped();
    if (!stopped.empty()) complain(stopped);
    if (!stopped.empty() || run.cards.empty()) return Outcome::CouldNotWork;
    return run.something_refused() ? Outcome::PartlyRefused : Outcome::Done;
}

// --- cards as they come ---

/// Reads every card in a thread of its own, through a Catalogue of its own: the library's writing lock, taken
/// in turn for each group of photos, keeps them apart as it does programs.
class Watching {
 public:
    Watching(const IngestChoices& choices, Invocation& invocation)
        : choices_(choices), invocation_(invocation) {}

    void run() {
        open_for_writing(invocation_);  // a library that is not there is told before anybody waits
        const StopSignals stop;         // before any thread begins, so that none of them is interrupted
        CardsComing coming{choices_.watched};
        complain("waiting for cards; stop with Ctrl-C.");
        for (auto cards = coming.wait(stop.descriptor()); !cards.empty();
             cards = coming.wait(stop.descriptor())) {
            begin(cards);
        }
        progress_.stop();
        for (std::future<void>& reading : reading_) reading.get();
    }

 private:
    void begin(const std::vector<std::filesystem::path>& cards) {
        reading_.remove_if([](const std::future<void>& reading) {
            return reading.wait_for(std::chrono::seconds{0}) == std::future_status::ready;
        });
        for (const auto& card : cards)
            reading_.push_back(std::async(std::launch::async, [this, card] { read(card); }));
    }

    void read(const std::filesystem::path& card) {
        IngestRun run;
        run.renditions = choices_.renditions();
        try {
            Catalogue catalogue = open_for_writing(invocation_);
            read_card(catalogue, {card, "", invocation_.moment()}, progress_, run);
            finish(catalogue, invocation_, run);
        } catch (const std::exception& error) {
            run.refused.emplace_back(error.what());
        }
        const std::lock_guard held{mutex_};
        progress_.clear();
        // Stopped as asked: the rest comes in at the next run.
        if (say_run(run, choices_.form()) != Outcome::Done) invocation_.outcome = Outcome::PartlyRefused;
        std::fflush(stdout);
    }

    const IngestChoices& choices_;
    Invocation& invocation_;
    ProgressLine progress_;
    std::mutex mutex_;  // one card is told at a time
    std::list<std::future<void>> reading_;
};

// --- the command ---

void run_ingest(const IngestChoices& choices, Invocation& invocation) {
    if (choices.watch) {
        if (!choices.cards.empty() || choices.dry_run || !choices.label.empty())
            throw CLI::ValidationError("--watch",
                                       "cards are taken as they come; leave out the other choices");
        Watching{choices, invocation}.run();
        return;
    }
    if (choices.cards.empty()) throw CLI::RequiredError("PATH");
    if (!choices.label.empty() && choices.cards.size() > 1) {
        throw CLI::ValidationError("--card", "a label is for one card; name one folder with it");
    }
    const IngestRun run =
        choices.dry_run ? look_at_cards(choices, invocation) : read_cards(choices, invocation);
    invocation.outcome = std::max(invocation.outcome, say_run(run, choices.form()));
}

}  // namespace

Catalogue open_for_writing(const Invocation& invocation) {
    Catalogue catalogue = Catalogue::open(invocation.library, Access::WriteInTurn);
    const catalogue::Turn turn = catalogue.take_turn();
    clear_unfinished(catalogue.unfinished_folder());
    return catalogue;
}

void add_ingest(CLI::App& app, Invocation& invocation) {
    const auto choices = std::make_shared<IngestChoices>();  // shared by the parser and the callback it keeps
    CLI::App* command = app.add_subcommand(
        "ingest", "Takes in the photos of memory cards, without place and names; what is in stays in");
    command->add_option("PATH", choices->cards, "Mounted cards, or folders with a DCIM folder");
    command->add_option("--card", choices->label, "Label of the card, if it does not say so itself");
    command->add_flag("--dry-run", choices->dry_run, "Only tells what would come in");
    CLI::Option* watch = command
                             ->add_option("--watch", choices->watched,
                                          "Waits for cards and takes them in as they come: anywhere, or in "
                                          "this folder")
                             ->expected(0, 1);
    command->add_flag("--no-renditions", choices->no_renditions,
                      "Make no screen sizes now; `inbeeld renditions` does it later");
    command->add_flag("--json", choices->json, "Tell what became of each file as JSON");
    command->add_flag("--totals", choices->totals,
                      "Tell in lines of JSON how far it is and what came in, without naming photos");
    command->callback([choices, watch, &invocation] {
        choices->watch = watch->count() > 0;
        run_ingest(*choices, invocation);
    });
}

}  // namespace ingest
