// Logos with gradients that cannot be printed, and such as were made to do harm.

#include "gradient_logos.hpp"
#include "render/logo.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "tests/render/a_pdf.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace render;
using gradient_logos::along;
using gradient_logos::black_to_white;
using gradient_logos::page_of;
using gradient_logos::pdf_with;
using gradient_logos::svg_with;

TEST_CASE("a logo with what is no plain gradient is refused for that") {
    struct Row {
        std::string file;
        LogoTrouble why;
    };
    const std::string fill = "/Pattern cs /P scn 0 0 100 100 re f";
    const std::string mesh =
        "<</ShadingType 7 /ColorSpace /DeviceRGB /BitsPerCoordinate 8 /BitsPerComponent 8 /BitsPerFlag 8 "
        "/Decode [0 1 0 1 0 1 0 1 0 1]>>";
    const std::string spot = "<</ShadingType 2 /ColorSpace [/Separation /Goud /DeviceCMYK " + black_to_white +
                             "] /Coords [0 0 100 0] /Function " + black_to_white + ">>";
    std::string stops;
    for (int i = 0; i < 10'000; ++i)
        stops += fmt::format("<stop offset='{}' stop-color='#{:06x}'/>", i / 10'000.0, i * 7919 % 0xFFFFFF);
    const auto with_stops = [](const std::string& inside) {
        return svg_with("<linearGradient id='g'>" + inside +
                        "</linearGradient><rect width='90' height='90' fill='url(#g)'/>");
    };
    const std::vector<Row> rows = {
        {svg_with("<circle cx='20' cy='50' r='15'/><linearGradient id='g'><stop stop-color='#f00'/><stop "
                  "offset='1' stop-opacity='0'/></linearGradient><rect x='20' y='20' width='50' height='50' "
                  "fill='url(#g)'/>"),
         LogoTrouble::SeeThrough},
        {svg_with(
             "<linearGradient id='g'><stop stop-color='#f00'/><stop offset='1' "
             "stop-opacity='0'/></linearGradient><path d='M10 10 90 50' stroke-width='9' stroke='url(#g)'/>"),
         LogoTrouble::SeeThrough},
        {with_stops(stops), LogoTrouble::TooMuch},
        {pdf_with(mesh, fill), LogoTrouble::Gradient},
        {pdf_with(spot, fill), LogoTrouble::Other},
        {pdf_with(along(black_to_white), "/Sh sh"), LogoTrouble::Gradient},
        {pdf_with(along("<</FunctionType 2 /Domain [0 1] /C0 [0 0] /C1 [1 1] /N 1>>"), fill),
         LogoTrouble::Gradient},
        {pdf_with(
             "<</ShadingType 2 /ColorSpace /DeviceGray /Coords [5 5 5 5] /Function " + black_to_white + ">>",
             fill),
         LogoTrouble::Gradient},
        {pdf_with(along(black_to_white), "q 1 0 0 0 0 0 cm 0 0 100 100 re W n /Sh sh Q 0 0 9 9 re f"),
         LogoTrouble::Gradient},
        {pdf_with(along(black_to_white), "99999999 0 0 1 0 0 cm 0 0 1 1 re f"), LogoTrouble::TooMuch},
        {svg_with("<pattern id='g' width='9' height='9' patternUnits='userSpaceOnUse'><rect width='4' "
                  "height='4'/></pattern><rect width='90' height='90' fill='url(#g)'/>"),
         LogoTrouble::Gradient}};
    for (const Row& row : rows) {
        const std::string beginning = row.file.substr(0, 400);
        CAPTURE(beginning);
        try {
            logo_from(row.file, "a");
            FAIL("it was taken for a logo");
        } catch (const LogoRefused& refused) {
            CHECK(static_cast<int>(refused.why) == static_cast<int>(row.why));
        }
    }
}

TEST_CASE("a hostile gradient is drawn or refused with a sentence, and never more than that") {
    std::vector<std::string> files;
    for (const char* gradient :
         {"<linearGradient id='g' href='#g'><stop stop-color='#f00'/><stop offset='1'/></linearGradient>",
          "<linearGradient id='g' href='#h'/><linearGradient id='h' href='#g'/>",
          "<linearGradient id='g' x2='0'><stop stop-color='#f00'/><stop offset='1'/></linearGradient>",
          "<linearGradient id='g' x1='NaN' x2='1e999'><stop stop-color='#f00'/><stop "
          "offset='1'/></linearGradient>",
          "<linearGradient id='g' x1='-1e38' x2='1e38'><stop stop-color='#f00'/><stop "
          "offset='1'/></linearGradient>",
          "<linearGradient id='g' x1='.5' x2='.5000001' spreadMethod='repeat'><stop stop-color='#f00'/><stop "
          "offset='1'/></linearGradient>",
          "<radialGradient id='g' r='0'><stop stop-color='#f00'/><stop offset='1'/></radialGradient>",
          "<radialGradient id='g' r='1e-9' spreadMethod='reflect'><stop stop-color='#f00'/><stop "
          "offset='1'/></radialGradient>",
          "<radialGradient id='g' fx='1e30' fy='-1e30'><stop stop-color='#f00'/><stop "
          "offset='1'/></radialGradient>",
          "<linearGradient id='g' gradientTransform='scale(0)'><stop stop-color='#f00'/><stop "
          "offset='1'/></linearGradient>",
          "<linearGradient id='g' gradientTransform='matrix(1e30 0 0 1e-30 0 0)'><stop "
          "stop-color='#f00'/><stop offset='1'/></linearGradient>"}) {
        files.push_back(svg_with(gradient + std::string("<rect width='90' height='90' fill='url(#g)'/>")));
    }
    const std::string fill = "/Pattern cs /P scn 0 0 100 100 re f";
    const std::string itself =
        "<</FunctionType 3 /Domain [0 1] /Bounds [] /Encode [0 1] /Functions [5 0 R]>>";
    const std::string doubling =
        "<</FunctionType 3 /Domain [0 1] /Bounds [0.5] /Encode [0 1 0 1] /Functions [5 0 R 5 0 R]>>";
    for (const std::string& function : {itself, doubling})
        files.push_back(pdf_with(along("5 0 R"), fill, {function}));
    files.push_back(pdf_with(along("5 0 R"), fill,
                             {"<</FunctionType 0 /Domain [0 1] /Range [0 1] /Size [4000000000] "
                              "/BitsPerSample 8 /Length 1>>\nstream\n0\nendstream"}));
    files.push_back(pdf_with(along("5 0 R"), fill,
                             {"<</FunctionType 0 /Domain [0 1] /Range [0 1] /Size [9] /BitsPerSample 8 "
                              "/Length 1>>\nstream\n0\nendstream"}));
    for (const char* coordinates : {"[]", "[0 0 1e300 0]", "[0 0 1 0 0]", "[/a (b) null 1]", "7"}) {
        files.push_back(pdf_with(std::string("<</ShadingType 2 /ColorSpace /DeviceGray /Coords ") +
                                     coordinates + " /Function " + black_to_white + ">>",
                                 fill));
    }
    files.push_back(pdf_with(along("<</FunctionType 2 /Domain [0 1] /C0 [0] /C1 [1] /N -1e9>>"), fill));
    files.push_back(pdf_with("null", fill));
    for (const std::string& file : files) {
        CAPTURE(file);
        try {
            const Publication paper = page_of(logo_from(file, "a"));
            const render_tests::Folder folder;
            write_pdf(paper, folder / "a.pdf", {});
            CHECK(render_tests::is_sound(folder / "a.pdf"));
        } catch (const LogoRefused& refused) {
            CHECK(std::string(refused.what()).size() > 20);
        }
    }
}
