#include "ingest/scaling.hpp"

#include "ingest/bytes.hpp"
#include "ingest/pixels.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include <doctest/doctest.h>

using ingest::Bytes;
using ingest::Pixels;
using ingest::scaled_down;

namespace {

/// Each band another plane that rises to the right and downwards.
Pixels slope(int width, int height, int bands) {
    Pixels pixels{width, height, bands, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (int band = 0; band < bands; ++band) {
                pixels.samples.push_back(
                    static_cast<std::uint8_t>(20 + 60 * band + 50.0 * x / width + 50.0 * y / height));
            }
        }
    }
    return pixels;
}

int farthest_apart(const Pixels& one, const Pixels& other) {
    int most = 0;
    for (std::size_t i = 0; i < one.samples.size(); ++i) {
        most = std::max(most, std::abs(one.samples[i] - other.samples[i]));
    }
    return most;
}

}  // namespace

TEST_CASE("a smaller picture has the long side that was asked for and its own proportions") {
    struct {
        int width, height, long_side, small_width, small_height;
    } const cases[] = {{4000, 3000, 1920, 1920, 1440}, {300, 400, 100, 75, 100},  {1000, 1, 10, 10, 1},
                       {2000, 1500, 1999, 1999, 1499}, {320, 240, 320, 320, 240}, {100, 50, 320, 100, 50}};
    for (const auto& each : cases) {
        const Pixels small = scaled_down(slope(each.width, each.height, 3), each.long_side);
        CAPTURE(each.width);
        CHECK(small.width == each.small_width);
        CHECK(small.height == each.small_height);
        CHECK(small.samples.size() == 3U * static_cast<std::size_t>(small.width * small.height));
    }
}

TEST_CASE("a smaller picture looks like the large one") {
    for (const int bands : {1, 3}) {
        for (const int size : {599, 300, 77, 8}) {
            CAPTURE(bands);
            CAPTURE(size);
            const Pixels small = scaled_down(slope(600, 450, bands), size);
            // A slope stays the slope, but for rounding and what is folded in at its edges.
            CHECK(farthest_apart(small, slope(small.width, small.height, bands)) <= (size < 50 ? 8 : 3));
        }
    }
}

TEST_CASE("a picture of one colour keeps it to the last pixel") {
    for (const int value : {0, 1, 127, 254, 255}) {
        Pixels flat = slope(601, 433, 3);
        std::fill(flat.samples.begin(), flat.samples.end(), static_cast<std::uint8_t>(value));
        const Pixels small = scaled_down(flat, 123);
        CHECK(std::all_of(small.samples.begin(), small.samples.end(),
                          [&](auto each) { return each == value; }));
    }
}

TEST_CASE("two samples become their mean, and one that stands alone stays itself") {
    const Bytes upper = {0, 10, 20, 30, 255};
    const Bytes lower = {10, 20, 30, 40, 255};
    Bytes down(5);
    ingest::halve_down(upper.data(), lower.data(), 5, down.data());
    CHECK(down == Bytes{5, 15, 25, 35, 255});
    Bytes both(3);
    ingest::halve_both(upper.data(), lower.data(), 5, both.data());
    CHECK(both == Bytes{10, 30, 255});
}

TEST_CASE("planes are made smaller together, and those of colour stay half as large") {
    const ingest::Planes planes = {slope(601, 433, 1), slope(301, 217, 1), slope(301, 217, 1)};
    for (const int size : {599, 321, 9}) {
        CAPTURE(size);
        const ingest::Planes small = scaled_down(planes, size);
        CHECK(small.y.width == size);
        CHECK(small.y.samples == scaled_down(planes.y, size).samples);
        for (const Pixels* colour : {&small.cb, &small.cr}) {
            CHECK(colour->width == (small.y.width + 1) / 2);
            CHECK(colour->height == (small.y.height + 1) / 2);
            CHECK(farthest_apart(*colour, slope(colour->width, colour->height, 1)) <= (size < 50 ? 16 : 3));
        }
    }
    CHECK(scaled_down(planes, 700).cb.samples == planes.cb.samples);
}
