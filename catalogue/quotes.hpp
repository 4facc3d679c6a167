#pragma once

#include "catalogue/day.hpp"
#include "catalogue/identifiers.hpp"

#include <string>
#include <vector>

namespace catalogue {

class Catalogue;

/// What somebody said, that may stand in a report: with a yes of their own, and only after a person has
/// looked whether anybody can be recognised by it.
struct Quote {
    TextId text;
    std::string words;                // Dutch
    std::vector<std::string> no;      // why the author's consent does not allow it; empty: it does
    std::vector<std::string> doubts;  // by which somebody might be recognised, English
    bool names_somebody = false;      // then it is never told
    bool checked = false;             // somebody looked

    bool may_be_told() const { return no.empty() && checked && !names_somebody; }
};

/// In the order of the alphabet, not of the people.
std::vector<Quote> quotes(const Catalogue& catalogue, Day now);

/// Somebody looked whether anybody can be recognised by this quote, and found not. Throws CannotWork for a
/// quote that names somebody or that is not there.
void quote_looked_at(const Catalogue& catalogue, const TextId& quote, Day on);

/// Ages, illness, care, origin: "says something about age".
std::vector<std::string> doubts_about(const std::string& words);

}  // namespace catalogue
