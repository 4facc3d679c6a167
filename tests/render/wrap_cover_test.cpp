#include "render/wrap_cover.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "tests/render/a_pdf.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <variant>

#include <doctest/doctest.h>

using namespace render;

namespace {

constexpr BookPaper usual{Length{47}, Length{108}};  // 0.13 and 0.30 mm

/// A square booklet of so many pages, each with its number as its label and a photo of that number.
Publication booklet_of(std::size_t pages) {
    Publication booklet;
    for (std::size_t i = 0; i < pages; ++i) {
        Page page{{210_mm, 210_mm}, 3_mm, {}, {}, std::to_string(i + 1)};
        const bool is_cover = i < 2 || i + 1 == pages;
        if (is_cover) page.items.emplace_back(FilledRect{{{-3_mm, -3_mm}, {216_mm, 216_mm}}, {90, 0, 0, 0}});
        page.items.emplace_back(PlacedPhoto{i, {{20_mm, 20_mm}, {40_mm, 30_mm}}, ""});
        booklet.pages.push_back(page);
    }
    booklet.bookmarks = {{"Omslag", 0}, {"Inhoud", 3}, {"Colofon", pages - 2}};
    return booklet;
}

const PlacedPhoto& photo_on(const Page& page, std::size_t place) {
    return std::get<PlacedPhoto>(page.items.at(place));
}

}  // namespace

TEST_CASE("the spine is as wide as the leaves and twice the cover") {
    CHECK(spine_width(48, usual) == Length{24 * 47 + 2 * 108});
    CHECK(spine_width(49, usual) == Length{25 * 47 + 2 * 108});
}

TEST_CASE("the cover of a glued booklet is one sheet: back, spine, front") {
    const auto parts = wrap(booklet_of(48), usual);
    REQUIRE(parts.cover.pages.size() == 1);
    const Page& cover = parts.cover.pages.front();
    const Length spine = spine_width(46, usual);
    CHECK(cover.trim == Size{210_mm * 2 + spine, 210_mm});
    const auto& ground = std::get<FilledRect>(cover.items.at(0)).rect;
    CHECK(ground == Rect{{-3_mm, -3_mm}, {cover.trim.width + 6_mm, 216_mm}});
    REQUIRE(cover.items.size() > 3);
    CHECK(photo_on(cover, 1).photo == 47);
    CHECK(photo_on(cover, 1).frame.left() == 20_mm);
    CHECK(photo_on(cover, 2).photo == 0);
    CHECK(photo_on(cover, 2).frame.left() == 230_mm + spine);
}

TEST_CASE("the cover of a glued booklet has marks where it is cut, and where its spine begins and ends") {
    const Page cover = wrap(booklet_of(48), usual).cover.pages.front();
    const Length spine = spine_width(46, usual);
    std::set<Length> upright;
    int marks = 0;
    for (const auto& item : cover.items) {
        const auto* mark = std::get_if<CropMark>(&item);
        if (!mark) continue;
        ++marks;
        if (mark->from.x == mark->to.x) upright.insert(mark->from.x);
        const bool above = mark->from.y < -cover.bleed && mark->to.y >= -cover.bleed - cover.margin;
        const bool below = mark->from.y > cover.trim.height + cover.bleed;
        const bool beside = mark->from.x < -cover.bleed || mark->from.x > cover.trim.width + cover.bleed;
        CHECK((above || below || beside));
    }
    CHECK(marks == 12);
    CHECK(upright == std::set<Length>{{}, 210_mm, 210_mm + spine, cover.trim.width});
}

TEST_CASE("a spine that is wide enough has the title in its middle, read downwards; a narrow one has none") {
    const WordStyle style{{Face::Sans, Weight::Bold, Slant::Upright, 14_pt, 18_pt}, black_ink};
    for (const std::size_t pages : {48, 96, 200}) {
        CAPTURE(pages);
        Publication cover = wrap(booklet_of(pages), usual).cover;
        const Length spine = spine_width(pages - 2, usual);
        add_spine_title(cover, spine, {"Kijk, Overvecht", style, {}, 16_mm});
        const Page& page = cover.pages.front();
        const auto* title = std::get_if<PlacedLine>(&page.items.back());
        CHECK((title != nullptr) == (spine >= least_titled_spine));
        if (!title) continue;
        CHECK(title->reading == Reading::Down);
        CHECK(title->origin.y == 16_mm);
        CHECK(title->origin.y + title->line.width <= page.trim.height - 16_mm);
        CHECK(title->origin.x >= 210_mm + Length::from_mm(1.4));
        CHECK(title->line.runs.front().font < cover.fonts.size());
        const render_tests::Folder folder;
        cover.photos.resize(pages);
        std::erase_if(cover.pages.front().items,
                      [](const Item& item) { return std::holds_alternative<PlacedPhoto>(item); });
        write_pdf(cover, folder / "cover.pdf", {});
        CHECK(render_tests::is_sound(folder / "cover.pdf"));
        CHECK(!render_tests::words_on(folder / "cover.pdf", 1).empty());
    }
}

TEST_CASE("inside a glued booklet the first page is a right one and the last leaf has a bare back") {
    const auto parts = wrap(booklet_of(48), usual);
    REQUIRE(parts.inside.pages.size() == 46);
    CHECK(parts.inside.pages.front().label == "3");
    CHECK(parts.inside.pages.at(44).label == "47");
    CHECK(parts.inside.pages.back().items.empty());
    REQUIRE(parts.inside.bookmarks.size() == 2);
    CHECK(parts.inside.bookmarks.front().page == 1);
    CHECK(parts.inside.bookmarks.back().page == 44);
}

TEST_CASE("a booklet that is too thin for glue is refused with a sentence") {
    CHECK_THROWS_AS(wrap(booklet_of(28), usual), catalogue::CannotWork);
}
