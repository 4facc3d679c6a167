#include "ingest/jpeg_planes.hpp"

#include "ingest/bytes.hpp"
#include "ingest/pixels.hpp"
#include "ingest/scaling.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>  // before jpeglib.h, which needs FILE
#include <cstring>

#include <jpeglib.h>

namespace ingest {

namespace {

std::size_t rows_together(const jpeg_component_info& plane) {
    return static_cast<std::size_t>(plane.v_samp_factor) * static_cast<std::size_t>(plane.DCT_scaled_size);
}

/// As many samples as the picture has, or half as many.
bool is_whole_or_half(JDIMENSION samples, JDIMENSION of) {
    return samples == of || samples == half_of(of);
}

Pixels plane_of(std::size_t width, std::size_t height) {
    return {static_cast<int>(width), static_cast<int>(height), 1, Bytes(width * height)};
}

}  // namespace

bool PlaneReader::can_read(const jpeg_decompress_struct& jpeg) {
    if (jpeg.jpeg_color_space != JCS_YCbCr || jpeg.num_components != 3) return false;
    const JDIMENSION width = jpeg.output_width;
    const JDIMENSION height = jpeg.output_height;
    const jpeg_component_info& light = jpeg.comp_info[0];
    if (light.downsampled_width != width || light.downsampled_height != height) return false;
    for (int i = 1; i < 3; ++i) {
        const jpeg_component_info& colour = jpeg.comp_info[i];
        if (!is_whole_or_half(colour.downsampled_width, width)) return false;
        if (!is_whole_or_half(colour.downsampled_height, height)) return false;
        const bool halves = colour.downsampled_height != half_of(height);
        if (halves && rows_together(colour) % 2 != 0) return false;  // two that belong together come apart
    }
    return true;
}

void PlaneReader::make_room(const jpeg_decompress_struct& jpeg) {
    const std::size_t width = jpeg.output_width;
    const std::size_t height = jpeg.output_height;
    planes_.y = plane_of(width, height);
    planes_.cb = plane_of(half_of(width), half_of(height));
    planes_.cr = planes_.cb;
    const std::array to = {&planes_.y, &planes_.cb, &planes_.cr};
    for (std::size_t i = 0; i < coming_.size(); ++i) {
        const jpeg_component_info& plane = jpeg.comp_info[i];
        Coming& coming = coming_[i];
        const std::size_t padded =
            std::size_t{plane.width_in_blocks} * static_cast<std::size_t>(plane.DCT_scaled_size);
        coming.width = plane.downsampled_width;
        coming.height = plane.downsampled_height;
        coming.samples.resize(padded * rows_together(plane));
        for (std::size_t row = 0; row < rows_together(plane); ++row) {
            coming.rows.push_back(&coming.samples[row * padded]);
        }
        coming.to = to[i];
    }
}

/// `row`: the first of `count` rows that came together, of the plane as it is coded.
void PlaneReader::keep(const Coming& coming, std::size_t row, std::size_t count) {
    const auto width = static_cast<std::size_t>(coming.to->width);
    const bool halves_across = coming.width != width;
    const bool halves_down = coming.height != static_cast<std::size_t>(coming.to->height);
    std::uint8_t* to = coming.to->samples.data() + width * (halves_down ? row / 2 : row);
    for (std::size_t i = 0; i < count; i += halves_down ? 2 : 1, to += width) {
        const std::uint8_t* const upper = coming.rows[i];
        const std::uint8_t* const lower = coming.rows[halves_down ? std::min(i + 1, count - 1) : i];
        if (halves_across) {
            halve_both(upper, lower, coming.width, to);
        } else if (halves_down) {
            halve_down(upper, lower, width, to);
        } else {
            std::memcpy(to, upper, width);
        }
    }
}

void PlaneReader::read_rows(jpeg_decompress_struct& jpeg) {
    JSAMPARRAY rows[] = {coming_[0].rows.data(), coming_[1].rows.data(), coming_[2].rows.data()};
    const int together = jpeg.max_v_samp_factor * jpeg.min_DCT_scaled_size;
    if (jpeg_read_raw_data(&jpeg, rows, static_cast<JDIMENSION>(together)) == 0) return;
    for (Coming& coming : coming_) {
        const std::size_t count = std::min(coming.rows.size(), coming.height - coming.done);
        keep(coming, coming.done, count);
        coming.done += count;
    }
}

}  // namespace ingest
