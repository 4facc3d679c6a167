#pragma once

#include "catalogue/catalogue.hpp"
#include "ingest/card.hpp"

#include <optional>
#include <string>

namespace ingest {

/// Whose card this is, as far as it can be known. Never guessed.
struct WhichCard {
    std::optional<catalogue::CardId> id;
    bool registered = false;  // the card says so itself, or a person does
    std::string label;        // as it was found; also of a card that the course does not know
    std::string doubt;        // why it may be another one: one sentence; empty: nothing speaks against it
};

/// In this order: what a person says, INBEELD/KAART.txt on the card, the folder's own name (a proposal only).
/// The number that `card prepare` wrote counts on the file system that it was written on; on another one the
/// file may have been copied, and it is a proposal. A number that nobody registered is not guessed.
/// Throws NotACard when the person and the card contradict each other, or the person names a card that the
/// course does not have.
WhichCard identify_card(const catalogue::Catalogue& catalogue, const CardContents& card,
                        const std::string& said_label);

}  // namespace ingest
