#pragma once

#include "ingest/bytes.hpp"
#include "ingest/pixels.hpp"

#include <cstdint>
#include <memory>

namespace ingest {

/// A JPEG of quality 95 without chroma subsampling, coded row by row (libjpeg-turbo): a picture of 24
/// megapixels is 72 MB of samples, which need not be in memory at once.
class JpegEncoder {
 public:
    /// width, height: pixels, 1 to 65500. bands: 1 is grey, 3 are red, green, blue. Throws PictureUnreadable.
    JpegEncoder(int width, int height, int bands);
    JpegEncoder(JpegEncoder&&) noexcept;
    JpegEncoder& operator=(JpegEncoder&&) noexcept;
    ~JpegEncoder();

    /// The next row from the top, width × bands samples. Throws PictureUnreadable.
    void add_row(const std::uint8_t* samples);

    /// After the last row. Rows that never came are grey, as those that a decoder misses. Throws
    /// PictureUnreadable.
    Bytes finish();

 private:
    friend Bytes encode_planes(const Planes& planes, int quality);

    struct State;
    std::unique_ptr<State> state_;
};

/// A JPEG of these planes as they are, 4:2:0. quality: 1 to 100. Throws PictureUnreadable.
Bytes encode_planes(const Planes& planes, int quality);

}  // namespace ingest
