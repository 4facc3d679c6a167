#pragma once

#include "ingest/bytes.hpp"
#include "ingest/jpeg_structure.hpp"

#include <cstdint>
#include <optional>

namespace ingest {

/// Markers of ITU-T T.81 table B.1.
namespace marker {
inline constexpr std::uint8_t tem = 0x01, sof0 = 0xC0, sof1 = 0xC1, sof2 = 0xC2, dht = 0xC4, sof9 = 0xC9,
                              sof10 = 0xCA, dac = 0xCC, rst0 = 0xD0, rst7 = 0xD7, soi = 0xD8, eoi = 0xD9,
                              sos = 0xDA, dqt = 0xDB, dri = 0xDD, app0 = 0xE0, app1 = 0xE1, app2 = 0xE2,
                              app13 = 0xED, app14 = 0xEE, app15 = 0xEF, com = 0xFE;
}

/// Whether decoding needs segments of this kind, so that they are carried over. DNL is none: what cannot tell
/// its height in the frame header is not decoded here.
bool is_coding_segment(std::uint8_t marker);

/// Whether this is a frame header of a kind that can be decoded here.
bool is_frame_header(std::uint8_t marker);

struct CodingSegment {
    Bytes bytes;       // marker, length, content
    bool odd = false;  // symbols that no encoder would write
};

/// The segment with exactly the bytes that T.81 gives a meaning, so that nothing can hide behind them; empty
/// when the content is not what the marker says. `content` is what follows the length field.
std::optional<CodingSegment> rebuild_coding_segment(std::uint8_t marker, ByteView content);

/// Reads a frame header's content. It must have passed rebuild_coding_segment.
Frame read_frame(std::uint8_t marker, ByteView content);

}  // namespace ingest
