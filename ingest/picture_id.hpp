#pragma once

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/jpeg_structure.hpp"

#include <string>

namespace ingest {

/// SHA-256 in lower-case hexadecimal (FIPS 180-4).
std::string sha256(ByteView bytes);

/// See catalogue::PictureId: of the coded picture alone.
catalogue::PictureId picture_id(const JpegStructure& jpeg);

}  // namespace ingest
