#pragma once

#include "ingest/intake.hpp"
#include "ingest/scrub.hpp"

#include <string_view>
#include <vector>

namespace ingest {

enum class Form {
    Lines,
    Json,
    Totals,  // one line of JSON a card, of single photos only what is wrong: for who shows it to people
};

/// As reports and manifests have it: "new", "duplicate".
std::string_view in_words(FileReport::Outcome outcome);

/// Tells on standard output what became of each file.
void say(const std::vector<Scrubbed>& results, Form form);

/// Tells on standard output what became of each card, and whether it may be wiped.
void say(const std::vector<CardReport>& cards, Form form);

}  // namespace ingest
