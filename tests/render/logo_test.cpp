#include "render/logo.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/logo_picture.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"
#include "tests/render/a_pdf.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

using namespace render;

namespace {

const std::string circle_and_bar =
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:dc='http://purl.org/dc/elements/1.1/' width='200' "
    "height='100'>"
    "<metadata><dc:creator>Geheim Persoon</dc:creator></metadata><title>Geheim Persoon</title>"
    "<circle cx='50' cy='50' r='50' fill='#e30613'/><rect x='120' y='25' width='80' height='50' fill='#000'/>"
    "</svg>";

std::string svg_with(const std::string& inside) {
    return "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'>" + inside + "</svg>";
}

std::string pdf_with(const std::string& contents) {
    return render_tests::a_pdf({{{"/MediaBox [0 0 200 100]", contents}}, "", "", {}});
}

Page blank() {
    return {{210_mm, 210_mm}, {}, {}, {}, {}};
}

std::vector<Drawing> drawings_on(const Page& page) {
    std::vector<Drawing> drawings;
    for (const Item& item : page.items) {
        if (const auto* drawing = std::get_if<Drawing>(&item)) drawings.push_back(*drawing);
    }
    return drawings;
}

}  // namespace

TEST_CASE("a logo is kept as its shapes, black in black ink alone, and tells nothing of its file") {
    const render_tests::Folder folder;
    const Logo logo = read_logo(folder.file("logo.svg", circle_and_bar));
    REQUIRE(logo.shapes.size() == 2);
    const Ink red = logo.shapes[0].ink;
    CHECK((red.magenta > 85 && red.yellow > 80 && red.cyan < 15 && red.black < 15));
    CHECK(logo.shapes[1].ink == black_ink);
    CHECK(logo.size.width.in_mm() / logo.size.height.in_mm() == doctest::Approx(2).epsilon(0.01));

    Publication paper;
    paper.pages.push_back(blank());
    REQUIRE(add_logos(paper.pages.front(), {logo}, {{20_mm, 100_mm}, {170_mm, 90_mm}}));
    write_pdf(paper, folder / "paper.pdf", {});
    CHECK(render_tests::is_sound(folder / "paper.pdf"));
    const std::string bytes = render_tests::bytes_of(folder / "paper.pdf");
    CHECK(bytes.find("Geheim") == std::string::npos);
    CHECK(bytes.find("cairo") == std::string::npos);
    CHECK(bytes.find("/Image") == std::string::npos);
    const auto picture = render_tests::picture_of(folder / "paper.pdf", 1, 72);
    const Rect frame = drawings_on(paper.pages.front()).front().box;
    const auto at = [&](double x, double y) {
        return picture.at(
            static_cast<int>((frame.left() + frame.size.width).in_points() * x +
                             frame.left().in_points() * (1 - x)),
            static_cast<int>(frame.bottom().in_points() * y + frame.top().in_points() * (1 - y)));
    };
    CHECK(at(0.8, 0.5) < 40);     // the bar
    CHECK(at(0.8, 0.1) > 250);    // above it
    CHECK(at(0.25, 0.5) < 180);   // the circle
    CHECK(at(0.02, 0.03) > 250);  // beside it
}

TEST_CASE("a logo is as large as its curves, not as their ends") {
    const auto drop = logo_from(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 80 100'>"
        "<path d='M40 0C80 20 80 60 40 100C0 60 0 20 40 0z'/></svg>",
        "drop.svg");
    // The curve's middle: three quarters of the way to its controls.
    CHECK(drop.size.width.in_mm() / drop.size.height.in_mm() == doctest::Approx(0.6).epsilon(0.001));
}

TEST_CASE("a logo of a PDF is placed whatever its page's corner and matrix, its holes open") {
    const Logo logo = traced_logo(pdf_with("q 1 0 0 1 20 10 cm 0 0 1 rg 0 0 100 80 re 20 20 60 40 re f* Q 0 "
                                           "0 0 1 K 4 w 150 10 m 150 90 l S"),
                                  "a");
    REQUIRE(logo.shapes.size() == 2);
    CHECK(logo.shapes[0].rule == FillRule::EvenOdd);
    CHECK((logo.shapes[0].ink.cyan > 80 && logo.shapes[0].ink.yellow < 15));
    CHECK(logo.shapes[1].pen.has_value());
    CHECK(logo.shapes[0].path.front().to.x == Length{});
}

TEST_CASE("a logo gets no more ink than dries, black before the colours") {
    const Logo logo =
        traced_logo(pdf_with("1 0.8 0.6 1 k 0 0 100 80 re f 0.7 0.6 0.4 0.2 k 0 0 9 9 re f"), "a");
    REQUIRE(logo.shapes.size() == 2);
    const Ink much = logo.shapes[0].ink;
    CHECK(much.black == 100);
    CHECK((much.cyan > much.magenta && much.magenta > much.yellow && much.yellow > 30));
    const int total = much.cyan + much.magenta + much.yellow + much.black;
    CHECK((total <= 300 && total > 295));
    CHECK(logo.shapes[1].ink == Ink{70, 60, 40, 20});
}

