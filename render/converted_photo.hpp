#pragma once

#include "render/jpeg.hpp"

#include <filesystem>
#include <string>

namespace render {

struct PixelSize {
    int width = 0;
    int height = 0;

    friend constexpr bool operator==(PixelSize, PixelSize) = default;
};

/// What a photo is coded anew for.
struct PhotoTarget {
    std::string press_profile;  // ICC; empty: for screens, in sRGB
    int most_ink = 300;         // percent, all plates together; for a press
    PixelSize most;             // as coded, before the Exif orientation
};

/// The size it gets: never larger than it is.
PixelSize converted_size(const JpegHeader& header, PixelSize most);

/// Colours of what convert_photo() makes: 1 for a grey photo, else 4 for a press and 3 for screens.
int converted_components(const JpegHeader& header, const PhotoTarget& target);

/// The photo as JPEG in the colours of the target, by its own ICC profile (else as sRGB; greys as black ink
/// alone), relative colorimetric with black point compensation. The same bytes at every call. Throws
/// CannotWork when it cannot be decoded.
std::string convert_photo(const std::filesystem::path& master, const PhotoTarget& target);

}  // namespace render
