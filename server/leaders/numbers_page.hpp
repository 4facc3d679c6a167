#pragma once

#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <vector>

namespace server::leaders {

/// How many came to each meeting: {field, number, day, theme, cells}.
std::vector<Fields> attendance_rows(const Visit& visit);

}  // namespace server::leaders
