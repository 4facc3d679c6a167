#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/world.hpp"

#include <optional>
#include <string>
#include <vector>

namespace catalogue {

struct UndoneOn {
    std::string step_at;  // ISO 8601, when the answers were written down
    std::string now;      // and when they are taken back
};

/// The answers to add so that everything is as it was before these events (documents of the log): the answer
/// of before again, or a no where there was none. Empty optional: a yes would have to come back that was
/// ended on another day; for that people are asked again.
std::optional<std::vector<NewConsentEvent>> answers_as_before(const World& world,
                                                              const std::vector<std::string>& events,
                                                              const UndoneOn& when);

}  // namespace catalogue
