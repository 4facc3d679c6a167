#include "ingest/picture_id.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/jpeg_structure.hpp"

#include <array>
#include <string>

#include <sodium.h>

namespace ingest {

std::string sha256(ByteView bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text{};
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
}

catalogue::PictureId picture_id(const JpegStructure& jpeg) {
    return {sha256(coded_picture(jpeg))};
}

}  // namespace ingest
