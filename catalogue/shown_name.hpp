#pragma once

#include "catalogue/cleared.hpp"
#include "catalogue/day.hpp"
#include "catalogue/name_form.hpp"
#include "catalogue/participant.hpp"
#include "catalogue/world.hpp"

namespace catalogue {

/// A person's name in one form, in Latin script and in their own where that is sure to tell no more than the
/// form allows. Where the form's name is not known the person stays anonymous.
ShownName shown_name(const Person& person, NameForm form);

/// The person as the class may know them.
Participant as_participant(const World& world, const Person& person, Day now);

}  // namespace catalogue
