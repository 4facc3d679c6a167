#pragma once

#include "catalogue/catalogue.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ingest {

/// A card that is to be made ready for a participant.
struct Preparation {
    std::filesystem::path folder;
    std::string label;  // what is written on it
    std::optional<catalogue::CameraId> camera;
    std::optional<catalogue::Loan> loan;  // its person and dates; camera and card are filled in
    bool again = false;                   // the card has a number or label already, and gets a new one
    std::string moment;                   // ISO 8601 date-time
};

struct PreparedCard {
    catalogue::RegisteredCard card;
    int earlier_files = 0;                               // of a previous owner, that lie on it
    std::optional<catalogue::RegisteredCard> other_one;  // a card of that label that was prepared before
    std::vector<catalogue::Loan> ended;                  // loans that ended because this one began
};

/// What a card is before it is prepared.
struct CardBefore {
    std::optional<catalogue::CardId> card;  // of the course, as it says itself
    int files = 0;                          // pictures, movies, sound: whatever somebody may still want
    bool may_be_written = false;            // not locked
};
/// Throws catalogue::CannotWork for a folder that cannot be looked through or is no card.
CardBefore look_before_preparing(const catalogue::Catalogue& catalogue, const std::filesystem::path& folder);

/// Writes INBEELD/KAART.txt with a new number on the card, durable, and registers it. The number is all that
/// the file says: a card that is lost tells nobody's name. Pictures that lie on a card that was not ours are
/// the previous owner's: only their hashes are kept, so that they never come in.
/// Throws catalogue::CannotWork, and then has not changed the card: when it cannot be written to, is another
/// card of the course and `again` was not said, or was ours and has photos that are not in. A card of ours
/// that was formatted at home does not say so any more: of a label that was prepared before, pictures are
/// only taken for a previous owner's when `again` was said.
PreparedCard prepare_card(catalogue::Catalogue& catalogue, const Preparation& preparation);

}  // namespace ingest
