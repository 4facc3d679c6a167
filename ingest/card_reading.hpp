#pragma once

#include "catalogue/catalogue.hpp"
#include "ingest/intake.hpp"
#include "ingest/progress_line.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ingest {

/// A card that was asked for.
struct CardToRead {
    std::filesystem::path folder;
    std::string label;    // that a person says; empty: the card says itself
    std::string read_at;  // ISO 8601 date-time
};

/// All that was asked for, with what could not be done.
struct IngestRun {
    std::vector<CardReport> cards;
    std::vector<std::string> refused;  // one sentence for each path that is not a card, and the like
    Renditions renditions = Renditions::Now;

    /// Whether anything is not as it should be.
    bool something_refused() const;
    /// Why reading had to stop: one sentence; empty: it did not.
    std::string stopped() const;
};

/// Reads one card into the library and adds it to the run. A path that is no card is refused.
void read_card(catalogue::Catalogue& catalogue, const CardToRead& card, ProgressLine& progress,
               IngestRun& run);

/// The same without doing anything: what would come in.
void look_at_card(const catalogue::Catalogue& catalogue, const CardToRead& card, ProgressLine& progress,
                  IngestRun& run);

/// After the pictures are safe: what can always be done again (records of the run, tags, screen sizes), then
/// whether the library is whole, and last the manifests in library/manifests, which tell all that. A disk
/// that is full now stops nothing but this.
void finish(catalogue::Catalogue& catalogue, const catalogue::Invocation& invocation, IngestRun& run);

}  // namespace ingest
