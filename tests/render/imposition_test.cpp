#include "render/imposition.hpp"

#include "render/folded_sheets.hpp"
#include "render/imposed_side.hpp"
#include "render/length.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

using render::Binding;
using render::Duplex;
using render::FoldStyle;
using render::ImposedSide;
using render::Length;
using render::PageNumber;
using render::PlacedPage;
using render::Point;
using render::Rect;
using render::Sheet;
using render::Size;
using render::SourcePage;
using render::Turn;
using render::operator""_mm;

namespace {

/// "8|1 2|7": front and back of a sheet; "-" for a blank.
std::string in_words(const Sheet& sheet) {
    const auto page = [](PageNumber number) {
        return number == render::blank_page ? std::string("-") : std::to_string(number);
    };
    return fmt::format("{}|{} {}|{}", page(sheet.front.left), page(sheet.front.right), page(sheet.back.left),
                       page(sheet.back.right));
}

std::vector<std::string> in_words(const std::vector<Sheet>& sheets) {
    std::vector<std::string> words;
    for (const Sheet& sheet : sheets) words.push_back(in_words(sheet));
    return words;
}

using Words = std::vector<std::string>;

std::vector<SourcePage> square_pages(int count) {
    return std::vector<SourcePage>(static_cast<std::size_t>(count),
                                   {{210_mm, 210_mm}, {3_mm, 3_mm, 3_mm, 3_mm}});
}

bool holds(const Rect& rect, Point point) {
    return rect.left() <= point.x && point.x < rect.right() && rect.top() <= point.y &&
           point.y < rect.bottom();
}

/// A page as a hand holding the paper finds it, and whether it stands upright there.
struct Found {
    PageNumber page = render::blank_page;
    bool upright = true;

    friend bool operator==(const Found&, const Found&) = default;
};

Found page_at(const ImposedSide& side, Point point) {
    for (const PlacedPage& page : side.pages) {
        if (holds(page.clip, point)) return {page.page, page.turn == Turn::Upright};
    }
    return {};
}

/// What lies behind a point of the front, when the printer has turned the paper over that edge.
Found page_behind(const ImposedSide& back, Point front, Duplex duplex) {
    const bool lies = back.paper.width > back.paper.height;
    const bool over_upright_edge = (duplex == Duplex::LongEdge) != lies;
    if (over_upright_edge) return page_at(back, {back.paper.width - front.x, front.y});
    Found found = page_at(back, {front.x, back.paper.height - front.y});
    found.upright = found.page == render::blank_page || !found.upright;
    return found;
}

/// Prints the sheets, folds each, and turns the leaves from the front cover on. Sheets of one signature are
/// nested, signatures follow each other.
std::vector<Found> fold_and_read(const std::vector<ImposedSide>& sides, const std::vector<Sheet>& sheets,
                                 const FoldStyle& style, Binding binding) {
    const Duplex duplex = *style.paper.duplex;
    std::vector<Found> read;
    std::size_t place = 0;  // where the next sheet of this signature goes
    for (std::size_t s = 0; s < sheets.size(); ++s) {
        if (sheets[s].depth == 0) place = read.size();
        const ImposedSide& front = sides[2 * s];
        const ImposedSide& back = sides[2 * s + 1];
        const Length quarter = front.paper.width / 4;
        const Length middle = front.paper.height / 2;
        const Point first{binding == Binding::Left ? 3 * quarter : quarter, middle};
        const Point last{binding == Binding::Left ? quarter : 3 * quarter, middle};
        const std::vector<Found> leaves{page_at(front, first), page_behind(back, first, duplex),
                                        page_behind(back, last, duplex), page_at(front, last)};
        read.insert(read.begin() + static_cast<std::ptrdiff_t>(place), leaves.begin(), leaves.end());
        place += 2;
    }
    return read;
}

std::vector<Found> upright_pages(int count) {
    std::vector<Found> pages;
    for (int page = 1; page <= (count + 3) / 4 * 4; ++page) {
        pages.push_back({page <= count ? page : render::blank_page, true});
    }
    return pages;
}

const PlacedPage& page_of(const std::vector<ImposedSide>& sides, PageNumber number) {
    for (const ImposedSide& side : sides) {
        for (const PlacedPage& page : side.pages) {
            if (page.page == number) return page;
        }
    }
    FAIL("there is no page " << number);
    return sides.front().pages.front();
}

}  // namespace

