#pragma once

#include "ingest/bytes.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace ingest {

/// A part of the coded picture: either a marker segment that decoding needs, or the entropy-coded data of one
/// scan with its restart markers. A segment holds exactly the bytes that have a meaning, nothing behind them.
struct CodingPiece {
    std::uint8_t marker = 0;  // second byte of the marker (0xDB: DQT); 0: entropy-coded data
    Bytes segment;            // marker, length and content
    ByteView scan;            // a view into the bytes that were parsed
};

/// What the frame header (SOFn) says.
struct Frame {
    std::uint8_t marker = 0;  // 0xC0 baseline, 0xC1 extended, 0xC2 progressive, 0xC9 and 0xCA arithmetic
    int width = 0;            // pixels
    int height = 0;
    int components = 0;
    std::array<std::uint8_t, 4> component_ids{};
};

/// A JPEG file taken apart (ITU-T T.81 Annex B). Views point into the bytes that were parsed.
struct JpegStructure {
    enum class Ending {
        Whole,         // with EOI
        CutShort,      // the file ended first
        OtherPicture,  // the head of another picture lies inside: clusters of two files were mixed up
    };

    std::vector<CodingPiece> coding;  // in file order
    Frame frame;
    int scans = 0;
    Ending ending = Ending::CutShort;
    bool irregular = false;   // stray bytes or impossible lengths were passed over
    bool guessed = false;     // the headers had to be searched for; the picture may be another than was meant
    bool odd_tables = false;  // Huffman tables that no encoder writes, so perhaps not tables at all

    bool has_jfif = false;
    std::optional<std::uint8_t> adobe_transform;  // Adobe Technical Note 5116: 0 none, 1 YCbCr, 2 YCCK
    ByteView exif;                                // the TIFF part of the first Exif segment; may be empty
    std::vector<ByteView> icc_chunks;             // sequence number, count, data (ICC.1 Annex B.4)
    ByteView xmp;                                 // first XMP packet; may be empty
    ByteView photoshop;                           // image resources of the first Photoshop segment
};

/// Takes a JPEG apart, looking between progressive scans and past fill bytes and junk too. Ends at EOI: what
/// follows is not looked at. Nothing when there is no frame header followed by a scan.
std::optional<JpegStructure> parse_jpeg(ByteView bytes);

/// The coded picture alone: SOI, the pieces, EOI. What catalogue::PictureId is the hash of.
Bytes coded_picture(const JpegStructure& jpeg);

}  // namespace ingest
