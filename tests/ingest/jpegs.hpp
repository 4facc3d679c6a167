#pragma once

#include "ingest/bytes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace jpegs {

using ingest::Bytes;
using ingest::ByteView;

enum class Colours { Grey, YCbCr, Cmyk };

struct Shape {
    int width = 96;
    int height = 64;
    Colours colours = Colours::YCbCr;
    bool progressive = false;
    int restart_rows = 0;
    unsigned seed = 1;       // another seed, another picture
    int samples_across = 2;  // of light for one of colour (ITU-T T.81 §A.1.1)
    int samples_down = 2;
    unsigned noise = 40;  // of 255
};

/// A JPEG of a picture that is different everywhere, as an encoder writes it.
Bytes a_jpeg(const Shape& shape = {});

/// A marker segment.
Bytes segment(std::uint8_t marker, std::string_view content);

/// The JPEG with something put directly behind its SOI.
Bytes behind_start(const Bytes& jpeg, ByteView what);

/// Before the first, second, ... marker of a kind (0 the first), wherever it stands.
Bytes before_marker(const Bytes& jpeg, std::uint8_t marker, ByteView what, int which = 0);

Bytes joined(ByteView first, ByteView second);

bool holds(ByteView bytes, std::string_view needle);

/// A little-endian TIFF with one directory: every entry is tag, type, count and value or offset.
Bytes tiff(std::initializer_list<std::array<std::uint32_t, 4>> entries, std::string_view values = {});

/// Where `values` begin in such a TIFF.
std::uint32_t values_at(std::size_t entries);

}  // namespace jpegs
