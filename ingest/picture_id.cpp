#include "ingest/picture_id.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/digest.hpp"
#include "ingest/bytes.hpp"
#include "ingest/jpeg_coding.hpp"
#include "ingest/jpeg_structure.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace ingest {

namespace {

constexpr std::array<std::uint8_t, 2> start = {0xFF, marker::soi};
constexpr std::array<std::uint8_t, 2> end = {0xFF, marker::eoi};

}  // namespace

std::string sha256(ByteView bytes) {
    catalogue::Sha256 hash;
    hash.add(bytes);
    return hash.hexadecimal();
}

// The same as of coded_picture(), without copying it.
catalogue::PictureId picture_id(const JpegStructure& jpeg) {
    catalogue::Sha256 hash;
    hash.add(start);
    for (const CodingPiece& piece : jpeg.coding) {
        hash.add(piece.segment);
        hash.add(piece.scan);
    }
    hash.add(end);
    return {hash.hexadecimal()};
}

}  // namespace ingest
