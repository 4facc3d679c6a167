#pragma once

#include "catalogue/catalogue.hpp"
#include "server/site_templates.hpp"

#include <string>
#include <vector>

namespace server {

/// "rtl" for languages written from right to left, "ltr" otherwise (BCP 47 primary language).
std::string direction_of(const std::string& language);

/// Nothing when there is none in that language.
const catalogue::Wording* wording_in(const catalogue::Words& words, const std::string& language);

/// The wording to show first: in that language where there is one, or Dutch. "Zonder titel" when there is
/// none.
catalogue::Wording leading_title(const catalogue::Words& title, const std::string& language = "nl");

/// One field set {language, direction, text} a language.
std::vector<Fields> as_fields(const catalogue::Words& words);

/// What is said of a photo that may be shown: title, captions, name, alternative text.
Fields said_of(const catalogue::ClearedPhoto& photo, const std::string& language = "nl");

}  // namespace server
