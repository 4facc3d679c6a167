#pragma once

#include "catalogue/identifiers.hpp"

#include <optional>
#include <string>
#include <vector>

namespace catalogue {

/// A camera, or a card alone, that somebody has or had at home. Dates are ISO 8601 dates or date-times.
struct Loan {
    std::optional<CameraId> camera;
    std::optional<CardId> card;
    PersonId person;
    std::string from;     // empty: not written down
    std::string until;    // the day or moment it came back; empty: still lent
    bool shared = false;  // somebody else takes photos with it as well

    friend bool operator==(const Loan&, const Loan&) = default;
};

/// Which open loan came back, and when.
struct LoanEnd {
    std::optional<CameraId> camera;
    std::optional<CardId> card;
    std::optional<PersonId> person;
    std::string until;
};

/// A card that `card prepare` wrote a number on.
struct RegisteredCard {
    CardId card;
    std::string number;       // what INBEELD/KAART.txt says: random, tells nothing
    std::string volume_id;    // of the file system that it was written on; empty: it has none
    std::string prepared_at;  // ISO 8601 date-time
    std::optional<CameraId> camera;
};

/// A card that is to be registered.
struct CardToRegister {
    CardId card;
    std::optional<CameraId> camera;
    std::string volume_id;
    std::string prepared_at;
    std::vector<std::string> earlier_files;  // SHA-256 of the pictures that a previous owner left on it
};

}  // namespace catalogue
