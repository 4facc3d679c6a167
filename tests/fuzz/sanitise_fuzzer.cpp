// Whatever the bytes are: no crash, and what comes out is a picture that holds only what is allowed and of
// which a second cleaning changes nothing.

#include "ingest/bytes.hpp"
#include "ingest/jpeg_decode.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/pictures.hpp"
#include "ingest/sanitise.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

long long work_of(const ingest::JpegStructure& jpeg) {
    return static_cast<long long>(jpeg.frame.width) * jpeg.frame.height * jpeg.scans;
}

bool begins_with(ingest::ByteView content, std::string_view label) {
    return content.size() >= label.size() && std::equal(label.begin(), label.end(), content.begin());
}

/// Whether a segment may stand in what we write.
bool is_allowed(std::uint8_t marker, ingest::ByteView content) {
    using namespace std::string_view_literals;
    switch (marker) {
        case 0xE0:
            return content.size() == 14 && begins_with(content, "JFIF\0"sv);
        case 0xE1:
            return begins_with(content, "Exif\0\0II*\0"sv) || begins_with(content, "Exif\0\0MM\0*"sv);
        case 0xE2:
            return begins_with(content, "ICC_PROFILE\0"sv);
        case 0xEE:
            return content.size() == 12 && begins_with(content, "Adobe\0"sv);
        default:
            return marker == 0xDB || marker == 0xC4 || marker == 0xCC || marker == 0xDD || marker == 0xDA ||
                   (marker >= 0xC0 && marker <= 0xCF && marker != 0xC8);
    }
}

/// Walks through a JPEG on its own, without anything of ours: nothing but allowed segments and scans, from
/// SOI to an EOI that is its end.
bool holds_only_what_is_allowed(ingest::ByteView jpeg) {
    std::size_t at = 2;
    while (at + 2 <= jpeg.size()) {
        if (jpeg[at] != 0xFF) return false;
        const std::uint8_t marker = jpeg[at + 1];
        if (marker == 0xD9) return at + 2 == jpeg.size();
        if (at + 4 > jpeg.size()) return false;
        const std::size_t length = static_cast<std::size_t>(jpeg[at + 2]) * 256 + jpeg[at + 3];
        if (length < 2 || at + 2 + length > jpeg.size()) return false;
        if (!is_allowed(marker, jpeg.subspan(at + 4, length - 2))) return false;
        at += 2 + length;
        if (marker != 0xDA) continue;
        const auto in_scan = [&](std::uint8_t next) { return next == 0 || (next >= 0xD0 && next <= 0xD7); };
        while (at + 1 < jpeg.size() && (jpeg[at] != 0xFF || in_scan(jpeg[at + 1]) || jpeg[at + 1] == 0xFF)) {
            at += jpeg[at] == 0xFF && jpeg[at + 1] != 0xFF ? 2 : 1;
        }
    }
    return false;
}

/// In a form and of a size that the last byte says.
ingest::PixelsWanted some_pixels(std::uint8_t byte) {
    return {byte * 4, static_cast<ingest::PixelForm>(byte % 3)};
}

}  // namespace

// Only JPEG: the other formats' decoders are fuzzed by those who keep them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ingest::ByteView file{data, size};
    if (size < 3 || data[0] != 0xFF || data[1] != 0xD8) return 0;
    const auto structure = ingest::parse_jpeg(file);
    if (structure && work_of(*structure) > 2'000'000)  // bounded, but slow to try
        return 0;
    const auto once = ingest::sanitise(file, "IMG_0001.JPG", some_pixels(data[size - 1]));
    if (!once.picture) return 0;
    if (once.picture->planes) ingest::make_renditions(*once.picture->planes, data[size - 1] % 10);
    if (!holds_only_what_is_allowed(once.picture->jpeg)) std::abort();
    const auto twice = ingest::sanitise(once.picture->jpeg, "IMG_0001.JPG", {});
    if (!twice.picture || !twice.picture->damage.empty()) std::abort();
    if (twice.picture->jpeg != once.picture->jpeg || twice.picture->id != once.picture->id) std::abort();
    return 0;
}
