#pragma once

#include "catalogue/catalogue.hpp"

#include <string>

namespace ingest {

/// The consent state of a photo as an XMP packet (ISO 16684-1) with the fields of IPTC Photo Metadata 2023.1
/// and PLUS LDF 2.0.1: a dated copy, the catalogue decides. Never a place, never a person's name but the one
/// in the tags.
std::string write_xmp(const catalogue::MasterTags& tags);

}  // namespace ingest
