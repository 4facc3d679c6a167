#include "photographed_card.hpp"

#include "ingest/jpeg_decode.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include <qrencode.h>

namespace photographed_card {

ingest::Pixels photo_of(const std::string& text, const How& how) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code{
        QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_Q, QR_MODE_8, 1), &QRcode_free};
    ingest::Pixels pixels{how.width, how.height, how.bands, {}};
    const double turn = how.degrees * 3.14159265 / 180;
    std::uint32_t seed = 7;
    for (int y = 0; y < how.height; ++y) {
        for (int x = 0; x < how.width; ++x) {
            const double dx = (x - how.width / 2.0) / how.module;
            const double dy = (y - how.height / 2.0) / how.module;
            const double half = code->width / 2.0;
            const double column = std::floor(dx * std::cos(turn) + dy * std::sin(turn) + half);
            const double row = std::floor(dy * std::cos(turn) - dx * std::sin(turn) + half);
            double light = 120;
            if (column >= -4 && row >= -4 && column < code->width + 4 && row < code->width + 4) light = 235;
            if (column >= 0 && row >= 0 && column < code->width && row < code->width) {
                const auto at = static_cast<std::size_t>(row) * static_cast<std::size_t>(code->width) +
                                static_cast<std::size_t>(column);
                if ((code->data[at] & 1) != 0) light = 30;
            }
            light *= 1 - how.shade * x / how.width;
            seed = seed * 1664525U + 1013904223U;
            light += static_cast<double>(seed >> 24U) * how.noise / 255 - how.noise / 2.0;
            for (int band = 0; band < how.bands; ++band) {
                pixels.samples.push_back(static_cast<std::uint8_t>(std::min(255.0, std::max(0.0, light))));
            }
        }
    }
    return pixels;
}

}  // namespace photographed_card
