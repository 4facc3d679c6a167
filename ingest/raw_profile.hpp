#pragma once

#include "ingest/bytes.hpp"

#include <string_view>

namespace ingest {

/// The bytes in a "Raw profile" text of a PNG, as ImageMagick writes it: a line with the kind, a line with
/// the length, then hexadecimal digits. Empty when it is none.
Bytes read_raw_profile(std::string_view text);

}  // namespace ingest
