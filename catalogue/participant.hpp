#pragma once

#include "catalogue/cleared.hpp"
#include "catalogue/identifiers.hpp"

#include <string>
#include <vector>

namespace catalogue {

/// Somebody who takes part in the course, as the class may know them.
struct Participant {
    PersonId id;                         // for looking up, never for showing
    std::string code;                    // "VB-04"
    ShownName name;                      // as in Channel::ClassView: a first name or a pseudonym at most
    std::vector<std::string> languages;  // BCP 47, the one they speak best first
};

}  // namespace catalogue
