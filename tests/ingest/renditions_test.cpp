#include "ingest/bytes.hpp"
#include "ingest/jpeg_decode.hpp"
#include "ingest/jpeg_encode.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/pictures.hpp"
#include "ingest/pixels.hpp"
#include "jpegs.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using ingest::Bytes;
using ingest::DecodeReport;
using ingest::PixelForm;
using ingest::Pixels;
using ingest::Rendition;

namespace {

DecodeReport decoded(const Bytes& jpeg, ingest::PixelsWanted wanted) {
    const auto structure = ingest::parse_jpeg(jpeg);
    REQUIRE(structure);
    DecodeReport report = ingest::decode(jpeg, *structure, wanted);
    REQUIRE(report.failure.empty());
    CHECK(report.damage.empty());
    return report;
}

Pixels colours_of(const Bytes& jpeg) {
    DecodeReport report = decoded(jpeg, ingest::all_pixels);
    REQUIRE(report.pixels);
    return *std::move(report.pixels);
}

/// How far two pictures of one size are apart, a sample.
double difference(const Pixels& one, const Pixels& other) {
    REQUIRE(one.width == other.width);
    REQUIRE(one.height == other.height);
    REQUIRE(one.samples.size() == other.samples.size());
    double sum = 0;
    for (std::size_t i = 0; i < one.samples.size(); ++i) sum += std::abs(one.samples[i] - other.samples[i]);
    return sum / static_cast<double>(one.samples.size());
}

/// Cb of red, green and blue (ITU-T T.871 §7), halved in both directions.
Pixels blue_plane_of(const Pixels& colours) {
    Pixels plane{(colours.width + 1) / 2, (colours.height + 1) / 2, 1, {}};
    for (int y = 0; y < colours.height; y += 2) {
        for (int x = 0; x < colours.width; x += 2) {
            double sum = 0;
            for (const auto& [left, top] :
                 std::vector<std::pair<int, int>>{{x, y}, {x + 1, y}, {x, y + 1}, {x + 1, y + 1}}) {
                const int column = std::min(left, colours.width - 1);
                const int row = std::min(top, colours.height - 1);
                const auto* const rgb =
                    &colours.samples[static_cast<std::size_t>((row * colours.width + column) * 3)];
                sum += 128 - 0.168736 * rgb[0] - 0.331264 * rgb[1] + 0.5 * rgb[2];
            }
            plane.samples.push_back(static_cast<std::uint8_t>(sum / 4 + 0.5));
        }
    }
    return plane;
}

/// Different in each corner, and nowhere fine.
Pixels four_corners(int width, int height) {
    Pixels pixels{width, height, 3, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            pixels.samples.push_back(static_cast<std::uint8_t>(x * 250 / width));
            pixels.samples.push_back(static_cast<std::uint8_t>(y * 250 / height));
            pixels.samples.push_back(static_cast<std::uint8_t>(x * y * 200 / (width * height)));
        }
    }
    return pixels;
}

/// How JPEGs of cameras are coded, and some that no camera makes.
std::vector<jpegs::Shape> shapes() {
    std::vector<jpegs::Shape> shapes;
    for (const auto& [across, down] :
         std::vector<std::pair<int, int>>{{1, 1}, {2, 1}, {1, 2}, {2, 2}, {4, 1}, {1, 4}}) {
        for (const auto& [width, height] :
             std::vector<std::pair<int, int>>{{640, 480}, {401, 603}, {33, 17}}) {
            for (const bool progressive : {false, true}) {
                shapes.push_back({.width = width,
                                  .height = height,
                                  .progressive = progressive,
                                  .samples_across = across,
                                  .samples_down = down,
                                  .noise = 1});
            }
        }
    }
    return shapes;
}

}  // namespace

TEST_CASE("planes are the picture's own, in every way of coding colours and at every scale") {
    for (const jpegs::Shape& shape : shapes()) {
        CAPTURE(shape.width);
        CAPTURE(shape.samples_across);
        CAPTURE(shape.samples_down);
        const Bytes jpeg = jpegs::a_jpeg(shape);
        for (const int long_side : {640, 300, 80, 10}) {
            CAPTURE(long_side);
            const DecodeReport report = decoded(jpeg, {long_side, PixelForm::Planes});
            const bool coarser_than_planes =
                shape.samples_across * shape.samples_down == 4 && shape.samples_across != shape.samples_down;
            if (!report.planes) {
                CHECK(report.pixels);
                CHECK((coarser_than_planes || long_side == 10 || long_side == 80));
                continue;
            }
            const ingest::Planes& planes = *report.planes;
            CHECK(planes.cb.width == (planes.y.width + 1) / 2);
            CHECK(planes.cr.height == (planes.y.height + 1) / 2);
            const DecodeReport light = decoded(jpeg, {long_side, PixelForm::Light});
            CHECK(planes.y.samples == light.pixels->samples);
            const DecodeReport colours = decoded(jpeg, {long_side, PixelForm::Colours});
            CHECK(difference(planes.cb, blue_plane_of(*colours.pixels)) < 4);
        }
    }
}

TEST_CASE("renditions made of planes are those made of colours, whichever way up") {
    const Bytes jpeg = ingest::encode_master(four_corners(701, 433));
    const DecodeReport colours = decoded(jpeg, ingest::all_pixels);
    const DecodeReport planes = decoded(jpeg, {2000, PixelForm::Planes});
    REQUIRE(planes.planes);
    for (int orientation = 0; orientation <= 9; ++orientation) {
        CAPTURE(orientation);
        const std::vector<Rendition> made = ingest::make_renditions(*planes.planes, orientation);
        const std::vector<Rendition> expected = ingest::make_renditions(*colours.pixels, {orientation, {}});
        REQUIRE(made.size() == expected.size());
        for (std::size_t i = 0; i < made.size(); ++i) {
            CHECK(made[i].size == expected[i].size);
            CHECK(difference(colours_of(made[i].jpeg), colours_of(expected[i].jpeg)) < 1.5);
        }
    }
}

TEST_CASE("light alone is a plane of grey, whatever the picture's colours") {
    for (const auto colours : {jpegs::Colours::Grey, jpegs::Colours::YCbCr}) {
        const DecodeReport report = decoded(jpegs::a_jpeg({.colours = colours}), {96, PixelForm::Light});
        REQUIRE(report.pixels);
        CHECK(report.pixels->bands == 1);
        CHECK(report.pixels->samples.size() == 96U * 64U);
    }
    const DecodeReport four =
        decoded(jpegs::a_jpeg({.colours = jpegs::Colours::Cmyk}), {96, PixelForm::Light});
    CHECK_FALSE(four.pixels);
    const DecodeReport grey =
        decoded(jpegs::a_jpeg({.colours = jpegs::Colours::Grey}), {96, PixelForm::Planes});
    CHECK(grey.pixels->bands == 1);
}
