#pragma once

#include "ingest/bytes.hpp"

#include <vector>

namespace ingest {

/// Puts together the profile that a JPEG carries in numbered chunks; empty when it is not whole.
Bytes join_profile(const std::vector<ByteView>& chunks);

/// A profile made afresh from the numbers of this one: matrix and tone curves, or a grey curve, with our own
/// header and names. Text tags, dates and device attributes do not come along. Empty when it is not a profile
/// of this many components, has no such numbers (profiles of lookup tables alone; no camera writes them into
/// a photo), or numbers that are not plausible. Cleaning a cleaned profile gives the same bytes.
/// (ICC.1:2001-04 and ICC.1:2022.)
Bytes clean_profile(ByteView profile, int components);

}  // namespace ingest
