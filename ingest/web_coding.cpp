// Pictures coded for browsers, with libvips.

#include "ingest/bytes.hpp"
#include "ingest/ingest.hpp"
#include "ingest/pictures.hpp"
#include "ingest/vips_image.hpp"
#include "ingest/vips_library.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include <vips/vips.h>

namespace ingest {

namespace {

/// A WebP without the Exif that libvips 8.14 writes whatever is asked: the container (RIFF, RFC 9649 §2) with
/// its first chunk of coded picture alone. Pictures with transparency are none of ours.
Bytes bare_webp(const Bytes& webp) {
    constexpr std::size_t head = 12;  // "RIFF", length, "WEBP"
    for (std::size_t at = head; at + 8 <= webp.size();) {
        std::size_t length = 0;
        for (std::size_t i = 4; i > 0; --i) length = length << 8U | webp[at + 3 + i];
        const std::size_t end = std::min(webp.size(), at + 8 + length + length % 2);
        if (std::memcmp(&webp[at], "VP8 ", 4) != 0) {
            at = end;
            continue;
        }
        Bytes bare(webp.begin(), webp.begin() + head);
        bare.insert(bare.end(), webp.begin() + static_cast<std::ptrdiff_t>(at),
                    webp.begin() + static_cast<std::ptrdiff_t>(end));
        for (std::size_t i = 0; i < 4; ++i) {
            bare[4 + i] = static_cast<std::uint8_t>((bare.size() - 8) >> 8 * i);
        }
        return bare;
    }
    fail("it cannot be coded for the web");
}

}  // namespace

Bytes encode_for_web(ByteView jpeg, int size, WebFormat format) {
    start_vips();
    VipsImage* out = nullptr;
    const int not_scaled = vips().thumbnail_buffer(address(jpeg), jpeg.size(), &out, size, "height", size,
                                                   "size", VIPS_SIZE_DOWN, "no_rotate", true, nullptr);
    const Image scaled = without_metadata(made(not_scaled, out, "it cannot be decoded").get());
    void* data = nullptr;
    std::size_t length = 0;
    int failed = 0;
    switch (format) {  // qualities that look alike (SERVER §5.2)
        case WebFormat::Avif:
            failed = vips().heifsave_buffer(scaled.get(), &data, &length, "Q", 52, "compression",
                                            VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "effort", 2, nullptr);
            break;
        case WebFormat::WebP:
            failed = vips().webpsave_buffer(scaled.get(), &data, &length, "Q", 76, "strip", true, nullptr);
            break;
        case WebFormat::Jpeg:
            failed = vips().jpegsave_buffer(scaled.get(), &data, &length, "Q", 80, "optimize_coding", true,
                                            "strip", true, nullptr);
            break;
    }
    if (failed != 0) fail("it cannot be coded for the web");
    const Bytes coded = taken(data, length);
    return format == WebFormat::WebP ? bare_webp(coded) : coded;
}

}  // namespace ingest
