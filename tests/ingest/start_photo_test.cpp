#include "ingest/start_photo.hpp"

#include "ingest/jpeg_decode.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include <doctest/doctest.h>
#include <qrencode.h>

using ingest::find_start_sign;
using ingest::Pixels;
using ingest::read_start_code;

namespace {

const std::string a_card = "INBEELD1/INB-VB-2026-1/7Q4K29XM/2026-04-21T10:00";

struct Photographed {
    double degrees = 0;
    double module = 8;  // pixels
    int width = 1200;
    int height = 900;
    int bands = 3;
    int noise = 12;  // of 255
    double shade = 0;
};

/// A photo of a grey table with a white card on it that bears a QR code.
Pixels photo_of(const std::string& text, const Photographed& how = {}) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code{
        QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_Q, QR_MODE_8, 1), &QRcode_free};
    Pixels pixels{how.width, how.height, how.bands, {}};
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

}  // namespace

TEST_CASE("what a start card says is read, and other QR codes say nothing") {
    const auto code = read_start_code(a_card);
    REQUIRE(code);
    CHECK(code->course == "INB-VB-2026-1");
    CHECK(code->start_code == "7Q4K29XM");
    CHECK(code->time == "2026-04-21T10:00:00");
    CHECK(read_start_code("INBEELD1/Overvecht/voorjaar/7Q4K/2026-04-21T10:00")->course ==
          "Overvecht/voorjaar");
    for (const char* other :
         {"", "https://example.org", "INBEELD1/", "INBEELD1///2026-04-21T10:00", "INBEELD1/c/s/morgen",
          "INBEELD1/c/2026-04-21T10:00", "INBEELD2/c/s/2026-04-21T10:00"}) {
        CAPTURE(other);
        CHECK_FALSE(read_start_code(other));
    }
}

TEST_CASE("a start card is found at any angle, in shade and in black and white") {
    for (const Photographed& how :
         {Photographed{}, Photographed{.degrees = 90}, Photographed{.degrees = 180},
          Photographed{.degrees = 33}, Photographed{.noise = 60}, Photographed{.bands = 1},
          Photographed{.degrees = 12, .shade = 0.7}, Photographed{.degrees = 5, .module = 4.3}}) {
        CAPTURE(how.degrees);
        CAPTURE(how.module);
        const auto sign = find_start_sign(photo_of(a_card, how));
        REQUIRE(sign);
        CHECK(sign->code.start_code == "7Q4K29XM");
        CHECK(sign->fills_picture);
    }
}

TEST_CASE("a card that only lies in view does not make a picture a start photo") {
    const auto sign = find_start_sign(photo_of(a_card, {.module = 4.4, .width = 1900, .height = 1400}));
    REQUIRE(sign);
    CHECK_FALSE(sign->fills_picture);
}

TEST_CASE("pictures without a start card, or of a kind without light and dark, say nothing") {
    CHECK_FALSE(find_start_sign(photo_of("https://example.org/een-andere-code")));
    CHECK_FALSE(find_start_sign(Pixels{}));
    CHECK_FALSE(find_start_sign(Pixels{10, 10, 4, ingest::Bytes(400)}));
    CHECK_FALSE(find_start_sign(Pixels{1, 1, 1, ingest::Bytes(1)}));
}
