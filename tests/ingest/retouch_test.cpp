#include "ingest/retouch.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/covering.hpp"
#include "ingest/jpeg_decode.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/pictures.hpp"
#include "jpegs.hpp"
#include "tests/catalogue/a_course.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ios>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using ingest::Bytes;
using ingest::CoverWith;
using ingest::Part;
using ingest::PixelArea;
using ingest::Pixels;
using ingest::Retouch;

namespace {

struct Rgb {
    int red, green, blue;
};

std::size_t place_of(const Pixels& pixels, int x, int y) {
    return (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) +
            static_cast<std::size_t>(x)) *
           static_cast<std::size_t>(pixels.bands);
}

void paint(Pixels& pixels, const PixelArea& area, Rgb colour) {
    for (int y = area.top; y < area.bottom; ++y) {
        for (int x = area.left; x < area.right; ++x) {
            const std::size_t at = place_of(pixels, x, y);
            pixels.samples[at] = static_cast<std::uint8_t>(colour.red);
            if (pixels.bands < 3) continue;
            pixels.samples[at + 1] = static_cast<std::uint8_t>(colour.green);
            pixels.samples[at + 2] = static_cast<std::uint8_t>(colour.blue);
        }
    }
}

/// Blue and green that change slowly, never red.
Pixels a_wall(int width, int height, int bands = 3) {
    Pixels pixels{width, height, bands, {}};
    pixels.samples.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                          static_cast<std::size_t>(bands));
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            paint(pixels, {x, y, x + 1, y + 1}, {40, 90 + 60 * x / width, 120 + 90 * y / height});
        }
    }
    return pixels;
}

/// Where the camera codes what is seen at (x, y) of an upright picture of that size (Exif 2.32 §4.6.4, tag
/// Orientation).
std::pair<int, int> coded_at(int orientation, int x, int y, const Pixels& seen) {
    const int right = seen.width - 1 - x;
    const int below = seen.height - 1 - y;
    switch (orientation) {
        case 2:
            return {right, y};
        case 3:
            return {right, below};
        case 4:
            return {x, below};
        case 5:
            return {y, x};
        case 6:
            return {y, right};
        case 7:
            return {below, right};
        case 8:
            return {below, x};
        default:
            return {x, y};
    }
}

Bytes photo_of(const Pixels& seen, int orientation) {
    Pixels coded = seen;
    if (orientation >= 5) std::swap(coded.width, coded.height);
    for (int y = 0; y < seen.height; ++y) {
        for (int x = 0; x < seen.width; ++x) {
            const auto [to_x, to_y] = coded_at(orientation, x, y, seen);
            std::copy_n(seen.samples.begin() + static_cast<std::ptrdiff_t>(place_of(seen, x, y)), seen.bands,
                        coded.samples.begin() + static_cast<std::ptrdiff_t>(place_of(coded, to_x, to_y)));
        }
    }
    const Bytes exif = jpegs::tiff({{0x0112, 3, 1, static_cast<std::uint32_t>(orientation)}});
    std::string content("Exif\0\0", 6);
    content.append(exif.begin(), exif.end());
    return jpegs::behind_start(ingest::encode_master(coded), jpegs::segment(0xE1, content));
}

struct Master {
    explicit Master(const Bytes& jpeg) {
        picture.master = folder.path / "master.jpg";
        std::ofstream(picture.master, std::ios::binary) << std::string(jpeg.begin(), jpeg.end());
    }
    a_course::Folder folder;
    catalogue::Picture picture;
};

Pixels pixels_of(const std::string& jpeg) {
    const Bytes bytes(jpeg.begin(), jpeg.end());
    const auto structure = ingest::parse_jpeg(bytes);
    REQUIRE(structure);
    auto report = ingest::decode(bytes, *structure, {std::numeric_limits<int>::max()});
    REQUIRE(report.pixels);
    return *report.pixels;
}

bool has_red(const Pixels& pixels) {
    for (std::size_t at = 0; at + 2 < pixels.samples.size(); at += 3) {
        if (pixels.samples[at] > pixels.samples[at + 2] + 20) return true;
    }
    return false;
}

constexpr Rgb red = {230, 20, 20};

}  // namespace

