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

/// Writes the consent state of that day into every master that says anything else, be it the day alone. A
/// master is replaced whole, and only when its coded
/// picture is the one that its name promises. Throws catalogue::CannotWork.
TagsReport refresh_tags(const catalogue::Catalogue& catalogue, catalogue::Day today);

}  // namespace ingest
