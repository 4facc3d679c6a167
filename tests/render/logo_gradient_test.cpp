// Logos whose colours run into each other.

#include "gradient_logos.hpp"
#include "render/length.hpp"
#include "render/logo.hpp"
#include "render/logo_picture.hpp"
#include "render/page.hpp"
#include "render/painter.hpp"
#include "render/pdf/pdf.hpp"
#include "tests/render/a_pdf.hpp"
#include "tests/render/raster.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace render;
using gradient_logos::along;
using gradient_logos::black_to_white;
using gradient_logos::page_of;
using gradient_logos::pdf_with;
using gradient_logos::svg_with;

namespace {

/// Places, of a hundred by a hundred, where one picture is not as the other there or two pixels beside it, by
/// more than eyes overlook: the rims of shapes are drawn with other greys by each program.
int differing(const render_tests::Picture& one, const render_tests::Picture& other) {
    constexpr int across = 100;
    constexpr int overlooked = 10;  // of 255
    int count = 0;
    const auto place = [](int i, int size) { return static_cast<int>((i + 0.5) * size / across); };
    for (int y = 1; y + 1 < across; ++y) {
        for (int x = 1; x + 1 < across; ++x) {
            const int here = one.at(place(x, one.width), place(y, one.height));
            int least = 255;
            int most = 0;
            for (int near = 0; near < 25; ++near) {
                const int there =
                    other.at(place(x, other.width) + near % 5 - 2, place(y, other.height) + near / 5 - 2);
                least = std::min(least, there);
                most = std::max(most, there);
            }
            if (here < least - overlooked || here > most + overlooked) ++count;
        }
    }
    return count;
}

constexpr int fine = 283;  // dots an inch: a logo is as many wide as its SVG at 200

/// As the leaders see it before it is printed.
render_tests::Picture painted(const Publication& paper, const std::filesystem::path& png) {
    paint_png(paper, 0, Ppi{fine}, png);
    const Raster raster = Raster::of_png(png);
    render_tests::Picture picture{raster.width, raster.height, {}};
    for (const auto& [red, green, blue] : raster.pixels)
        picture.grey.push_back(static_cast<char>((299 * red + 587 * green + 114 * blue) / 1000));
    return picture;
}

const Gradient& only_gradient(const Logo& logo) {
    REQUIRE(logo.shapes.size() == 1);
    REQUIRE(logo.shapes.front().gradient.size() == 1);
    return logo.shapes.front().gradient.front();
}

}  // namespace

TEST_CASE("a logo's colours run into each other on paper and screen as they do in its SVG") {
    const std::string stops =
        "<stop offset='0' stop-color='#c8102e'/><stop offset='0.3' style='stop-color:#ffd100'/>"
        "<stop offset='0.3' stop-color='#003da5'/><stop offset='100%' stop-color='currentColor'/>";
    struct Row {
        std::string what;
        std::string inside;
    };
    const std::vector<Row> rows = {
        {"along the box of a shape", "<linearGradient id='g'>" + stops +
                                         "</linearGradient><circle cx='50' cy='50' r='45' fill='url(#g)'/>"},
        {"in the drawing's own units, turned and pressed",
         "<linearGradient id='g' gradientUnits='userSpaceOnUse' x1='10' y1='0' x2='90' y2='0' "
         "gradientTransform='rotate(30 50 50) scale(1 .6)'>" +
             stops + "</linearGradient><path d='M5 5H95L80 90H20Z' fill='url(#g)'/>"},
        {"there and back again",
         "<linearGradient id='g' x1='.4' x2='.6' spreadMethod='reflect'>" + stops +
             "</linearGradient><rect x='5' y='5' width='90' height='90' fill='url(#g)'/>"},
        {"again and again",
         "<linearGradient id='g' x1='.4' x2='.7' spreadMethod='repeat'>" + stops +
             "</linearGradient><rect x='5' y='5' width='90' height='90' rx='9' fill='url(#g)'/>"},
        {"around a middle that is not in the middle",
         "<radialGradient id='g' cx='.5' cy='.5' r='.5' fx='.3' fy='.25'>" + stops +
             "</radialGradient><ellipse cx='50' cy='50' rx='45' ry='30' fill='url(#g)'/>"},
        {"in rings", "<radialGradient id='g' r='.2' fx='.45' spreadMethod='repeat'>" + stops +
                         "</radialGradient><rect x='5' y='5' width='90' height='90' fill='url(#g)'/>"},
        {"along a line",
         "<linearGradient id='g'>" + stops +
             "</linearGradient><path d='M15 85 30 20 50 70 70 20 85 85' fill='none' stroke='url(#g)' "
             "stroke-width='9' stroke-linejoin='round'/>"},
        {"borrowed, through a copy",
         "<defs><linearGradient id='a'>" + stops +
             "</linearGradient><linearGradient id='g' xlink:href='#a' x1='1' x2='0'/><rect id='r' width='40' "
             "height='80'/></defs><use xlink:href='#r' x='5' y='10' fill='url(#a)'/><use href='#r' x='55' "
             "y='10' fill='url(#g)'/>"},
        {"within a shape that cuts it off",
         "<clipPath id='c'><circle cx='50' cy='50' r='40'/></clipPath><linearGradient id='g'>" + stops +
             "</linearGradient><g clip-path='url(#c)'><rect width='100' height='100' fill='url(#g)'/></g>"}};
    const render_tests::Folder folder;
    for (const Row& row : rows) {
        CAPTURE(row.what);
        const std::string svg = svg_with("<g color='#00a651'>" + row.inside + "</g>");
        const Logo logo = logo_from(svg, "a");
        const Publication paper = page_of(logo);
        PdfOptions options;
        options.edition = Edition::Screen;
        write_pdf(paper, folder / "screen.pdf", options);
        CHECK(render_tests::is_sound(folder / "screen.pdf"));
        const auto drawn = render_tests::picture_of(folder / "screen.pdf", 1, fine);
        const auto wanted = render_tests::picture_of(folder.file("wanted.pdf", svg_as_pdf(svg, "a")), 1, 200);
        CHECK(differing(drawn, wanted) < 20);
        CHECK(differing(painted(paper, folder / "painted.png"), wanted) < 20);

        write_pdf(paper, folder / "print.pdf", {});
        CHECK(render_tests::is_sound(folder / "print.pdf"));
        const std::string bytes = render_tests::bytes_of(folder / "print.pdf");
        CHECK(bytes.find("/PatternType 2") != std::string::npos);
        CHECK(bytes.find("/Image") == std::string::npos);
        CHECK(bytes.find("/DeviceRGB") == std::string::npos);
        for (const Drawing& shape : logo.shapes) {
            for (const Gradient& gradient : shape.gradient) {
                for (const auto& [at, ink, shown] : gradient.stops)
                    CHECK(ink.cyan + ink.magenta + ink.yellow + ink.black <= 300);
            }
        }
    }
}

