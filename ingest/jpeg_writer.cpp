#include "ingest/jpeg_writer.hpp"

#include "ingest/bytes.hpp"
#include "ingest/jpeg_coding.hpp"
#include "ingest/jpeg_structure.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ingest {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t most_content = 65533;
constexpr auto exif_label = "Exif\0\0"sv;
constexpr auto xmp_label = "http://ns.adobe.com/xap/1.0/\0"sv;
constexpr auto icc_label = "ICC_PROFILE\0"sv;

void append(Bytes& out, std::string_view text) {
    out.insert(out.end(), text.begin(), text.end());
}

void append(Bytes& out, ByteView bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void append_header(Bytes& out, std::uint8_t kind, std::size_t content) {
    if (content > most_content) throw std::invalid_argument("a JPEG segment holds 65,533 bytes at most");
    const std::size_t length = content + 2;
    append(out, Bytes{0xFF, kind, static_cast<std::uint8_t>(length >> 8U),
                      static_cast<std::uint8_t>(length & 0xFFU)});
}

// JFIF 1.02, clause 10: version, no unit, square pixels, no thumbnail.
void append_jfif(Bytes& out) {
    append_header(out, marker::app0, 14);
    append(out, "JFIF\0\1\2\0\0\1\0\1\0\0"sv);
}

// Adobe Technical Note 5116: version 100, no flags, the transform. Decoding needs no more than this.
void append_adobe(Bytes& out, std::uint8_t transform) {
    append_header(out, marker::app14, 12);
    append(out, "Adobe\0\x64\0\0\0\0"sv);
    out.push_back(transform > 2 ? 0 : transform);
}

void append_labelled(Bytes& out, std::string_view label, ByteView content) {
    append_header(out, marker::app1, label.size() + content.size());
    append(out, label);
    append(out, content);
}

// ICC.1:2022 Annex B.4: chunks, numbered from 1.
void append_profile(Bytes& out, ByteView profile) {
    const std::size_t most = most_content - icc_label.size() - 2;
    const std::size_t chunks = (profile.size() + most - 1) / most;
    if (chunks > 255) throw std::invalid_argument("the colour profile is too large for a JPEG");
    for (std::size_t i = 0; i < chunks; ++i) {
        const ByteView part = profile.subspan(i * most, std::min(most, profile.size() - i * most));
        append_header(out, marker::app2, icc_label.size() + 2 + part.size());
        append(out, icc_label);
        append(out, Bytes{static_cast<std::uint8_t>(i + 1), static_cast<std::uint8_t>(chunks)});
        append(out, part);
    }
}

ByteView as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

bool is_xmp(ByteView segment) {
    return segment[1] == marker::app1 && segment.size() > 4 + xmp_label.size() &&
           std::equal(xmp_label.begin(), xmp_label.end(), segment.begin() + 4,
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

}  // namespace

// Exif 2.32 clause 4.5.4 wants APP1 directly behind SOI, JFIF wants APP0 there; with both, every reader in
// use takes JFIF first.
Bytes write_jpeg(const Wrapping& wrapping, const JpegStructure& jpeg) {
    Bytes out = {0xFF, marker::soi};
    if (wrapping.jfif) append_jfif(out);
    if (!wrapping.exif.empty()) append_labelled(out, exif_label, wrapping.exif);
    if (!wrapping.xmp.empty()) append_labelled(out, xmp_label, as_bytes(wrapping.xmp));
    if (!wrapping.colour_profile.empty()) append_profile(out, wrapping.colour_profile);
    if (wrapping.adobe_transform) append_adobe(out, *wrapping.adobe_transform);
    std::size_t length = out.size() + 2;
    for (const CodingPiece& piece : jpeg.coding) length += piece.segment.size() + piece.scan.size();
    out.reserve(length);
    for (const CodingPiece& piece : jpeg.coding) {
        append(out, piece.segment);
        append(out, piece.scan);
    }
    append(out, Bytes{0xFF, marker::eoi});
    return out;
}

Bytes with_xmp(ByteView jpeg, const std::string& xmp) {
    Bytes out;
    out.reserve(jpeg.size() + xmp_label.size() + xmp.size() + 4);
    append(out, Bytes{0xFF, marker::soi});
    std::size_t at = 2;
    bool placed = xmp.empty();
    const auto place = [&] {
        if (!placed) append_labelled(out, xmp_label, as_bytes(xmp));
        placed = true;
    };
    while (true) {
        if (jpeg.size() < at + 4 || jpeg[at] != 0xFF) throw std::invalid_argument("this is not a master");
        const std::uint8_t kind = jpeg[at + 1];
        const std::size_t length = static_cast<std::size_t>(jpeg[at + 2] << 8U | jpeg[at + 3]) + 2;
        const bool ours = kind >= marker::app0 && kind <= marker::app15;
        if (!ours || length < 4 || length > jpeg.size() - at) break;
        const ByteView segment = jpeg.subspan(at, length);
        if (kind > marker::app1) place();
        if (!is_xmp(segment)) append(out, segment);
        at += length;
    }
    place();
    append(out, jpeg.subspan(at));
    return out;
}

}  // namespace ingest
