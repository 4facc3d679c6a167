#pragma once

#include "ingest/moment.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ingest {

/// One picture of a card as its camera's clock saw it.
struct Shot {
    std::optional<Moment> camera;  // by the camera's own clock; empty: it told none
    std::optional<Moment> real;    // of a start photo: what time it was
    bool surely_ours = false;      // certainly not a previous owner's, whatever the clock says
};

/// When a picture of the course can have been taken: from the day the camera was lent to the reading of the
/// card.
struct Period {
    Moment from = Moment::min();
    Moment until = Moment::max();
};

/// When a picture was really taken, as far as it can be known.
struct Reckoned {
    std::optional<Moment> taken;  // empty: nobody can tell
    std::string reason;           // Dutch, for the leaders: what was wrong with the clock; empty: nothing
    bool before_loan = false;     // from before the camera was lent, and no fault of a clock explains it
    bool by_start_photo = false;  // that is where the moment is from
};

/// Reckons the moments of all pictures of a card, given in the order of their numbers. A clock runs evenly
/// until it is set or loses its battery; each stretch in which it ran is judged by itself: by its start
/// photos if it has any, otherwise by what fits the period: day and month exchanged, another year, whole
/// hours ahead. A clock at 1 January of a factory year tells nothing. A stretch before the period may be a
/// previous owner's; it is only put right where it is certainly ours (DOMAIN §2.1).
std::vector<Reckoned> reckon(const std::vector<Shot>& shots, const Period& period);

}  // namespace ingest
