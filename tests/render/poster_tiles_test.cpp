#include "render/poster_tiles.hpp"

#include "render/imposed_side.hpp"
#include "render/length.hpp"
#include "render/paper.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using render::Length;
using render::MarkLook;
using render::PlacedPage;
using render::Rect;
using render::Size;
using render::SourcePage;
using render::TileStyle;
using render::operator""_mm;

namespace {

/// The part of the poster that a sheet shows, in the poster's own coordinates.
Rect shown_part(const PlacedPage& page) {
    return {{page.clip.left() - page.trim.left(), page.clip.top() - page.trim.top()}, page.clip.size};
}

}  // namespace

TEST_CASE("a poster is cut into the fewest sheets that show all of it and overlap enough to glue") {
    struct Case {
        Size poster;
        int columns;
        int rows;
        bool lying;
    };
    for (const auto& [poster, columns, rows, lying] : std::vector<Case>{{{190_mm, 277_mm}, 1, 1, false},
                                                                        {{191_mm, 277_mm}, 2, 1, false},
                                                                        {{297_mm, 420_mm}, 2, 2, false},
                                                                        {{420_mm, 297_mm}, 2, 2, true},
                                                                        {{594_mm, 841_mm}, 3, 5, true},
                                                                        {{270_mm, 180_mm}, 1, 1, true}}) {
        const TileStyle style;
        const auto sides = render::lay_out_tiles({{poster, {}}}, style);
        CAPTURE(render::in_words(poster));
        REQUIRE(sides.size() == static_cast<std::size_t>(columns * rows));
        CHECK((sides.front().paper.width > sides.front().paper.height) == lying);
        Rect all = shown_part(sides.front().pages.front());
        for (std::size_t i = 0; i < sides.size(); ++i) {
            const PlacedPage& page = sides[i].pages.front();
            const Rect part = shown_part(page);
            all = render::around(all, part);
            CHECK(page.trim.size == poster);  // never scaled
            CHECK(page.clip.left() >= style.margin);
            CHECK(page.clip.top() >= style.margin);
            CHECK(sides[i].paper.width - page.clip.right() >= style.margin);
            CHECK(sides[i].paper.height - page.clip.bottom() >= style.margin);
            const std::size_t row = i / static_cast<std::size_t>(columns);
            if (i % static_cast<std::size_t>(columns) != 0) {
                CHECK(shown_part(sides[i - 1].pages.front()).right() - part.left() == style.overlap);
            }
            if (row > 0) {
                const auto above = shown_part(sides[i - static_cast<std::size_t>(columns)].pages.front());
                CHECK(above.bottom() - part.top() == style.overlap);
            }
        }
        CHECK(all == Rect{{}, poster});
    }
}

TEST_CASE("glue marks lie on the strip that the next sheet covers, from its edge on") {
    const auto sides = render::lay_out_tiles({{{297_mm, 420_mm}, {}}}, {});
    const auto& first = sides.front();
    const auto& image = first.pages.front().clip;
    const Rect right_strip{{image.right() - 10_mm, image.top()}, {10_mm, image.size.height}};
    const Rect lower_strip{{image.left(), image.bottom() - 10_mm}, {image.size.width, 10_mm}};
    const auto lies_in = [](const Rect& rect, const render::SheetMark& mark) {
        const Rect box = render::around({mark.from, {}}, {mark.to, {}});
        return render::around(rect, box) == rect;
    };
    int on_image = 0;
    for (const auto& mark : first.marks) {
        if (!lies_in(image, mark)) continue;
        ++on_image;
        CHECK((lies_in(right_strip, mark) || lies_in(lower_strip, mark)));
        CHECK(mark.look == MarkLook::Glue);
    }
    CHECK(on_image > 20);
    // The last sheet is covered by none.
    const auto& last = sides.back();
    CHECK(std::none_of(last.marks.begin(), last.marks.end(),
                       [&](const auto& mark) { return lies_in(last.pages.front().clip, mark); }));
}

TEST_CASE("without overlap the parts are cut edge to edge and nothing is printed over them") {
    TileStyle style;
    style.overlap = {};
    for (const auto& side : render::lay_out_tiles({{{297_mm, 420_mm}, {}}}, style)) {
        const Rect& image = side.pages.front().clip;
        for (const auto& mark : side.marks) {
            const Rect shared = render::shared_part(image, render::around({mark.from, {}}, {mark.to, {}}));
            const bool inside = mark.from.x > image.left() && mark.from.x < image.right() &&
                                mark.from.y > image.top() && mark.from.y < image.bottom();
            CHECK_FALSE(inside);
            CHECK((shared.size.width == Length{} || shared.size.height == Length{}));
        }
    }
}

TEST_CASE("paper without room between margins and overlap is refused") {
    TileStyle style;
    style.paper = {105_mm, 148_mm};
    style.margin = 45_mm;
    CHECK_THROWS_WITH(
        render::lay_out_tiles({{{297_mm, 420_mm}, {}}}, style),
        "Paper of 105 × 148 mm leaves no room between the margins and the overlap: choose larger "
        "paper with --tile, or a smaller --margin or --overlap.");
    CHECK_THROWS(render::lay_out_tiles({{{20000_mm, 20000_mm}, {}}}, {}));
}

TEST_CASE("lengths are read with their unit and papers by name or size") {
    struct LengthCase {
        std::string text;
        std::optional<Length> length;
    };
    for (const auto& [text, length] : std::vector<LengthCase>{{"10mm", 10_mm},
                                                              {"0.10 mm", Length{36}},
                                                              {"0,1mm", Length{36}},
                                                              {"1cm", 10_mm},
                                                              {"12pt", Length{12 * 127}},
                                                              {"1in", Length{9144}},
                                                              {"10", std::nullopt},
                                                              {"-1mm", std::nullopt},
                                                              {"mm", std::nullopt},
                                                              {"nanmm", std::nullopt},
                                                              {"1e9mm", std::nullopt},
                                                              {"1furlong", std::nullopt},
                                                              {"", std::nullopt}}) {
        CAPTURE(text);
        CHECK(render::parse_length(text) == length);
    }
    CHECK(render::parse_paper("a4") == Size{210_mm, 297_mm});
    CHECK(render::parse_paper("SRA3") == Size{320_mm, 450_mm});
    CHECK(render::parse_paper("320x450mm") == Size{320_mm, 450_mm});
    CHECK(render::parse_paper("32cm x 45cm") == Size{320_mm, 450_mm});
    CHECK(render::parse_paper("A44") == std::nullopt);
    CHECK(render::parse_paper("0x450mm") == std::nullopt);
    CHECK(render::parse_paper("x") == std::nullopt);
}
