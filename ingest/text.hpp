#pragma once

#include <string>
#include <string_view>

namespace ingest {

/// Names on cards are in any encoding: the same with U+FFFD for each byte that is no UTF-8 (RFC 3629).
std::string as_text(std::string_view name);

}  // namespace ingest
