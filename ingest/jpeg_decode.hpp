#pragma once

#include "ingest/bytes.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/pixels.hpp"

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace ingest {

/// No camera makes larger pictures than these; a header that says so wants to exhaust us.
inline constexpr int most_pixels_a_side = 65500;
inline constexpr long long most_pixels = 120'000'000;

/// What decoding a JPEG from its first byte to its last told.
struct DecodeReport {
    std::string failure;         // why it is not a picture that can be read; empty: it is
    bool too_large = false;      // that is why: it was not tried
    std::string damage;          // the first thing that was wrong with the coded picture; empty: it is whole
    int rows_before_damage = 0;  // pixel rows that were read before it
    std::vector<std::size_t> unused;  // for each scan: bytes at its end that no part of the picture needed;
                                      // up to eight more of them may go unnoticed
    std::optional<Pixels> pixels;     // if asked for; never for four-colour pictures
    std::optional<Planes> planes;     // instead of pixels
};

/// In what form the pixels that come back should be.
enum class PixelForm {
    Colours,  // grey, or red, green and blue
    Planes,   // planes if the picture is coded so that they are at hand, colours if it is not
    Light     // grey, whatever the picture is: the colours are not even worked out
};

/// How large the pixels that come back should be.
struct PixelsWanted {
    int long_side = 0;  // at least this, if the picture has as much; 0: none
    PixelForm form = PixelForm::Colours;
};

inline constexpr PixelsWanted all_pixels = {std::numeric_limits<int>::max(), PixelForm::Colours};

/// Decodes all of it (libjpeg-turbo). `jpeg` must be made by write_jpeg, `structure` be taken from it.
/// The work is bounded: by the dimensions and by dimensions × scans.
DecodeReport decode(ByteView jpeg, const JpegStructure& structure, PixelsWanted wanted);

/// The same picture, as far as it decodes, coded anew by a JpegEncoder, a row at a time. Empty for
/// four-colour pictures and for those that `decode` fails on. Throws PictureUnreadable.
Bytes code_again(ByteView jpeg, const JpegStructure& structure);

}  // namespace ingest