TEST_CASE("whichever way the camera was held, what is covered is what was seen there") {
    Pixels seen = a_wall(400, 240);
    paint(seen, {80, 72, 160, 120}, red);
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CAPTURE(orientation);
        const Master master(photo_of(seen, orientation));
        const Part on_it = {200, 300, 200, 200};
        CHECK(has_red(pixels_of(ingest::retouched(master.picture, {}))));
        for (const CoverWith with : {CoverWith::Haze, CoverWith::Plain}) {
            const Pixels made = pixels_of(ingest::retouched(master.picture, {{{on_it, with}}, {}}));
            CHECK(made.width == 400);
            CHECK(made.height == 240);
            CHECK_FALSE(has_red(made));
        }
        // Cut so that it is left out, and so that there is nothing else.
        CHECK_FALSE(has_red(pixels_of(ingest::retouched(master.picture, {{}, Part{405, 0, 595, 1000}}))));
        const Pixels alone = pixels_of(ingest::retouched(master.picture, {{}, on_it}));
        CHECK(alone.width == 80);
        CHECK(alone.height == 48);
        CHECK(alone.samples[place_of(alone, 40, 24)] > 180);
    }
}

TEST_CASE("two photos that differ only under the cover become the same file, byte for byte") {
    // Edges on blocks of eight pixels, which JPEG codes by themselves.
    const PixelArea under = {80, 72, 160, 120};
    Pixels one = a_wall(400, 240);
    Pixels other = one;
    for (int i = 0; i < 8; ++i) paint(one, {84 + 9 * i, 80, 88 + 9 * i, 112}, red);
    paint(other, under, {255, 255, 255});
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CAPTURE(orientation);
        const Master first(photo_of(one, orientation));
        const Master second(photo_of(other, orientation));
        CHECK(ingest::retouched(first.picture, {}) != ingest::retouched(second.picture, {}));
        for (const CoverWith with : {CoverWith::Haze, CoverWith::Plain}) {
            const Retouch retouch = {{{{200, 300, 200, 200}, with}}, {}};
            const std::string made = ingest::retouched(first.picture, retouch);
            CHECK(made == ingest::retouched(second.picture, retouch));
            CHECK_FALSE(jpegs::holds(Bytes(made.begin(), made.end()), "Exif"));
        }
    }
}

TEST_CASE("covers at the edges, over each other and over everything are made of what lies around them") {
    const std::vector<std::vector<PixelArea>> cases = {
        {{0, 0, 20, 20}},
        {{80, 40, 100, 60}},
        {{0, 20, 100, 30}},
        {{30, 0, 40, 60}},
        {{10, 10, 40, 40}, {30, 30, 60, 50}},
        {{10, 10, 50, 50}, {20, 20, 30, 30}},
        {{0, 0, 50, 60}, {50, 0, 100, 60}},
        {{0, 0, 100, 60}},
        {{40, 40, 41, 41}},
        {{0, 0, 99, 60}},
    };
    for (const int bands : {1, 3}) {
        for (std::vector<PixelArea> areas : cases) {
            for (const bool smooth : {true, false}) {
                CAPTURE(bands);
                CAPTURE(areas.front().left);
                CAPTURE(areas.front().right);
                CAPTURE(smooth);
                for (PixelArea& area : areas) area.smooth = smooth;
                Pixels black = a_wall(100, 60, bands);
                Pixels white = black;
                for (const PixelArea& area : areas) {
                    paint(black, area, {0, 0, 0});
                    paint(white, area, {255, 255, 255});
                }
                const Pixels before = black;
                ingest::cover(black, areas);
                ingest::cover(white, areas);
                CHECK(black.samples == white.samples);
                CHECK(black.samples != before.samples);
                // What is not covered is as it was.
                for (int y = 0; y < 60; ++y) {
                    for (int x = 0; x < 100; ++x) {
                        if (std::ranges::any_of(areas, [&](const auto& each) { return each.holds(x, y); }))
                            continue;
                        const std::size_t at = place_of(black, x, y);
                        REQUIRE(black.samples[at] == before.samples[at]);
                    }
                }
            }
        }
    }
}

