#pragma once

#include "catalogue/arrival.hpp"
#include "catalogue/course_file/json.hpp"

namespace catalogue {

/// Writes into a photo's record whose it is and when it was taken, marked as said by the card and not by a
/// person.
void put_origin(course_file::Json& record, const Origin& origin);

/// Whether a card's reading set this photo aside, and nobody has said otherwise since.
bool is_set_aside_by_card(const course_file::Json& record);

}  // namespace catalogue
