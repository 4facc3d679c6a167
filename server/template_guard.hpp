#pragma once

#include <string>

namespace server {

/// What could let something through unescaped, or run something, in a site template: "line 3: ...", or empty
/// (SERVER §3.4). Mustache escapes what it puts in, but does not know where it puts it; so words may stand
/// only between tags and in double quotes, and addresses begin with one of ours.
std::string unsafe_in_template(const std::string& text);

}  // namespace server
