#include "a_pdf.hpp"
#include "catalogue/catalogue.hpp"
#include "render/imposition.hpp"
#include "render/length.hpp"
#include "render/pdf/impose.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

using render::Binding;
using render::Duplex;
using render::impose_pdf;
using render::ImpositionOrder;
using render::Length;
using render::SaddleStitch;
using render::Sheet;
using render::Spread;
using render::operator""_mm;
using namespace render_tests;

namespace {

constexpr double a5_width = 419.528;
constexpr double a5_height = 595.276;

ImpositionOrder stapled(Length paper_thickness = {}) {
    SaddleStitch style;
    style.fold.paper_thickness = paper_thickness;
    return {style, {}};
}

/// "p8 p1": the words on a sheet from left to right.
std::string read_from(const std::filesystem::path& file, int page) {
    std::string text;
    for (const Word& word : words_on(file, page)) text += (text.empty() ? "" : " ") + word.text;
    return text;
}

std::string expected(const Spread& spread) {
    std::string text;
    for (const int page : {spread.left, spread.right}) {
        if (page != render::blank_page) text += fmt::format("{}p{}", text.empty() ? "" : " ", page);
    }
    return text;
}

bool contains(const std::string& bytes, const std::string& part) {
    return bytes.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the file that is written holds the pages in the order in which sheets are folded") {
    const Folder folder;
    for (const Binding binding : {Binding::Left, Binding::Right}) {
        for (const int pages : {4, 7, 12, 40, 64}) {
            CAPTURE(pages);
            const auto in =
                folder.file("in.pdf", a_pdf({numbered_pages(pages, a5_width, a5_height), "", "", {}}));
            ImpositionOrder order = stapled();
            order.binding = binding;
            const auto report = impose_pdf(in, folder / "out.pdf", order);
            CHECK(is_sound(folder / "out.pdf"));
            const auto sheets = render::bound_at(binding, render::impose_saddle_stitch(pages));
            REQUIRE(report.sides == static_cast<int>(2 * sheets.size()));
            for (std::size_t s = 0; s < sheets.size(); ++s) {
                const int front = static_cast<int>(2 * s) + 1;
                CHECK(read_from(folder / "out.pdf", front) == expected(sheets[s].front));
                CHECK(read_from(folder / "out.pdf", front + 1) == expected(sheets[s].back));
            }
        }
    }
}

TEST_CASE("in the file, creep moves pages towards the fold in steps of the paper's thickness") {
    const Folder folder;
    const auto in = folder.file("in.pdf", a_pdf({numbered_pages(40, a5_width, a5_height), "", "", {}}));
    impose_pdf(in, folder / "flat.pdf", stapled());
    for (const double thickness : {0.1, 0.2, 0.3}) {
        impose_pdf(in, folder / "creep.pdf", stapled(Length::from_mm(thickness)));
        for (int side = 1; side <= 20; ++side) {
            CAPTURE(side);
            const auto flat = words_on(folder / "flat.pdf", side);
            const auto creep = words_on(folder / "creep.pdf", side);
            REQUIRE(flat.size() == 2);
            REQUIRE(creep.size() == 2);
            const double step = (side - 1) / 2 * thickness * 72 / 25.4;
            CHECK(creep[0].x - flat[0].x == doctest::Approx(step).epsilon(0.002));
            CHECK(flat[1].x - creep[1].x == doctest::Approx(step).epsilon(0.002));
        }
    }
}

TEST_CASE("a page is placed by its trim, upright, whatever its boxes, rotation and unit") {
    struct Case {
        int rotate;
        double unit;
        double top_left_x;  // in the page's own space: near the corner that is at the top left when upright
        double top_left_y;
    };
    // Trim 100 by 200, with its lower left corner at (150, 70).
    const std::vector<Case> cases{{0, 1, 160, 260},   {90, 1, 160, 80},   {180, 1, 240, 80},
                                  {270, 1, 240, 260}, {-90, 1, 240, 260}, {450, 2, 160, 80},
                                  {0, 2.5, 160, 260}};
    for (const auto& [rotate, unit, x, y] : cases) {
        CAPTURE(rotate);
        const Folder folder;
        const PdfPage page{
            fmt::format("/MediaBox [100 50 400 300] /CropBox [120 60 390 290] /TrimBox [250 70 150 270] "
                        "/Rotate {} /UserUnit {}",
                        rotate, unit),
            fmt::format("BT /F 4 Tf {} {} Td (top) Tj ET", x, y)};
        const auto in = folder.file("in.pdf", a_pdf({{page, page, page, page}, "", "", {}}));
        impose_pdf(in, folder / "out.pdf", stapled());
        const bool lies = rotate % 180 != 0;
        const double width = unit * (lies ? 200 : 100);
        const double height = unit * (lies ? 100 : 200);
        CHECK(box_on(folder / "out.pdf", 1, "MediaBox") ==
              fmt::format("0.00 0.00 {:.2f} {:.2f}", 2 * width, height));
        const auto words = words_on(folder / "out.pdf", 1);
        REQUIRE(words.size() == 2);
        CHECK(words[0].x < 0.25 * width);
        CHECK(words[1].x > width);
        CHECK(words[1].x < 1.25 * width);
        CHECK(words[0].y < 0.25 * height);
    }
}

TEST_CASE("without a trim a page is as large as what is shown of it") {
    const Folder folder;
    auto pages = numbered_pages(4, 400, 300);
    for (auto& page : pages) page.entries += " /CropBox [20 10 380 290]";
    impose_pdf(folder.file("in.pdf", a_pdf({pages, "", "", {}})), folder / "out.pdf", stapled());
    CHECK(box_on(folder / "out.pdf", 1, "MediaBox") == "0.00 0.00 720.00 280.00");
}

TEST_CASE("on paper, bleed shows outside and not past the fold") {
    const Folder folder;
    const std::string boxes = "/MediaBox [0 0 320 320] /TrimBox [10 10 310 310] /BleedBox [2 2 318 318]";
    const PdfPage black{boxes, "0 g 0 0 320 320 re f"};
    const PdfPage white{boxes, ""};
    const auto in = folder.file("in.pdf", a_pdf({{black, white, white, white}, "", "", {}}));
    ImpositionOrder order = stapled();
    std::get<SaddleStitch>(order.style).fold.paper.paper =
        render::Size{Length::from_points(700), Length::from_points(400)};
    impose_pdf(in, folder / "out.pdf", order);
    // The fold is at 350, the trim of page 1 goes from 350 to 650 and from 50 to 350.
    CHECK(box_on(folder / "out.pdf", 1, "TrimBox") == "50.00 50.00 650.00 350.00");
    CHECK(box_on(folder / "out.pdf", 1, "BleedBox") == "42.00 42.00 658.00 358.00");
    const Picture front = picture_of(folder / "out.pdf", 1, 72);
    REQUIRE(front.width == 700);
    CHECK(front.darkest(0, 0, 349, 400) == 255);
    CHECK(front.at(352, 200) == 0);
    CHECK(front.at(656, 200) == 0);
    CHECK(front.at(660, 200) == 255);
    CHECK(front.at(500, 44) == 0);
    CHECK(front.at(500, 39) == 255);
    const Picture back = picture_of(folder / "out.pdf", 2, 72);
    CHECK(back.darkest(0, 0, 700, 400) == 255);
}

TEST_CASE("turned over the long edge, the backs of a lying sheet stand on their heads") {
    const Folder folder;
    auto pages = numbered_pages(4, a5_width, a5_height);
    for (auto& page : pages) page.contents += " BT /F 12 Tf 20 560 Td (head) Tj ET";
    const auto in = folder.file("in.pdf", a_pdf({pages, "", "", {}}));
    ImpositionOrder order = stapled();
    std::get<SaddleStitch>(order.style).fold.paper.duplex = Duplex::LongEdge;
    const auto report = impose_pdf(in, folder / "out.pdf", order);
    CHECK(report.duplex == Duplex::LongEdge);
    CHECK(report.scale == 1);
    CHECK(read_from(folder / "out.pdf", 1) == "head p4 head p1");
    CHECK(read_from(folder / "out.pdf", 2) == "p3 head p2 head");
    CHECK(words_on(folder / "out.pdf", 2)[1].y > 500);
    CHECK(contains(bytes_of(folder / "out.pdf"), "/Duplex /DuplexFlipLongEdge"));
}

TEST_CASE("the printer is asked to turn sheets over and to leave their size alone") {
    const Folder folder;
    const auto in = folder.file("in.pdf", a_pdf({numbered_pages(4, a5_width, a5_height), "", "", {}}));
    impose_pdf(in, folder / "out.pdf", stapled());
    const std::string bytes = bytes_of(folder / "out.pdf");
    CHECK(contains(bytes, "/Duplex /DuplexFlipShortEdge"));
    CHECK(contains(bytes, "/PrintScaling /None"));
}

TEST_CASE("a document that is read from the right is bound there unless one says otherwise") {
    const Folder folder;
    const auto in = folder.file(
        "in.pdf",
        a_pdf({numbered_pages(4, a5_width, a5_height), "/ViewerPreferences <</Direction /R2L>>", "", {}}));
    impose_pdf(in, folder / "out.pdf", stapled());
    CHECK(read_from(folder / "out.pdf", 1) == "p1 p4");
    ImpositionOrder order = stapled();
    order.binding = Binding::Left;
    impose_pdf(in, folder / "out.pdf", order);
    CHECK(read_from(folder / "out.pdf", 1) == "p4 p1");
}

TEST_CASE("photos keep their bytes, and who made the file is not told") {
    const Folder folder;
    const auto in =
        folder.file("in.pdf", a_pdf({numbered_pages(4, a5_width, a5_height),
                                     "/OpenAction <</S /JavaScript /JS (app.alert)>> /Lang (nl)",
                                     "/Info 5 0 R",
                                     {"<</Author (Fatima de Vries) /Title (Portretten) /Trapped /False>>"}}));
    impose_pdf(in, folder / "out.pdf", stapled());
    const std::string bytes = bytes_of(folder / "out.pdf");
    CHECK(contains(bytes, photo_bytes));
    CHECK_FALSE(contains(bytes, "Fatima"));
    CHECK_FALSE(contains(bytes, "JavaScript"));
    CHECK(contains(bytes, "/Lang (nl)"));
    CHECK(contains(bytes, "/Trapped /False"));
}

TEST_CASE("notes that would be printed are printed, and others are not") {
    const Folder folder;
    auto pages = numbered_pages(4, a5_width, a5_height);
    pages[0].entries +=
        " /Annots [<</Type /Annot /F 4 /Subtype /Stamp /Rect [50 50 150 80] /AP <</N 5 0 R>>>> "
        "<</Type /Annot /F 0 /Subtype /Stamp /Rect [50 90 150 120] /AP <</N 6 0 R>>>>]";
    const auto form = [](const std::string& text) {
        const std::string contents = "BT /F 12 Tf 2 2 Td (" + text + ") Tj ET";
        return fmt::format(
            "<</Type /XObject /Subtype /Form /BBox [0 0 100 30] /Resources <</Font <</F 3 0 R>>>> /Length "
            "{}>>\n"
            "stream\n{}\nendstream",
            contents.size(), contents);
    };
    const auto in = folder.file("in.pdf", a_pdf({pages, "", "", {form("paid"), form("draft")}}));
    impose_pdf(in, folder / "out.pdf", stapled());
    CHECK(read_from(folder / "out.pdf", 1) == "p4 paid p1");
}

TEST_CASE("a page written in several streams is one page") {
    const Folder folder;
    const auto stream = [](const std::string& contents) {
        return fmt::format("<</Length {}>>\nstream\n{}\nendstream", contents.size(), contents);
    };
    auto pages = numbered_pages(4, a5_width, a5_height);
    pages[0].entries += " /Contents [5 0 R 6 0 R]";
    pages[1].entries += " /Contents [5 0 R 6 0 R]";
    const auto in = folder.file(
        "in.pdf", a_pdf({pages, "", "", {stream("BT /F 20 Tf 200 300"), stream("Td (joined) Tj ET")}}));
    impose_pdf(in, folder / "out.pdf", stapled());
    CHECK(read_from(folder / "out.pdf", 1) == "p4 joined");
    CHECK(read_from(folder / "out.pdf", 2) == "joined p3");
}

TEST_CASE("the same pages give the same bytes") {
    const Folder folder;
    const auto in = folder.file("in.pdf", a_pdf({numbered_pages(12, a5_width, a5_height), "", "", {}}));
    impose_pdf(in, folder / "one.pdf", stapled(Length::from_mm(0.1)));
    impose_pdf(in, folder / "two.pdf", stapled(Length::from_mm(0.1)));
    CHECK(bytes_of(folder / "one.pdf") == bytes_of(folder / "two.pdf"));
}

TEST_CASE("labels, parts of a poster and pages side by side are written too") {
    const Folder folder;
    const auto in = folder.file("in.pdf", a_pdf({numbered_pages(6, a5_width, a5_height), "", "", {}}));
    render::GridStyle grid;
    grid.columns = 3;
    grid.rows = 1;
    CHECK(impose_pdf(in, folder / "out.pdf", {grid, {}}).sheets() == 2);
    CHECK(read_from(folder / "out.pdf", 2) == "p4 p5 p6");
    CHECK(impose_pdf(in, folder / "out.pdf", {render::TwoUp{}, {}}).sheets() == 2);
    CHECK(read_from(folder / "out.pdf", 2) == "p3 p4");
    CHECK(read_from(folder / "out.pdf", 3) == "p5 p6");
    render::TileStyle tile;
    tile.paper = {105_mm, 148_mm};
    const auto report = impose_pdf(in, folder / "out.pdf", {tile, {}});
    CHECK(report.sides == 6 * 4);
    CHECK(report.duplex == Duplex::Simplex);
    CHECK(is_sound(folder / "out.pdf"));
    CHECK(impose_pdf(in, folder / "out.pdf", {render::PerfectBinding{{}, 4, 10_mm}, {}}).sheets() == 2);
    CHECK(read_from(folder / "out.pdf", 1) == "p4 p1");
    CHECK(read_from(folder / "out.pdf", 3) == "p5");
}

TEST_CASE("one is warned of a booklet that is too thick, that creeps too far, or whose pages differ") {
    const Folder folder;
    const auto thick = folder.file("in.pdf", a_pdf({numbered_pages(68, a5_width, a5_height), "", "", {}}));
    auto report = impose_pdf(thick, folder / "out.pdf", stapled());
    REQUIRE(report.warnings.size() == 1);
    CHECK(contains(report.warnings[0], "68 pages are too many to staple"));

    ImpositionOrder order = stapled(Length::from_mm(0.4));
    report = impose_pdf(thick, folder / "out.pdf", order);
    REQUIRE(report.warnings.size() == 2);
    CHECK(contains(report.warnings[0], "The innermost pages move 6.4 mm into the fold"));

    auto pages = numbered_pages(4, a5_width, a5_height);
    pages[2] = a_numbered_page(3, 300, 300);
    const auto mixed = folder.file("mixed.pdf", a_pdf({pages, "", "", {}}));
    report = impose_pdf(mixed, folder / "out.pdf", stapled());
    REQUIRE(report.warnings.size() == 1);
    CHECK(report.warnings[0] ==
          "The pages differ in size (page 3 is 105.8 × 105.8 mm); each is put in the middle of a space of "
          "148 × "
          "210 mm, unscaled.");

    // Programs round: this is not worth a word.
    pages[2] = a_numbered_page(3, 419, 595);
    report = impose_pdf(folder.file("mixed.pdf", a_pdf({pages, "", "", {}})), folder / "out.pdf", stapled());
    CHECK(report.warnings.empty());
}

TEST_CASE("a file that cannot be used is refused in one sentence and nothing is written") {
    const Folder folder;
    const std::string whole = a_pdf({numbered_pages(4, a5_width, a5_height), "", "", {}});
    const auto without = [&](const std::string& part, const std::string& instead) {
        std::string file = whole;
        return file.replace(file.find(part), part.size(), instead);
    };
    struct Case {
        std::string what;
        std::string bytes;
        std::string says;
    };
    for (const auto& [what, bytes, says] : std::vector<Case>{
             {"empty", "", "is not a PDF"},
             {"text", "This is not what you are looking for.\n", "is not a PDF"},
             {"cut off", whole.substr(0, whole.size() / 2), "is damaged"},
             {"end missing", whole.substr(0, whole.rfind("%%EOF")), "is damaged"},
             {"page lost", without("/Contents 5 0 R", "/Contents 99 0 R"), "is damaged"},
             {"no pages", a_pdf({{}, "", "", {}}), "has no pages"},
             {"no size", a_pdf({{{"", ""}}, "", "", {}}), "Page 1 has no size"},
             {"flat", a_pdf({{{"/MediaBox [0 0 100 0]", ""}}, "", "", {}}), "Page 1 has no size"},
             {"endless", a_pdf({{{"/MediaBox [0 0 1000000000 1000000000]", ""}}, "", "", {}}),
              "Page 1 cannot be placed"},
             {"too few pages", without("/Count 4", "/Count 6"), "is damaged"}}) {
        CAPTURE(what);
        const auto in = folder.file("in.pdf", bytes);
        std::string sentence;
        try {
            impose_pdf(in, folder / "out.pdf", stapled());
        } catch (const catalogue::CannotWork& refusal) {
            sentence = refusal.what();
        }
        CHECK_MESSAGE(contains(sentence, says), sentence);
        CHECK(sentence.back() == '.');
        CHECK_FALSE(std::filesystem::exists(folder / "out.pdf"));
        CHECK_FALSE(std::filesystem::exists(folder / "out.pdf.unfinished"));
    }
    CHECK_THROWS_AS(impose_pdf(folder / "none.pdf", folder / "out.pdf", stapled()), catalogue::CannotWork);
}

TEST_CASE("an encrypted file is refused, with or without a password to open it") {
    const Folder folder;
    const auto in = folder.file("in.pdf", a_pdf({numbered_pages(4, a5_width, a5_height), "", "", {}}));
    for (const std::string opens : {"", "secret"}) {
        const auto locked = folder / "locked.pdf";
        REQUIRE(std::system(fmt::format("qpdf --encrypt '{}' owner 256 -- '{}' '{}'", opens, in.string(),
                                        locked.string())
                                .c_str()) == 0);
        CHECK_THROWS_WITH(
            impose_pdf(locked, folder / "out.pdf", stapled()),
            fmt::format("The file {} is encrypted: save it without a password first.", locked.string())
                .c_str());
    }
}
