#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/people_forms.hpp"
#include "server/leaders/stories.hpp"
#include "server/leaders/visit.hpp"

#include <string>

namespace server::leaders {

/// Whoever has that id and was not erased; else nullptr.
const catalogue::Person* living_person(const Visit& visit, const std::string& id);
Answer no_such_person(const Visit& visit);

/// The page of a person with what was typed on it.
Answer show_person(const Visit& visit, const catalogue::Person& person, const PersonTyped& typed,
                   const StoryTyped& story, int status);

}  // namespace server::leaders
