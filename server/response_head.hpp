#pragma once

#include "server/answer.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace server {

/// Headers as they are sent, a line each. One that would break out of its line is left out: nobody but us
/// writes them, and yet.
std::string header_lines(const std::vector<std::pair<std::string, std::string>>& headers);

/// The status line and the headers of an answer, up to and with the empty line (RFC 9112 §4).
/// also: lines of headers that go with it.
std::string response_head(const Answer& answer, bool kept, std::string_view also = {});

}  // namespace server