TEST_CASE("a cover has the colours of its surroundings") {
    Pixels pixels = a_wall(100, 60);
    const Pixels before = pixels;
    paint(pixels, {40, 20, 70, 40}, red);
    ingest::cover(pixels, {{40, 20, 70, 40}});
    for (int y = 20; y < 40; ++y) {
        for (int x = 40; x < 70; ++x) {
            for (std::size_t band = 0; band < 3; ++band) {
                const int was = before.samples[place_of(before, x, y) + band];
                const int now = pixels.samples[place_of(pixels, x, y) + band];
                REQUIRE(std::abs(was - now) < 25);
            }
        }
    }
}

TEST_CASE("only a part that lies in the picture and has a size can be asked for") {
    CHECK(ingest::lies_within_picture({}));
    CHECK(ingest::lies_within_picture({999, 999, 1, 1}));
    constexpr int most = std::numeric_limits<int>::max();
    for (const Part& wrong : {Part{0, 0, 0, 10}, Part{0, 0, 10, -1}, Part{-1, 0, 10, 10}, Part{1000, 0, 1, 1},
                              Part{500, 0, 501, 10}, Part{0, 1001, 10, 10}, Part{1, 1, most, most},
                              Part{most, 0, most, 1}, Part{-most, 0, 10, 10}}) {
        CAPTURE(wrong.left);
        CAPTURE(wrong.width);
        CHECK_FALSE(ingest::lies_within_picture(wrong));
    }
}

TEST_CASE("the smallest picture can be cut and covered to its last pixel") {
    const Master master(photo_of(a_wall(1, 1), 1));
    const Pixels made = pixels_of(
        ingest::retouched(master.picture, {{{{0, 0, 1, 1}, CoverWith::Haze}}, Part{999, 999, 1, 1}}));
    CHECK(made.width == 1);
    CHECK(made.height == 1);
    CHECK(made.samples == Bytes{128, 128, 128});
}

TEST_CASE("a preview shows the same in small, and a master that is no picture shows nothing") {
    Pixels seen = a_wall(800, 480);
    paint(seen, {160, 144, 320, 240}, red);
    const Master master(photo_of(seen, 6));
    const Retouch retouch = {{{{195, 295, 210, 210}, CoverWith::Haze}}, Part{0, 0, 500, 1000}};
    const Pixels small = pixels_of(ingest::retouched_preview(master.picture, retouch, 300));
    CHECK(small.width < 400);
    CHECK(small.width * 12 == doctest::Approx(small.height * 10).epsilon(0.03));
    CHECK_FALSE(has_red(small));
    const Master broken(Bytes{1, 2, 3});
    CHECK(ingest::retouched(broken.picture, retouch).empty());
    catalogue::Picture none;
    none.master = broken.folder.path / "none.jpg";
    CHECK(ingest::retouched_preview(none, retouch, 300).empty());
}

TEST_CASE("a picture that takes another's place in a version leaves nothing of it behind") {
    const a_course::Folder folder;
    a_course::Json file = a_course::course();
    file["photos"][0]["versions"].push_back({{"id", "v2"}, {"kind", "crop"}});
    catalogue::Catalogue library = a_course::library_with(file, folder.path);
    const auto add = [&](int width) {
        const Bytes jpeg = ingest::encode_master(a_wall(width, 60));
        ingest::add_made_version(library, {{"p01"}, {"v2"}}, std::string(jpeg.begin(), jpeg.end()),
                                 a_course::today);
        return library.holdings().front().picture;
    };
    const catalogue::Picture first = add(100);
    CHECK(std::filesystem::exists(first.master));
    CHECK(std::filesystem::exists(library.rendition_path(first.id, 320)));
    const catalogue::Picture second = add(90);
    CHECK(second.id != first.id);
    CHECK(std::filesystem::exists(second.master));
    CHECK_FALSE(std::filesystem::exists(first.master));
    CHECK_FALSE(std::filesystem::exists(library.rendition_path(first.id, 320)));
    CHECK_THROWS_AS(ingest::add_made_version(library, {{"p01"}, {"v2"}}, "no picture", a_course::today),
                    catalogue::CannotWork);
    CHECK(std::filesystem::exists(second.master));
}
