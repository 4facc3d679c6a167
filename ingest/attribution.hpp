#pragma once

#include "catalogue/catalogue.hpp"
#include "ingest/moment.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ingest {

/// What is known of one picture that can tell whose it is.
struct Evidence {
    bool after_start = false;  // a start photo comes before it on its card, and the last one
    std::optional<catalogue::PersonId>
        started_by{};  // is this person's; empty: nobody's that the course knows
    bool card_is_known = false;
    bool card_is_registered = false;           // the card says itself which one it is, or a person does
    std::vector<catalogue::Loan> loans{};      // of this card or its camera
    std::vector<catalogue::Loan> of_serial{};  // of the camera with the serial number that the picture names
    std::optional<Moment> taken{};             // really, as far as the clock can be trusted
};

/// Whose a picture is.
struct Claim {
    std::optional<catalogue::PersonId> maker;
    bool confirmed = false;
    std::string method;  // Dutch, for the leaders
};

/// In this order: start photo, registered card, the loan at the time taken, the serial number of the camera's
/// body. A start photo and a registered card that only one person had confirm; anything weaker proposes, and
/// without any of them nobody is named.
Claim whose(const Evidence& evidence);

/// When the first of these loans began; nothing when that was not written down for any.
std::optional<Moment> first_lent(const std::vector<catalogue::Loan>& loans);

}  // namespace ingest
