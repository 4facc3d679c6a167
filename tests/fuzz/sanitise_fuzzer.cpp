// Whatever the bytes are: no crash, and what comes out is a picture of which a second cleaning changes
// nothing.

#include "ingest/bytes.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/sanitise.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

long long work_of(const ingest::JpegStructure& jpeg) {
    return static_cast<long long>(jpeg.frame.width) * jpeg.frame.height * jpeg.scans;
}

}  // namespace

// Only JPEG: the other formats' decoders are fuzzed by those who keep them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ingest::ByteView file{data, size};
    if (size < 3 || data[0] != 0xFF || data[1] != 0xD8) return 0;
    const auto structure = ingest::parse_jpeg(file);
    if (structure && work_of(*structure) > 2'000'000)  // bounded, but slow to try
        return 0;
    const auto once = ingest::sanitise(file, "IMG_0001.JPG", {});
    if (!once.picture) return 0;
    const auto twice = ingest::sanitise(once.picture->jpeg, "IMG_0001.JPG", {});
    if (!twice.picture || !twice.picture->damage.empty()) std::abort();
    if (twice.picture->jpeg != once.picture->jpeg || twice.picture->id != once.picture->id) std::abort();
    return 0;
}