TEST_CASE("a stapled booklet has its first and last page on the outermost sheet") {
    CHECK(in_words(render::impose_saddle_stitch(4)) == Words{"4|1 2|3"});
    CHECK(in_words(render::impose_saddle_stitch(8)) == Words{"8|1 2|7", "6|3 4|5"});
    CHECK(in_words(render::impose_saddle_stitch(16)) ==
          Words{"16|1 2|15", "14|3 4|13", "12|5 6|11", "10|7 8|9"});
}

TEST_CASE("six pages leave the last two blank") {
    CHECK(in_words(render::impose_saddle_stitch(6)) == Words{"-|1 2|-", "6|3 4|5"});
    CHECK(in_words(render::impose_saddle_stitch(1)) == Words{"-|1 -|-"});
}

TEST_CASE("a booklet in Arabic is bound at the right") {
    CHECK(in_words(render::bound_at(Binding::Right, render::impose_saddle_stitch(8))) ==
          Words{"1|8 7|2", "3|6 5|4"});
}

TEST_CASE("a thick book is folded in signatures that follow each other") {
    CHECK(in_words(render::impose_signatures(22, 8)) ==
          Words{"8|1 2|7", "6|3 4|5", "16|9 10|15", "14|11 12|13", "-|17 18|-", "22|19 20|21"});
    CHECK(in_words(render::impose_signatures(10, 8)) == Words{"8|1 2|7", "6|3 4|5", "-|9 10|-"});
}

TEST_CASE("two pages side by side are read from left to right and then behind") {
    CHECK(in_words(render::impose_two_up(6)) == Words{"1|2 3|4", "5|6 -|-"});
    CHECK(in_words(render::bound_at(Binding::Right, render::impose_two_up(4))) == Words{"2|1 4|3"});
}

TEST_CASE("printed, folded and read from the cover on, every booklet has its pages in order and upright") {
    for (const Binding binding : {Binding::Left, Binding::Right}) {
        for (const Duplex duplex : {Duplex::ShortEdge, Duplex::LongEdge}) {
            FoldStyle style;
            style.paper.duplex = duplex;
            style.paper_thickness = Length::from_mm(0.1);
            for (int pages = 1; pages <= 64; ++pages) {
                CAPTURE(pages);
                const auto saddle = render::bound_at(binding, render::impose_saddle_stitch(pages));
                const auto sides = render::lay_out_folded(square_pages(pages), saddle, style);
                REQUIRE(fold_and_read(sides, saddle, style, binding) == upright_pages(pages));
                const auto book = render::bound_at(binding, render::impose_signatures(pages, 16));
                const auto signatures = render::lay_out_folded(square_pages(pages), book, style);
                REQUIRE(fold_and_read(signatures, book, style, binding) == upright_pages(pages));
            }
        }
    }
}

TEST_CASE("pages that are taller than two are wide are turned over their long edge and stay upright") {
    const std::vector<SourcePage> pages(8, {{70_mm, 210_mm}, {}});
    for (const Duplex duplex : {Duplex::ShortEdge, Duplex::LongEdge}) {
        FoldStyle style;
        style.paper.duplex = duplex;
        const auto sheets = render::impose_saddle_stitch(8);
        const auto sides = render::lay_out_folded(pages, sheets, style);
        CHECK(fold_and_read(sides, sheets, style, Binding::Left) == upright_pages(8));
    }
}

TEST_CASE("each sheet further inside moves its pages to the fold by the thickness of the paper") {
    struct Case {
        int page;
        Length from_fold;  // of the trim's inner edge; negative: past the fold
    };
    const Length t = Length::from_mm(0.1);
    FoldStyle style;
    style.paper_thickness = t;
    const auto sheets = render::impose_saddle_stitch(40);
    const auto sides = render::lay_out_folded(square_pages(40), sheets, style);
    for (const auto& [page, from_fold] : std::vector<Case>{{1, {}},
                                                           {40, {}},
                                                           {2, {}},
                                                           {3, -t},
                                                           {38, -t},
                                                           {5, -2 * t},
                                                           {19, -9 * t},
                                                           {20, -9 * t},
                                                           {21, -9 * t}}) {
        CAPTURE(page);
        const Rect trim = page_of(sides, page).trim;
        const bool right_hand = trim.left() > 100_mm;
        CHECK((right_hand ? trim.left() - 210_mm : 210_mm - trim.right()) == from_fold);
        CHECK(trim.size == Size{210_mm, 210_mm});
    }
    CHECK(render::total_creep(sheets, t) == Length::from_mm(0.9));
}

