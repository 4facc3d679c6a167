#pragma once

#include "ingest/bytes.hpp"
#include "ingest/jpeg_structure.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace ingest {

/// What we write around a coded picture, all of it made by us. Nothing here is copied from a file.
struct Wrapping {
    bool jfif = false;                            // as the camera had it: it decides how colours are read
    std::optional<std::uint8_t> adobe_transform;  // likewise
    Bytes exif;                                   // a TIFF made by write_exif; empty: none
    Bytes colour_profile;                         // made by clean_profile; empty: none
    std::string xmp;                              // made by write_xmp; empty: none
};

/// SOI, our segments, the coding pieces byte for byte, EOI.
Bytes write_jpeg(const Wrapping& wrapping, const JpegStructure& jpeg);

/// The same file with another XMP packet (or none, if empty), all other bytes as they are. `jpeg` must be one
/// that write_jpeg made. Throws std::invalid_argument when it is not.
Bytes with_xmp(ByteView jpeg, const std::string& xmp);

}  // namespace ingest
