#pragma once

#include "catalogue/course_file/fields.hpp"
#include "catalogue/world.hpp"

/// Cards and loans of the course file, which may come in more than one form.
namespace catalogue::course_file {

/// The list `cards`: the label alone, or {"id": …, "label": …, "camera": …}, with what `card prepare` adds.
void read_cards(const Fields& file, World& world);

/// The list `loans`, and before it what the cameras say in `lent_to` and `shared_with`, as loans without
/// dates. A loan that the list has is not told twice. Needs the cameras and persons of `world`.
void read_loans(const Fields& file, World& world);

}  // namespace catalogue::course_file
