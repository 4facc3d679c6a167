#pragma once

#include "server/leaders/languages.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <string_view>

/// In which language somebody reads the pages. It is kept with their account, so that two leaders at one
/// laptop each have their own; before signing in with the browser, until that is closed.
namespace server::leaders {

inline constexpr std::string_view language_cookie = "inbeeld-taal";

/// The one that was chosen with the account or in this browser. Who chose nothing reads Dutch; a stranger at
/// the door is met in the language of their browser.
const Language& language_for(const Visit& visit);

/// The switch below every page. None where what was typed waits to be sent: it would be lost.
void add_language_switch(const Visit& visit, Fields& fields);

}  // namespace server::leaders
