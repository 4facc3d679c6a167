#pragma once

#include "ingest/bytes.hpp"
#include "ingest/format.hpp"
#include "ingest/ingest.hpp"
#include "ingest/jpeg_decode.hpp"
#include "ingest/pixels.hpp"

#include <array>
#include <stdexcept>
#include <string>
#include <vector>

namespace ingest {

/// The picture in a file cannot be had. what() is a clause for the report: "it cannot be decoded as PNG".
struct PictureUnreadable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A picture of another format than JPEG, decoded and coded as one: sRGB, without transparency, as it lies in
/// the file.
struct ConvertedPicture {
    Bytes jpeg;            // HEIF turned as it says itself; the others still to be turned as their Exif says
    Bytes exif;            // the TIFF of the Exif that came with it, to be read, never to be written
    Bytes xmp;             // likewise
    bool damaged = false;  // only part of it could be decoded
};

/// Decodes PNG, HEIF (also AVIF), WebP and TIFF with libvips, codes as encode_master does. Throws
/// PictureUnreadable.
ConvertedPicture convert_other(ByteView file, Format format);

/// A JPEG of these pixels: quality 95, no chroma subsampling.
Bytes encode_master(const Pixels& pixels);

/// Long sides of the renditions, in pixels: for contact sheets, pages and full screens.
inline constexpr std::array rendition_sizes = {320, 1280, 1920};

struct Rendition {
    int size = 0;  // one of rendition_sizes
    Bytes jpeg;    // upright, sRGB, no metadata
};

/// How a coded picture's pixels must be understood.
struct PictureColours {
    int orientation = 1;  // Exif tag 0x0112
    Bytes profile;        // empty: sRGB
};

/// All renditions of one picture. Smaller pictures are not enlarged. Throws PictureUnreadable.
std::vector<Rendition> make_renditions(const Pixels& pixels, const PictureColours& colours);

/// The same of planes, whose colours are sRGB: nothing is turned into red, green and blue and back.
std::vector<Rendition> make_renditions(const Planes& planes, int orientation);

/// One rendition of another size, as those above are made.
Bytes make_rendition(const Pixels& pixels, const PictureColours& colours, int size);

/// The pixels as they are to be seen. Throws PictureUnreadable.
Pixels upright_in_srgb(const Pixels& pixels, const PictureColours& colours);

/// A rendition, smaller and coded for browsers. jpeg must be one of ours. Throws PictureUnreadable.
Bytes encode_for_web(ByteView jpeg, int size, WebFormat format);

/// The pixels of a four-colour JPEG as sRGB. Throws PictureUnreadable.
Pixels decode_four_colours(ByteView jpeg);

}  // namespace ingest
