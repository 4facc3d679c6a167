#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace render {

/// Pixels as coded, before the Exif orientation: 0x00RRGGBB, row by row.
struct DecodedPhoto {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels;
};

/// Decodes a JPEG master for looking at on a screen, no larger than needed to have about as many pixels as
/// asked; colour profiles are left aside. What is left of a damaged picture is shown. Throws CannotWork when
/// nothing can be decoded.
DecodedPhoto decode_photo(const std::filesystem::path& master, int wanted_width, int wanted_height);

}  // namespace render
