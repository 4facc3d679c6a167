#pragma once

#include "catalogue/course_file/json.hpp"

#include <string>
#include <vector>

/// What first and last forms say together: the one place that adds them up.
namespace catalogue {

/// One smiley question over all who answered it both times. Sums rather than means, so that courses can be
/// added.
struct Measured {
    std::string dutch;
    int people = 0;
    double first = 0;  // sum of the answers
    double last = 0;
    int up = 0;  // people whose last answer was higher
    int same = 0;
    int down = 0;
};

/// In the order of the questions. Of forms that are still there, else the totals that were kept.
std::vector<Measured> measured(const course_file::Json& measurement);

/// The totals to keep when forms go. Questions that fewer than five answered are left out.
course_file::Json totals_of(const course_file::Json& measurement);

}  // namespace catalogue
