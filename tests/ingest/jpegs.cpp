#include "jpegs.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <jpeglib.h>

namespace jpegs {

namespace {

std::uint32_t next(std::uint32_t& state) {  // a linear congruence: the same everywhere
    state = state * 1664525U + 1013904223U;
    return state >> 24U;
}

// Smooth shapes with a little noise, so that every block has something to code.
Bytes row_of(const Shape& shape, int bands, int y) {
    std::uint32_t state = shape.seed * 7919U + static_cast<unsigned>(y);
    Bytes row;
    for (int x = 0; x < shape.width; ++x) {
        for (int band = 0; band < bands; ++band) {
            const unsigned ramp = static_cast<unsigned>(x * (band + 2) + y * 3) + shape.seed * 40U;
            row.push_back(static_cast<std::uint8_t>((ramp % 200) + next(state) % shape.noise));
        }
    }
    return row;
}

void describe(jpeg_compress_struct& jpeg, const Shape& shape) {
    jpeg.image_width = static_cast<unsigned>(shape.width);
    jpeg.image_height = static_cast<unsigned>(shape.height);
    jpeg.input_components = shape.colours == Colours::Grey ? 1 : shape.colours == Colours::Cmyk ? 4 : 3;
    jpeg.in_color_space = shape.colours == Colours::Grey   ? JCS_GRAYSCALE
                          : shape.colours == Colours::Cmyk ? JCS_CMYK
                                                           : JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 90, TRUE);
    if (shape.colours == Colours::YCbCr) {
        jpeg.comp_info[0].h_samp_factor = shape.samples_across;
        jpeg.comp_info[0].v_samp_factor = shape.samples_down;
    }
    jpeg.restart_in_rows = shape.restart_rows;
    if (shape.progressive) jpeg_simple_progression(&jpeg);
}

void append_16(Bytes& out, std::uint32_t number) {
    out.push_back(static_cast<std::uint8_t>(number & 0xFFU));
    out.push_back(static_cast<std::uint8_t>(number >> 8U & 0xFFU));
}

}  // namespace

Bytes a_jpeg(const Shape& shape) {
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    unsigned char* memory = nullptr;
    unsigned long length = 0;
    jpeg_mem_dest(&jpeg, &memory, &length);
    describe(jpeg, shape);
    jpeg_start_compress(&jpeg, TRUE);
    for (int y = 0; y < shape.height; ++y) {
        Bytes row = row_of(shape, jpeg.input_components, y);
        JSAMPROW from = row.data();
        jpeg_write_scanlines(&jpeg, &from, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    Bytes bytes{memory, memory + length};
    std::free(memory);
    return bytes;
}

Bytes segment(std::uint8_t marker, std::string_view content) {
    const std::size_t length = content.size() + 2;
    Bytes bytes = {0xFF, marker, static_cast<std::uint8_t>(length >> 8U),
                   static_cast<std::uint8_t>(length & 0xFFU)};
    bytes.insert(bytes.end(), content.begin(), content.end());
    return bytes;
}

Bytes behind_start(const Bytes& jpeg, ByteView what) {
    Bytes bytes = jpeg;
    bytes.insert(bytes.begin() + 2, what.begin(), what.end());
    return bytes;
}

Bytes before_marker(const Bytes& jpeg, std::uint8_t marker, ByteView what, int which) {
    const std::array<std::uint8_t, 2> sought = {0xFF, marker};
    auto found = jpeg.begin();
    for (int i = 0; i <= which; ++i) {
        found = std::search(found + (i > 0 ? 1 : 0), jpeg.end(), sought.begin(), sought.end());
        if (found == jpeg.end()) throw std::logic_error("there is no such marker");
    }
    Bytes bytes{jpeg.begin(), found};
    bytes.insert(bytes.end(), what.begin(), what.end());
    bytes.insert(bytes.end(), found, jpeg.end());
    return bytes;
}

Bytes joined(ByteView first, ByteView second) {
    Bytes bytes{first.begin(), first.end()};
    bytes.insert(bytes.end(), second.begin(), second.end());
    return bytes;
}

bool holds(ByteView bytes, std::string_view needle) {
    return std::search(bytes.begin(), bytes.end(), needle.begin(), needle.end(),
                       [](auto a, char b) { return a == static_cast<std::uint8_t>(b); }) != bytes.end();
}

Bytes tiff(std::initializer_list<std::array<std::uint32_t, 4>> entries, std::string_view values) {
    Bytes bytes = {'I', 'I', 42, 0, 8, 0, 0, 0};
    append_16(bytes, static_cast<std::uint32_t>(entries.size()));
    for (const auto& [tag, type, count, value] : entries) {
        append_16(bytes, tag);
        append_16(bytes, type);
        append_16(bytes, count & 0xFFFFU);
        append_16(bytes, count >> 16U);
        append_16(bytes, value & 0xFFFFU);
        append_16(bytes, value >> 16U);
    }
    bytes.resize(bytes.size() + 4);
    bytes.insert(bytes.end(), values.begin(), values.end());
    return bytes;
}

std::uint32_t values_at(std::size_t entries) {
    return static_cast<std::uint32_t>(8 + 2 + 12 * entries + 4);
}

}  // namespace jpegs
