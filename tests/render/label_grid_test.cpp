#include "render/label_grid.hpp"

#include "render/imposed_side.hpp"
#include "render/length.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <vector>

#include <doctest/doctest.h>

using render::Duplex;
using render::Filling;
using render::GridStyle;
using render::ImposedSide;
using render::Length;
using render::MarkLook;
using render::PageNumber;
using render::PlacedPage;
using render::Rect;
using render::Size;
using render::SourcePage;
using render::Turn;
using render::operator""_mm;

namespace {

std::vector<SourcePage> labels(int count) {
    return std::vector<SourcePage>(static_cast<std::size_t>(count),
                                   {{105_mm, 74_mm}, {3_mm, 3_mm, 3_mm, 3_mm}});
}

GridStyle two_by_four() {
    GridStyle style;
    style.columns = 2;
    style.rows = 4;
    return style;
}

std::vector<PageNumber> pages_of(const ImposedSide& side) {
    std::vector<PageNumber> pages;
    for (const PlacedPage& page : side.pages) pages.push_back(page.page);
    return pages;
}

using Pages = std::vector<PageNumber>;

/// Cuts out every label of the front and turns it over like a page of a book. Whether its back is the page
/// that follows, at the same place and upright.
bool backs_belong(const ImposedSide& front, const ImposedSide& back, Duplex duplex) {
    const bool lies = front.paper.width > front.paper.height;
    const bool over_upright_edge = (duplex == Duplex::LongEdge) != lies;
    for (const PlacedPage& label : front.pages) {
        const Rect& trim = label.trim;
        const Rect behind = over_upright_edge
                                ? Rect{{front.paper.width - trim.right(), trim.top()}, trim.size}
                                : Rect{{trim.left(), front.paper.height - trim.bottom()}, trim.size};
        const Turn turn = over_upright_edge ? Turn::Upright : Turn::UpsideDown;
        const auto found = std::find_if(back.pages.begin(), back.pages.end(), [&](const PlacedPage& page) {
            return page.page == label.page + 1 && page.trim == behind && page.turn == turn;
        });
        if (found == back.pages.end()) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("labels fill a sheet row by row and go on with the next sheet") {
    const auto sides = render::lay_out_grid(labels(11), two_by_four());
    REQUIRE(sides.size() == 2);
    CHECK(pages_of(sides[0]) == Pages{1, 2, 3, 4, 5, 6, 7, 8});
    CHECK(pages_of(sides[1]) == Pages{9, 10, 11});
    CHECK(sides[0].paper == Size{210_mm, 296_mm});
    CHECK(sides[0].pages[2].trim == Rect{{0_mm, 74_mm}, {105_mm, 74_mm}});
}

TEST_CASE("neighbours share one cut, and no label prints on its neighbour") {
    GridStyle style = two_by_four();
    style.paper.marks = render::Marks::Outside;
    const ImposedSide side = render::lay_out_grid(labels(8), style).front();
    for (const PlacedPage& one : side.pages) {
        for (const PlacedPage& other : side.pages) {
            if (one.page == other.page) continue;
            const Rect shared = render::shared_part(one.clip, other.trim);
            CHECK((shared.size.width == Length{} || shared.size.height == Length{}));
        }
    }
    CHECK(side.pages[0].clip.left() == side.pages[0].trim.left() - 3_mm);
    std::set<Length> columns;
    std::set<Length> rows;
    for (const auto& mark : side.marks) {
        if (mark.from.x == mark.to.x) columns.insert(mark.from.x);
        if (mark.from.y == mark.to.y) rows.insert(mark.from.y);
    }
    CHECK(columns == std::set<Length>{8_mm, 113_mm, 218_mm});
    CHECK(rows == std::set<Length>{8_mm, 82_mm, 156_mm, 230_mm, 304_mm});
}

TEST_CASE("a gap between labels leaves room for bleed and two cuts") {
    GridStyle style = two_by_four();
    style.gap = 4_mm;
    style.paper.marks = render::Marks::Outside;
    const ImposedSide side = render::lay_out_grid(labels(8), style).front();
    CHECK(side.pages[1].trim.left() - side.pages[0].trim.right() == 4_mm);
    CHECK(side.pages[0].clip.right() == side.pages[0].trim.right() + 2_mm);
    CHECK(side.pages[1].clip.left() == side.pages[0].clip.right());
    CHECK(side.marks.size() == 2 * (4 + 8));
}

TEST_CASE("a flyer has its own back behind it, whichever edge the printer turns over") {
    for (const Duplex duplex : {Duplex::ShortEdge, Duplex::LongEdge}) {
        for (const int columns : {2, 3, 5}) {
            GridStyle style = two_by_four();
            style.columns = columns;
            style.paper.duplex = duplex;
            const auto sides = render::lay_out_grid(labels(16), style);
            REQUIRE(sides.size() % 2 == 0);
            for (std::size_t i = 0; i < sides.size(); i += 2) {
                CHECK(backs_belong(sides[i], sides[i + 1], duplex));
            }
        }
    }
}

TEST_CASE("one flyer fills a whole sheet when repeated") {
    GridStyle style = two_by_four();
    style.filling = Filling::WholeSheet;
    style.paper.duplex = Duplex::LongEdge;
    const auto sides = render::lay_out_grid(labels(2), style);
    REQUIRE(sides.size() == 2);
    CHECK(pages_of(sides[0]) == Pages(8, 1));
    CHECK(pages_of(sides[1]) == Pages(8, 2));
    CHECK(backs_belong(sides[0], sides[1], Duplex::LongEdge));
}

TEST_CASE("the last flyer without a back stays white behind") {
    GridStyle style = two_by_four();
    style.paper.duplex = Duplex::LongEdge;
    const auto sides = render::lay_out_grid(labels(3), style);
    REQUIRE(sides.size() == 2);
    CHECK(pages_of(sides[0]) == Pages{1, 3});
    CHECK(pages_of(sides[1]) == Pages{2});
}
