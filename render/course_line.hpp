#pragma once

#include "catalogue/catalogue.hpp"

#include <string>

namespace render {

/// Where a photo comes from, below everything else on paper for a wall: the opening words, the exhibition and
/// its place, or else the course's. "In Beeld, fotocursus in de wijk · Kijk, Overvecht · Buurthuis Het
/// Vliegwiel". What tells of care is left out.
std::string course_line(const std::string& opening, const std::string& between,
                        const catalogue::Course& course);

}  // namespace render