TEST_CASE("a gradient of a logo that is see-through becomes the colour that is seen, where it is one") {
    const std::string veil =
        "<stop offset='0' stop-color='#c8102e'/><stop offset='.4' stop-color='#ffd100' "
        "stop-opacity='.6'/><stop "
        "offset='1' stop-color='#fff' stop-opacity='0'/>";
    const std::string around = "<radialGradient id='g'>" + veil + "</radialGradient>";
    const render_tests::Folder folder;
    for (const std::string& inside :
         {"<linearGradient id='g'>" + veil +
              "</linearGradient><circle cx='50' cy='50' r='45' fill='url(#g)'/>",
          around + "<circle cx='50' cy='50' r='45' fill='#003da5'/><circle cx='50' cy='50' r='45' "
                   "fill='url(#g)'/>",
          around + "<circle cx='50' cy='50' r='45' fill='#003da5'/><ellipse cx='40' cy='35' rx='25' ry='15' "
                   "fill='url(#g)'/>",
          around + "<rect x='5' y='5' width='90' height='90'/><path d='M20 20H80L50 80Z' fill='url(#g)'/>"}) {
        CAPTURE(inside);
        const std::string svg = svg_with(inside);
        const Publication paper = page_of(logo_from(svg, "a"));
        PdfOptions options;
        options.edition = Edition::Screen;
        write_pdf(paper, folder / "screen.pdf", options);
        CHECK(render_tests::bytes_of(folder / "screen.pdf").find("/SMask") == std::string::npos);
        const auto drawn = render_tests::picture_of(folder / "screen.pdf", 1, fine);
        const auto wanted = render_tests::picture_of(folder.file("wanted.pdf", svg_as_pdf(svg, "a")), 1, 200);
        CHECK(differing(drawn, wanted) < 20);
        CHECK(differing(painted(paper, folder / "painted.png"), wanted) < 20);
    }
}

TEST_CASE("greys of a logo that run into each other are of black ink alone") {
    const Logo logo = logo_from(
        "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'><radialGradient id='g'><stop "
        "stop-color='#fff'/><stop offset='1' stop-color='#000'/></radialGradient><circle cx='50' cy='50' "
        "r='50' fill='url(#g)'/></svg>",
        "a");
    const Gradient& gradient = only_gradient(logo);
    REQUIRE(gradient.stops.size() == 2);
    CHECK(gradient.stops[0].ink == Ink{});
    CHECK(gradient.stops[1].ink == black_ink);
}

