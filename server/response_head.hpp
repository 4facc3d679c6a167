#pragma once

#include "server/answer.hpp"

#include <string>

namespace server {

/// The status line and the headers of an answer, up to and with the empty line (RFC 9112 §4). A header that
/// would break out of its line is left out: nobody but us writes them, and yet.
std::string response_head(const Answer& answer, bool kept);

}  // namespace server
