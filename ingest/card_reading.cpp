#include "ingest/card_reading.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/card.hpp"
#include "ingest/intake.hpp"
#include "ingest/look_only.hpp"
#include "ingest/manifest.hpp"
#include "ingest/progress_line.hpp"
#include "ingest/renditions.hpp"
#include "ingest/which_card.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>

namespace ingest {

namespace {

using catalogue::Catalogue;
using catalogue::Invocation;
using Became = FileReport::Outcome;

catalogue::IngestBatch batch_of(const CardReport& report, const std::string& read_at) {
    return {report.card.id,
            read_at,
            report.count(Became::Bound),
            report.count(Became::New) + report.count(Became::SetAside),
            report.count(Became::Duplicate),
            report.count(Became::Quarantined) + report.count(Became::Unreadable) +
                report.count(Became::EarlierOwner),
            static_cast<int>(report.left.size())};
}

bool every_master_is_there(const Catalogue& catalogue) {
    const auto holdings = catalogue.holdings();
    return std::all_of(holdings.begin(), holdings.end(), [](const catalogue::Holding& holding) {
        std::error_code error;
        return std::filesystem::file_size(holding.picture.master, error) > 0 && !error;
    });
}

void make_the_rest(Catalogue& catalogue, const Invocation& invocation, IngestRun& run) {
    for (const CardReport& report : run.cards) {
        const catalogue::Turn turn = catalogue.take_turn();
        catalogue.record(batch_of(report, invocation.moment()));
    }
    if (run.renditions == Renditions::Now) {
        const RenditionsReport made = make_missing_renditions(catalogue);
        run.refused.insert(run.refused.end(), made.refused.begin(), made.refused.end());
    }
    const bool whole = every_master_is_there(catalogue);
    for (CardReport& report : run.cards) report.library_is_whole = whole;
}

}  // namespace

bool IngestRun::something_refused() const {
    return !refused.empty() || std::any_of(cards.begin(), cards.end(), [](const CardReport& card) {
        return card.count(Became::Quarantined) + card.count(Became::Unreadable) > 0 ||
               !card.unreadable_folders.empty() || card.was_taken_out;
    });
}

std::string IngestRun::stopped() const {
    const auto found = std::find_if(cards.begin(), cards.end(),
                                    [](const CardReport& card) { return !card.stopped.empty(); });
    return found == cards.end() ? std::string{} : found->stopped;
}

void read_card(Catalogue& catalogue, const CardToRead& card, ProgressLine& progress, IngestRun& run) {
    try {
        const CardContents contents = look_through_card(card.folder);
        const WhichCard which = identify_card(catalogue, contents, card.label);
        run.cards.push_back(
            take_in(catalogue, contents, which, {card.read_at, progress.begin(contents), run.renditions}));
    } catch (const NotACard& error) {
        run.refused.emplace_back(error.what());
    }
}

void look_at_card(const Catalogue& catalogue, const CardToRead& card, ProgressLine& progress,
                  IngestRun& run) {
    try {
        const CardContents contents = look_through_card(card.folder);
        const WhichCard which = identify_card(catalogue, contents, card.label);
        run.cards.push_back(
            look_only(catalogue, contents, which, {Look::AtPictures, progress.begin(contents)}));
    } catch (const NotACard& error) {
        run.refused.emplace_back(error.what());
    }
}

void finish(Catalogue& catalogue, const Invocation& invocation, IngestRun& run) {
    try {
        const bool to_its_end = run.stopped().empty();
        if (to_its_end) make_the_rest(catalogue, invocation, run);
        const catalogue::Turn turn = catalogue.take_turn();  // two readings may have the same card and second
        for (const CardReport& card : run.cards)
            write_manifest(catalogue.folder() / "manifests", card, invocation.moment());
    } catch (const catalogue::CannotWork& error) {
        // What stopped the reading stops this too: one sentence says it.
        if (run.stopped().empty()) run.refused.emplace_back(error.what());
        for (CardReport& report : run.cards) report.library_is_whole = false;
    }
}

}  // namespace ingest