TEST_CASE("a gradient in a logo's PDF is followed, however its colours are written down") {
    const std::string jump = "<</FunctionType 3 /Domain [0 1] /Bounds [0.5] /Encode [0 1 1 0] /Functions [" +
                             black_to_white + " " + black_to_white + "]>>";
    struct Row {
        std::string what;
        std::string pdf;
        std::vector<std::pair<double, int>> stops;  // where, and how much black ink
    };
    const std::string fill = "/Pattern cs /P scn 0 0 100 100 re f";
    const std::vector<Row> rows = {
        {"one step", pdf_with(along(black_to_white), fill), {{0, 100}, {1, 0}}},
        {"pieces, the second backwards", pdf_with(along(jump), fill), {{0, 100}, {0.5, 0}, {1, 100}}},
        {"samples",
         pdf_with(
             along("5 0 R"), fill,
             {"<</FunctionType 0 /Domain [0 1] /Range [0 1] /Size [3] /BitsPerSample 8 /Length 7 /Filter "
              "/ASCIIHexDecode>>\nstream\n00FF00>\nendstream"}),
         {{0, 100}, {0.5, 0}, {1, 100}}},
        {"an array of functions", pdf_with(along("[" + black_to_white + "]"), fill), {{0, 100}, {1, 0}}},
        {"over what is not cut off",
         pdf_with(along(black_to_white), "0 0 100 100 re W n /Sh sh"),
         {{0, 100}, {1, 0}}},
        {"a part of a longer run",
         pdf_with(along("<</FunctionType 2 /Domain [0 4] /C0 [0] /C1 [0.25] /N 1>>",
                        "/Domain [0 4] /Extend [true true]"),
                  fill),
         {{0, 100}, {1, 0}}}};
    for (const Row& row : rows) {
        CAPTURE(row.what);
        const Logo logo = traced_logo(row.pdf, "a");
        const Gradient& gradient = only_gradient(logo);
        REQUIRE(gradient.stops.size() == row.stops.size());
        for (std::size_t i = 0; i < row.stops.size(); ++i) {
            CHECK(gradient.stops[i].at == doctest::Approx(row.stops[i].first).epsilon(0.001));
            CHECK(gradient.stops[i].ink == Ink{0, 0, 0, row.stops[i].second});
        }
    }
}

TEST_CASE("inks of a logo's PDF that run into each other stay what they are, and no more than dries") {
    const std::string shading =
        "<</ShadingType 3 /ColorSpace /DeviceCMYK /Coords [50 50 0 50 50 50] /Extend [true false] /Function "
        "<</FunctionType 2 /Domain [0 1] /C0 [1 0.5 0 0] /C1 [1 1 1 1] /N 1>>>>";
    const Logo logo = traced_logo(pdf_with(shading, "/Pattern cs /P scn 0 0 100 100 re f"), "a");
    const Gradient& gradient = only_gradient(logo);
    CHECK(gradient.kind == Gradient::Kind::Circles);
    CHECK(gradient.before == Gradient::Outside::Same);
    CHECK(gradient.behind == Gradient::Outside::Nothing);
    CHECK(gradient.stops.front().ink == Ink{100, 50, 0, 0});
    const Ink last = gradient.stops.back().ink;
    CHECK(last.black == 100);
    CHECK(last.cyan + last.magenta + last.yellow + last.black <= 300);
}

TEST_CASE(
    "before its beginning and behind its end a gradient is drawn or not, on each side as its file says") {
    const render_tests::Folder folder;
    const std::string grey = "<</FunctionType 2 /Domain [0 1] /C0 [0.2] /C1 [0.4] /N 1>>";
    for (const bool before : {true, false}) {
        for (const bool behind : {true, false}) {
            CAPTURE(before);
            CAPTURE(behind);
            const std::string shading = fmt::format(
                "<</ShadingType 2 /ColorSpace /DeviceGray /Coords [30 0 70 0] /Extend [{} {}] "
                "/Function {}>>",
                before, behind, grey);
            const Publication paper =
                page_of(traced_logo(pdf_with(shading, "/Pattern cs /P scn 0 0 100 100 re f"), "a"));
            write_pdf(paper, folder / "print.pdf", {});
            for (const auto& picture : {painted(paper, folder / "painted.png"),
                                        render_tests::picture_of(folder / "print.pdf", 1, fine)}) {
                const auto at = [&](double x) {
                    return picture.at(static_cast<int>(picture.width * x), picture.height / 2);
                };
                CHECK((at(0.1) < 150) == before);
                CHECK(at(0.5) < 150);
                CHECK((at(0.9) < 150) == behind);
            }
        }
    }
}

TEST_CASE("a logo that is moved or made smaller takes its gradients along") {
    const Logo logo =
        traced_logo(pdf_with(along(black_to_white), "/Pattern cs /P scn 20 0 60 100 re f"), "a");
    const Publication paper = page_of(logo);
    const auto& drawing = std::get<Drawing>(paper.pages.front().items.front());
    const Gradient& gradient = drawing.gradient.front();
    const auto& m = gradient.to_page;
    const double begin = m[0] * gradient.begin.x + m[2] * gradient.begin.y + m[4];
    const double end = m[0] * gradient.end.x + m[2] * gradient.end.y + m[4];
    // It began a third of its width before the logo, and ends as far behind it.
    const double width = drawing.box.size.width.in_mm();
    CHECK(begin - drawing.box.left().in_mm() == doctest::Approx(-width / 3).epsilon(0.01));
    CHECK(end - drawing.box.right().in_mm() == doctest::Approx(width / 3).epsilon(0.01));
}
