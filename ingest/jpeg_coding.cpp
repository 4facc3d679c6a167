#include "ingest/jpeg_coding.hpp"

#include "ingest/bytes.hpp"
#include "ingest/jpeg_structure.hpp"

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>

namespace ingest {

namespace {

/// How many bytes of the content mean something; 0: none do.
struct Meaning {
    std::size_t length = 0;
    bool odd = false;
};

// T.81 B.2.4.1: one or more tables of 64 numbers of one or two bytes.
Meaning quantization_tables(ByteView content) {
    std::size_t at = 0;
    while (at < content.size()) {
        const unsigned precision = content[at] >> 4U;
        const unsigned destination = content[at] & 15U;
        const std::size_t length = 1 + 64 * (std::size_t{precision} + 1);
        if (precision > 1 || destination > 3 || content.size() - at < length) break;
        at += length;
    }
    return {at, false};
}

// A code book has no symbol twice, and a DC symbol is a number of bits (T.81 F.1.2.1); words have no such
// restraint.
bool odd_symbols(unsigned table_class, ByteView symbols) {
    std::bitset<256> seen;
    for (const std::uint8_t symbol : symbols) {
        if (seen.test(symbol) || (table_class == 0 && symbol > 16)) return true;
        seen.set(symbol);
    }
    return false;
}

// T.81 B.2.4.2: class and destination, sixteen counts, as many symbols.
Meaning huffman_tables(ByteView content) {
    Meaning meaning;
    while (content.size() - meaning.length >= 17) {
        const ByteView table = content.subspan(meaning.length);
        const unsigned table_class = table[0] >> 4U;
        const unsigned destination = table[0] & 15U;
        const auto counts = table.subspan(1, 16);
        const std::size_t symbols = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
        if (table_class > 1 || destination > 3 || symbols > 256 || table.size() < 17 + symbols) break;
        meaning.odd = meaning.odd || odd_symbols(table_class, table.subspan(17, symbols));
        meaning.length += 17 + symbols;
    }
    return meaning;
}

// T.81 B.2.2
Meaning frame_header(ByteView content) {
    if (content.size() < 6) return {};
    const std::size_t components = content[5];
    const std::size_t length = 6 + 3 * components;
    if (components < 1 || components > 4 || content.size() < length) return {};
    return {length, false};
}

// T.81 B.2.3
Meaning scan_header(ByteView content) {
    if (content.empty()) return {};
    const std::size_t components = content[0];
    const std::size_t length = 4 + 2 * components;
    if (components < 1 || components > 4 || content.size() < length) return {};
    return {length, false};
}

// T.81 B.2.4.3: pairs of destination and value; at most one for each of four DC and four AC tables.
Meaning arithmetic_conditioning(ByteView content) {
    const std::size_t length = content.size() & ~std::size_t{1};
    if (length < 2 || length > 16) return {};
    return {length, false};
}

Meaning meaning_of(std::uint8_t kind, ByteView content) {
    if (is_frame_header(kind)) return frame_header(content);
    switch (kind) {
        case marker::dqt:
            return quantization_tables(content);
        case marker::dht:
            return huffman_tables(content);
        case marker::dac:
            return arithmetic_conditioning(content);
        case marker::sos:
            return scan_header(content);
        case marker::dri:
            return {content.size() >= 2 ? std::size_t{2} : 0, false};
        default:
            return {};
    }
}

}  // namespace

bool is_frame_header(std::uint8_t kind) {
    return (kind >= marker::sof0 && kind <= marker::sof2) || kind == marker::sof9 || kind == marker::sof10;
}

bool is_coding_segment(std::uint8_t kind) {
    switch (kind) {
        case marker::dqt:
        case marker::dht:
        case marker::dac:
        case marker::sos:
        case marker::dri:
            return true;
        default:
            return is_frame_header(kind);
    }
}

std::optional<CodingSegment> rebuild_coding_segment(std::uint8_t kind, ByteView content) {
    const Meaning meaning = meaning_of(kind, content);
    if (meaning.length == 0) return std::nullopt;
    const std::size_t length = meaning.length + 2;
    CodingSegment segment{
        {0xFF, kind, static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length & 0xFFU)},
        meaning.odd};
    const ByteView kept = content.first(meaning.length);
    segment.bytes.insert(segment.bytes.end(), kept.begin(), kept.end());
    return segment;
}

Frame read_frame(std::uint8_t kind, ByteView content) {
    Frame frame;
    frame.marker = kind;
    frame.height = content[1] << 8U | content[2];
    frame.width = content[3] << 8U | content[4];
    frame.components = content[5];
    for (std::size_t i = 0; i < content[5] && i < frame.component_ids.size(); ++i) {
        frame.component_ids.at(i) = content[6 + 3 * i];
    }
    return frame;
}

}  // namespace ingest