TEST_CASE("lines of a logo keep their thickness, ends and corners, wherever its file says them") {
    const std::string line = " 20 20 m 80 80 l 140 20 l S";
    const std::string states =
        "/Resources <</ExtGState <</Thick <</LW 8 /LC 2 /LJ 1 /ML 4>> /Broken <</D [[3 1] 0]>>>>>>";
    const auto drawn = [&](const std::string& operators) {
        const auto pdf =
            render_tests::a_pdf({{{"/MediaBox [0 0 200 100] " + states, operators + line}}, "", "", {}});
        return traced_logo(pdf, "a").shapes.at(0);
    };
    for (const char* operators : {"8 w 2 J 1 j 4 M", "/Thick gs"}) {
        const Drawing shape = drawn(operators);
        REQUIRE(shape.pen);
        CHECK(shape.pen->in_mm() == doctest::Approx(40));  // of a thousand for 200
        CHECK((shape.ends == LineEnd::Square && shape.corners == Corner::Round && shape.mitre == 4));
    }
    const Drawing usual = drawn("");
    CHECK((usual.ends == LineEnd::Butt && usual.corners == Corner::Mitre && usual.mitre == 10));
    CHECK_THROWS_AS(drawn("/Broken gs"), LogoRefused);
}

TEST_CASE("a logo that is no plain shapes is refused with a sentence that says what to ask for") {
    const render_tests::Folder folder;
    for (const char* inside :
         {"<text x='10' y='50' font-family='Niet Geinstalleerd'>Fonds</text>",
          "<text x='10' y='50' font-family='Lato'>F</text><text x='9' style='font-family: Onbekend'>F</text>",
          "<text x='10' y='50'>Fonds</text>", "<rect width='50' height='50' opacity='0.5'/>",
          "<clipPath id='c'><circle cx='50' cy='50' r='40'/></clipPath><circle cx='20' cy='50' r='20' "
          "clip-path='url(#c)'/>",
          "<image width='10' height='10' href='data:image/png;base64,"
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='/"
          ">"}) {
        CAPTURE(inside);
        CHECK_THROWS_AS(read_logo(folder.file("logo.svg", svg_with(inside))), catalogue::CannotWork);
    }
    CHECK_THROWS_AS(read_logo(folder.file("logo.svg", svg_with(""))), catalogue::CannotWork);
    CHECK_THROWS_AS(read_logo(folder.file("logo.txt", "geen tekening")), catalogue::CannotWork);
    CHECK_THROWS_AS(read_logo(folder / "er-is-niets"), catalogue::CannotWork);
    CHECK_THROWS_AS(traced_logo(pdf_with("BT /F 12 Tf (Fonds) Tj ET"), "a"), catalogue::CannotWork);
    CHECK_THROWS_AS(traced_logo(pdf_with("q 10 0 0 10 0 0 cm /Photo Do Q"), "a"), catalogue::CannotWork);
    CHECK_THROWS_AS(traced_logo("%PDF-1.4\nkapot", "a"), catalogue::CannotWork);
}

TEST_CASE("letters of a logo in a typeface that is here are drawn as outlines") {
    const render_tests::Folder folder;
    const Logo logo = read_logo(folder.file(
        "logo.svg", svg_with("<text x='10' y='50' font-size='20' style='font-family:&quot;Lato&quot;, serif'>"
                             "FONDS</text>")));
    std::size_t steps = 0;
    for (const Drawing& shape : logo.shapes) steps += shape.path.size();
    CHECK(steps > 5 * 8);
    Publication paper;
    paper.pages.push_back(blank());
    REQUIRE(add_logos(paper.pages.front(), {logo}, {{20_mm, 100_mm}, {170_mm, 90_mm}}));
    write_pdf(paper, folder / "paper.pdf", {});
    CHECK(render_tests::words_on(folder / "paper.pdf", 1).empty());
    const Rect frame = drawings_on(paper.pages.front()).front().box;
    CHECK(frame.size.width.in_mm() / frame.size.height.in_mm() > 3);
    // The foot of the F, and the white at its right.
    const auto picture = render_tests::picture_of(folder / "paper.pdf", 1, 72);
    const int foot = static_cast<int>(frame.bottom().in_points()) - 3;
    const int left = static_cast<int>(frame.left().in_points());
    CHECK(picture.darkest(left, foot - 4, left + 6, foot) < 60);
}