TEST_CASE("signatures creep each for itself") {
    const Length t = Length::from_mm(0.1);
    CHECK(render::total_creep(render::impose_signatures(64, 16), t) == Length::from_mm(0.3));
    CHECK(render::total_creep(render::impose_saddle_stitch(64), t) == Length::from_mm(1.5));
}

TEST_CASE("after folding and cutting flush, the outer edge of every page is cut at its trim") {
    FoldStyle style;
    style.paper_thickness = Length::from_mm(0.14);
    const auto sheets = render::impose_saddle_stitch(48);
    const auto sides = render::lay_out_folded(square_pages(48), sheets, style);
    for (std::size_t i = 0; i < sides.size(); ++i) {
        // The fold of this sheet lies this much further out than the outermost fold; the knife cuts at the
        // same place for all.
        const Length out = style.paper_thickness * sheets[i / 2].depth;
        for (const PlacedPage& page : sides[i].pages) {
            const bool right_hand = page.trim.left() > 100_mm;
            const Length from_fold = right_hand ? page.trim.right() - 210_mm : 210_mm - page.trim.left();
            CHECK(from_fold + out == 210_mm);
        }
        CHECK(sides[i].trim.size.width == 420_mm - 2 * out);
    }
}

TEST_CASE("bleed never crosses the fold and is kept outside") {
    FoldStyle style;
    style.paper.paper = Size{320_mm, 450_mm};
    style.paper_thickness = Length::from_mm(0.1);
    const auto sides = render::lay_out_folded(square_pages(24), render::impose_saddle_stitch(24), style);
    for (const ImposedSide& side : sides) {
        REQUIRE(side.paper == Size{450_mm, 320_mm});
        for (const PlacedPage& page : side.pages) {
            const bool right_hand = page.trim.left() > 100_mm;
            CHECK((right_hand ? page.clip.left() : page.clip.right()) == 225_mm);
            CHECK((right_hand ? page.clip.right() - page.trim.right()
                              : page.trim.left() - page.clip.left()) == 3_mm);
            CHECK(page.clip.top() == page.trim.top() - 3_mm);
            CHECK(page.clip.bottom() == page.trim.bottom() + 3_mm);
        }
    }
}

TEST_CASE("a booklet that is larger than the paper is refused, or shrunk when asked") {
    FoldStyle style;
    style.paper.paper = Size{210_mm, 297_mm};
    const auto sheets = render::impose_saddle_stitch(4);
    CHECK_THROWS_WITH(
        render::lay_out_folded(square_pages(4), sheets, style),
        "What is to be printed on one side is 420 × 210 mm and does not fit on paper of 297 × 210 "
        "mm: choose larger paper with --sheet, or shrink it with --fit.");
    style.paper.fitting = render::Fitting::Shrunk;
    const auto sides = render::lay_out_folded(square_pages(4), sheets, style);
    const Rect cover = page_of(sides, 1).trim;
    CHECK(cover.left() == Length::from_mm(148.5));
    CHECK(cover.size.width == Length::from_mm(148.5));
    CHECK(cover.size.height == Length::from_mm(148.5));
}

TEST_CASE("a page of another size stands in the middle of its half") {
    auto pages = square_pages(4);
    pages[2].trim = {148_mm, 100_mm};
    const auto sides = render::lay_out_folded(pages, render::impose_saddle_stitch(4), {});
    CHECK(page_of(sides, 3).trim == Rect{{241_mm, 55_mm}, {148_mm, 100_mm}});
}

TEST_CASE("crop marks stand outside the bleed and a broken line where to fold") {
    FoldStyle style;
    style.paper.marks = render::Marks::Outside;
    const auto sides = render::lay_out_folded(square_pages(4), render::impose_saddle_stitch(4), style);
    const ImposedSide& front = sides.front();
    CHECK(front.paper == Size{436_mm, 226_mm});
    CHECK(front.trim == Rect{{8_mm, 8_mm}, {420_mm, 210_mm}});
    CHECK(front.bleed.left() == 5_mm);
    CHECK(front.marks.size() == 10);
    for (const auto& mark : front.marks) {
        const auto outside = [&](Point p) {
            return !(p.x > front.bleed.left() && p.x < front.bleed.right() && p.y > front.bleed.top() &&
                     p.y < front.bleed.bottom());
        };
        CHECK(outside(mark.from));
        CHECK(outside(mark.to));
    }
    CHECK(std::count_if(front.marks.begin(), front.marks.end(), [](const auto& mark) {
              return mark.look == render::MarkLook::Fold && mark.from.x == 218_mm && mark.to.x == 218_mm;
          }) == 2);
}
