#pragma once

#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <string>

namespace server::leaders {

/// Where people find the site, without a slash at its end: as the settings say it; else the name by which the
/// leader came here, with the site's own port unless a proxy stands before both.
std::string site_name(const Visit& visit);

/// Whether that is a guess that may well be wrong: behind a proxy only the settings know it.
bool site_name_is_guessed(const Visit& visit);

/// A QR code of that text to draw: {has_code, code_size, code_path}. Empty text: none.
void put_code(const std::string& text, Fields& fields);

}  // namespace server::leaders
