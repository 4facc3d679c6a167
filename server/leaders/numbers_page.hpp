#pragma once

#include "server/answer.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <string>
#include <vector>

namespace server::leaders {

/// How many came to each meeting: {field, number, day, theme, value}. as_typed: what was typed and refused.
std::vector<Fields> attendance_rows(const Visit& visit, bool as_typed);

/// The page of the report with what was wrong about one of its forms.
Answer report_page_with(const Visit& visit, const std::string& told, int status);

}  // namespace server::leaders
