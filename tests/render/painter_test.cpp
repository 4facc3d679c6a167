#include "render/painter.hpp"

#include "catalogue/catalogue.hpp"
#include "pages_for_tests.hpp"
#include "raster.hpp"
#include "render/ink.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "scratch_folder.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>

using namespace render;

namespace {

/// How much of a square of 10 pixels is inked: 0 to 1.
double ink_in_square(const Raster& raster, int left, int top) {
    double ink = 0;
    for (int y = top; y < top + 10; ++y) {
        for (int x = left; x < left + 10; ++x) ink += 1 - raster.pixel(x, y)[1] / 255.0;
    }
    return ink / 100;
}

}  // namespace

TEST_CASE("the preview shows what the PDF shows") {
    const ScratchFolder folder;
    OnePage one;
    TextStyle large;
    large.size = 24_pt;
    large.leading = 30_pt;
    one.say("Wat zie jij", "nl", large);
    one.say("صورة الشجرة", "ar", large);
    one.say("ስእሊ", "ti", large);
    one.page().items.emplace_back(FilledRect{{{-3_mm, 80_mm}, {106_mm, 23_mm}}, {0, 0, 0, 40}});
    one.write(folder / "a.pdf", Edition::Print);
    paint_png(one.publication(), 0, Ppi{127}, folder / "a.png");
    // 127 pixels an inch are 5 a millimetre: edges fall between pixels in both.
    const Raster printed = Raster::of_page(folder / "a.pdf", 600);
    const Raster painted = Raster::of_png(folder / "a.png");
    REQUIRE(painted.width == 600);
    REQUIRE(painted.height == 600);
    // Poppler puts letters on whole pixels, so squares of 10 pixels are compared: a letter out of place by 3
    // pixels shows in its squares.
    double most_ink = 0;
    for (int y = 0; y + 10 <= 600; y += 10) {
        for (int x = 0; x + 10 <= 600; x += 10) {
            const double ink = ink_in_square(printed, x, y);
            most_ink = std::max(most_ink, ink);
            CAPTURE(x);
            CAPTURE(y);
            CHECK(std::abs(ink - ink_in_square(painted, x, y)) < 0.15);
        }
    }
    CHECK(most_ink > 0.4);
}

TEST_CASE("ink on paper is shown as the light it leaves") {
    CHECK(on_screen({0, 0, 0, 0}) == Rgb{1, 1, 1});
    CHECK(on_screen({0, 0, 0, 100}) == Rgb{0, 0, 0});
    CHECK(on_screen({100, 0, 0, 0}) == Rgb{0, 1, 1});
}

TEST_CASE("a preview that cannot be written is named") {
    const ScratchFolder folder;
    OnePage one;
    CHECK_THROWS_AS(paint_png(one.publication(), 0, Ppi{20}, folder / "absent" / "a.png"),
                    catalogue::CannotWork);
}
