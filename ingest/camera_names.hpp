#pragma once

#include <string>
#include <string_view>

namespace ingest {

/// The maker's name if every word of it is one that makers use; else empty. Tag 0x010F is free text that
/// owners can and do set, so a list decides, not a shape alone.
std::string checked_make(std::string_view text);

/// The model's name if it consists of series names and model numbers ("Canon PowerShot A530", "DMC-FS7"),
/// else empty. A postcode, a telephone number or a street with its house number is none of these.
std::string checked_model(std::string_view text);

}  // namespace ingest
