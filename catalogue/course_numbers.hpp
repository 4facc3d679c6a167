#pragma once

#include <map>
#include <string>

/// What municipality and funds ask in numbers, as the leaders write it down.
namespace catalogue {

class Catalogue;

/// How many participants came to each meeting, by its number; one that was not written down is not there. A
/// count, never who.
std::map<int, int> attendance(const Catalogue& catalogue);
/// In place of what was written down before. `catalogue` must be open for writing. Throws CannotWork for a
/// meeting that the course does not have.
void set_attendance(const Catalogue& catalogue, const std::map<int, int>& came);

/// What was written down about a code (forms.hpp, record_monitoring): "age_group", "65+". Empty: nothing.
std::map<std::string, std::string> monitoring_of(const Catalogue& catalogue, const std::string& code);

}  // namespace catalogue
