#pragma once

#include "ingest/bytes.hpp"
#include "ingest/pixels.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>  // before jpeglib.h, which needs FILE
#include <vector>

#include <jpeglib.h>

namespace ingest {

/// Takes planes out of libjpeg-turbo as they are coded: samples of colour are neither made more nor turned
/// into red, green and blue, of which scaling and coding anew would have to go back.
class PlaneReader {
 public:
    /// Whether it can; after jpeg_calc_output_dimensions. Then raw_data_out may be set.
    static bool can_read(const jpeg_decompress_struct& jpeg);

    /// After jpeg_start_decompress.
    void make_room(const jpeg_decompress_struct& jpeg);

    /// The next rows, as many as are coded together. Holds nothing that needs destroying while libjpeg may
    /// jump out of it.
    void read_rows(jpeg_decompress_struct& jpeg);

    bool has_room() const { return !planes_.y.samples.empty(); }
    Planes& planes() { return planes_; }

 private:
    /// Rows of one plane as they come, padded to whole blocks.
    struct Coming {
        std::size_t width = 0;   // samples that count
        std::size_t height = 0;  // rows of the plane
        std::size_t done = 0;    // rows that have come
        Bytes samples;
        std::vector<std::uint8_t*> rows;
        Pixels* to = nullptr;
    };

    static void keep(const Coming& coming, std::size_t row, std::size_t count);

    Planes planes_;
    std::array<Coming, 3> coming_;
};

}  // namespace ingest
