#include "render/imposed_booklet.hpp"

#include "a_pdf.hpp"
#include "pages_for_tests.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "scratch_folder.hpp"

#include <filesystem>
#include <optional>
#include <string>

#include <doctest/doctest.h>

using namespace render;

namespace {

/// Page n has n percent more black than the one before it.
Publication a_booklet(int pages, Size trim) {
    Publication booklet;
    booklet.title = "Proef";
    for (int page = 1; page <= pages; ++page) {
        Page one{trim, {}, {}, {}, std::to_string(page)};
        one.items.emplace_back(FilledRect{{{}, trim}, Ink{0, 0, 0, 5 * page}});
        booklet.pages.push_back(one);
    }
    return booklet;
}

const PdfOptions options{Edition::Print, "2026-07-02T10:00:00", {}};

}  // namespace

TEST_CASE("a booklet for the office machine lies on the smallest sheets that two pages fit on") {
    struct Row {
        Size page;
        std::optional<Size> asked;
        Size paper;
        double scale;
    };
    const Size a4{297_mm, 210_mm};
    const Size a3{420_mm, 297_mm};
    for (const Row& row : {Row{{148_mm, 210_mm}, {}, a4, 1}, Row{{210_mm, 210_mm}, {}, a3, 1},
                           Row{{210_mm, 297_mm}, {}, a3, 1}, Row{{105_mm, 148_mm}, {}, a4, 1},
                           Row{{210_mm, 210_mm}, a4, a4, 297.0 / 420}}) {
        const ScratchFolder folder;
        ImposedOrder order;
        order.sheet = row.asked;
        const auto made = write_imposed_booklet(a_booklet(12, row.page), folder / "b.pdf", order, options);
        CHECK(made.file.pages == 12);
        CHECK(made.sheets.sheets() == 3);
        CHECK(made.sheets.paper == row.paper);
        CHECK(made.sheets.scale == doctest::Approx(row.scale).epsilon(0.001));
        CHECK(render_tests::is_sound(folder / "b.pdf"));
        CHECK_FALSE(std::filesystem::exists(folder / "b.pdf.pages"));
        CHECK_FALSE(std::filesystem::exists(folder / "b.pdf.pages.unfinished"));
    }
}

TEST_CASE("folded and stapled, the office machine's booklet is read in order") {
    const ScratchFolder folder;
    write_imposed_booklet(a_booklet(8, {148_mm, 210_mm}), folder / "b.pdf", {}, options);
    // Each side of a sheet, left and right of the fold.
    const int expected[4][2] = {{8, 1}, {2, 7}, {6, 3}, {4, 5}};
    for (int side = 0; side < 4; ++side) {
        const auto picture = render_tests::picture_of(folder / "b.pdf", side + 1, 20);
        for (int half = 0; half < 2; ++half) {
            CAPTURE(side);
            const int grey = picture.at(picture.width * (1 + 2 * half) / 4, picture.height / 2);
            const int black = (255 - grey) * 100 / 255;
            CHECK(black == doctest::Approx(5 * expected[side][half]).epsilon(0.12));
        }
    }
}

TEST_CASE("pages that cannot be printed are not imposed either") {
    const ScratchFolder folder;
    Publication booklet = a_booklet(4, {148_mm, 210_mm});
    booklet.pages[2].items.emplace_back(
        Rule{{10_mm, 10_mm}, {90_mm, 10_mm}, Length::from_points(0.1), black_ink});
    const auto made = write_imposed_booklet(booklet, folder / "b.pdf", {}, options);
    CHECK_FALSE(made.file.report.passes());
    CHECK(made.sheets.sides == 0);
    CHECK(std::filesystem::is_empty(folder.path()));
}
