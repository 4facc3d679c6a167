#pragma once

#include "catalogue/catalogue.hpp"

#include <string>
#include <vector>

namespace ingest {

/// What refreshing the masters' tags did.
struct TagsReport {
    int rewritten = 0;
    int unchanged = 0;
    std::vector<std::string> refused;  // one sentence for every master that could not be rewritten
};

enum class Refresh {
    All,      // whose tags say anything else, be it the day alone
    Untagged  // that carry no tags yet
};

/// Writes the consent state of that day into masters. A master is replaced whole, and only when its coded
/// picture is the one that its name promises. Throws catalogue::CannotWork.
TagsReport refresh_tags(const catalogue::Catalogue& catalogue, catalogue::Day today, Refresh which);

}  // namespace ingest
