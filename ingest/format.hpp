#pragma once

#include "ingest/bytes.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace ingest {

/// What a file is, by its first bytes and not by its name.
enum class Format {
    Jpeg,
    Png,
    Heif,  // HEIC, HEIF, AVIF
    WebP,
    Tiff,
    Raw,    // a camera's sensor data
    Movie,  // or sound
    Empty,
    Other
};

/// How many bytes at most are needed to tell.
inline constexpr std::size_t telling_bytes = 64UL * 1024;

/// `name` decides only between TIFF and the RAW formats that are TIFF inside.
Format format_of(ByteView first_bytes, std::string_view name);

/// What the name says it should be. Other: it says nothing.
Format format_named(std::string_view name);

/// The name's extension in lower case, without the dot.
std::string extension_of(std::string_view name);

}  // namespace ingest
