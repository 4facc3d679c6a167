#pragma once

#include <map>
#include <string>

namespace catalogue {

class Catalogue;

/// What the processing register says of this course, by name: "organisation", "unselected_months". Nobody's
/// data is in it. What the course does not say is a line to fill in by hand.
std::map<std::string, std::string> register_facts(const Catalogue& catalogue);

}  // namespace catalogue