TEST_CASE("letters of a PDF logo are drawn as outlines where Ghostscript is installed") {
    if (!std::filesystem::exists("/usr/bin/gs")) return;
    const render_tests::Folder folder;
    const Typesetter typesetter;
    Publication paper;
    paper.pages.push_back(blank());
    add(paper.pages.front(), set_block(typesetter, {"FONDS", "nl", {}}, 100_mm), {20_mm, 20_mm});
    paper.fonts = typesetter.fonts();
    write_pdf(paper, folder / "letters.pdf", {});
    REQUIRE(render_tests::words_on(folder / "letters.pdf", 1).size() == 1);
    const Logo logo = read_logo(folder / "letters.pdf");
    std::size_t steps = 0;
    for (const Drawing& shape : logo.shapes) steps += shape.path.size();
    CHECK(steps > 5 * 8);
}

TEST_CASE("a small drawing that unfolds into a very large one is refused before it is in memory") {
    std::string doubled = "<g id='g0'><rect width='9' height='9'/></g>";
    for (int i = 1; i < 20; ++i) {
        const std::string before = "<use href='#g" + std::to_string(i - 1) + "'/>";
        doubled += "<g id='g" + std::to_string(i) + "'>" + before + before + "</g>";
    }
    CHECK_THROWS_AS(logo_from(svg_with(doubled), "a"), LogoRefused);
    std::string squares;
    while (squares.size() < 17 * 1024 * 1024) squares += "0 0 9 9 re f\n";
    try {
        traced_logo(pdf_with(squares), "a");
        FAIL("it was drawn");
    } catch (const LogoRefused& refused) {
        CHECK(refused.why == LogoTrouble::TooMuch);
    }
}

TEST_CASE("a logo's picture is painted from its shapes alone, and fetches nothing from elsewhere") {
    const std::string png = logo_picture(circle_and_bar);
    CHECK(png.starts_with("\x89PNG"));
    CHECK(png.find("Geheim") == std::string::npos);
    const render_tests::Folder folder;
    const auto beside = folder.file("beside.svg", svg_with("<rect width='9' height='9'/>"));
    const std::vector<std::string> elsewhere = {
        "<image width='9' height='9' href='" + beside.string() + "'/>",
        "<image width='9' height='9' href='beside.svg'/>",
        "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='beside.svg'/>"};
    for (const std::string& inside : elsewhere) {
        CAPTURE(inside);
        CHECK_THROWS_AS(read_logo(folder.file("logo.svg", svg_with(inside))), LogoRefused);
    }
}

TEST_CASE("logos stand in rows with as much area each, none over another, or are not placed at all") {
    const render_tests::Folder folder;
    const Logo wide = read_logo(folder.file("wide.svg", svg_with("<rect width='100' height='20'/>")));
    const Logo high = read_logo(folder.file("high.svg", svg_with("<rect width='20' height='60'/>")));
    const std::vector<Logo> logos{wide, high, wide, wide, high};
    Page page = blank();
    const Rect room{{20_mm, 120_mm}, {150_mm, 70_mm}};
    REQUIRE(add_logos(page, logos, room));
    const auto drawings = drawings_on(page);
    REQUIRE(drawings.size() == logos.size());
    const auto area = [](const Rect& box) { return box.size.width.in_mm() * box.size.height.in_mm(); };
    for (std::size_t i = 0; i < drawings.size(); ++i) {
        const Rect& box = drawings[i].box;
        CHECK(area(box) == doctest::Approx(area(drawings[0].box)).epsilon(0.02));
        CHECK((box.left() >= room.left() && box.right() <= room.right() && box.top() >= room.top() &&
               box.bottom() <= room.bottom()));
        for (std::size_t j = i + 1; j < drawings.size(); ++j) {
            const Rect& other = drawings[j].box;
            CHECK((box.right() < other.left() || other.right() < box.left() || box.bottom() < other.top() ||
                   other.bottom() < box.top()));
        }
    }
    Page small = blank();
    CHECK(!add_logos(small, logos, {{20_mm, 180_mm}, {150_mm, 5_mm}}));
    CHECK(small.items.empty());
}

TEST_CASE("rows of logos are even: none stands alone under the others") {
    const render_tests::Folder folder;
    const Logo square = read_logo(folder.file("square.svg", svg_with("<rect width='50' height='50'/>")));
    for (std::size_t count = 2; count <= 12; ++count) {
        CAPTURE(count);
        Page page = blank();
        REQUIRE(add_logos(page, std::vector<Logo>(count, square), {{20_mm, 60_mm}, {100_mm, 130_mm}}));
        std::map<std::int64_t, std::size_t> rows;  // by their place
        for (const Drawing& drawing : drawings_on(page)) ++rows[drawing.box.top().units];
        for (const auto& [top, standing] : rows) CHECK(standing + rows.size() >= rows.begin()->second);
        if (rows.size() > 1 && count > 3) CHECK(rows.rbegin()->second > 1);
    }
}
