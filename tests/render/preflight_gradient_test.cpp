// What preflight finds in gradients, by its own reading: no other program is needed for them.

#include "a_pdf.hpp"
#include "made_pictures.hpp"
#include "pages_for_tests.hpp"
#include "render/length.hpp"
#include "render/logo.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/preflight/finding.hpp"
#include "render/preflight/preflight.hpp"
#include "render/press/press.hpp"
#include "render/press/press_file.hpp"
#include "render/type.hpp"
#include "scratch_folder.hpp"
#include "separations.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace render;

namespace {

const std::filesystem::path templates = std::filesystem::path(SOURCE_FOLDER) / "templates";

/// A page of 100 mm with 3 mm bleed, in points, with a shading /Sh and the same as a pattern /P that is moved
/// 50 points to the right.
PreflightReport look(const std::string& shading, const std::string& operators) {
    render_tests::PdfParts parts;
    parts.pages = {
        {fmt::format("/MediaBox [0 0 300.48 300.48] /BleedBox [0 0 300.48 300.48] /TrimBox [8.5 8.5 291.98 "
                     "291.98] /Resources <</XObject <</Form 5 0 R>> /Shading <</Sh {0}>> /Pattern <</P "
                     "<</PatternType 2 /Matrix [1 0 0 1 50 0] /Shading {0}>>>>>>",
                     shading),
         operators}};
    const std::string inside = "/Pattern cs /P scn 0 0 300 300 re f";
    parts.more = {
        fmt::format("<</Subtype /Form /BBox [0 0 300 300] /Matrix [1 0 0 1 -50 0] /Resources "
                    "<</Pattern <</P <</PatternType 2 /Matrix [1 0 0 1 50 0] /Shading {}>>>>>> "
                    "/Length {}>>\nstream\n{}\nendstream",
                    shading, inside.size(), inside)};
    const ScratchFolder folder;
    write_file(folder / "a.pdf", render_tests::a_pdf(parts));
    return preflight(folder / "a.pdf", {press_of({"joon", {}}, templates), {}, ""});
}

std::optional<Finding> found(const PreflightReport& report, const std::string& rule) {
    const auto finding = std::ranges::find(report.findings, rule, &Finding::rule);
    if (finding == report.findings.end()) return std::nullopt;
    return *finding;
}

std::string along(const std::string& space, const std::string& function,
                  const std::string& coordinates = "[0 0 200 0]") {
    return fmt::format("<</ShadingType 2 /ColorSpace {} /Coords {} /Extend [false false] /Function {}>>",
                       space, coordinates, function);
}

std::string straight(const std::string& from, const std::string& to) {
    return fmt::format("<</FunctionType 2 /N 1 /Domain [0 1] /C0 [{}] /C1 [{}]>>", from, to);
}

constexpr double point = 25.4 / 72;

}  // namespace

TEST_CASE("a gradient has more ink than dries where its stops have, and only there") {
    const std::string heavy = along("/DeviceCMYK", straight("0 0 0 0", "1 1 1 1"));
    const std::string stitched =
        along("/DeviceCMYK", fmt::format("<</FunctionType 3 /Domain [0 1] /Bounds [0.5] /Encode [0 1 0 1] "
                                         "/Functions [{} {}]>>",
                                         straight("0 0 0 0", "0 0 0 0"), straight("1 1 1 1", "1 1 1 1")));
    struct Row {
        const char* what;
        std::string shading;
        std::string operators;
        double from;  // where there is too much, points from the left
        double to;
    };
    const std::string circles =
        "<</ShadingType 3 /ColorSpace /DeviceCMYK /Coords [150 150 20 150 150 50] /Extend [true false] "
        "/Function " +
        straight("1 1 1 1", "0 0 0 0") + ">>";
    for (const Row& row :
         {Row{"painted over all", heavy, "q 0 100 300 50 re W n /Sh sh Q", 150, 200},
          Row{"as a pattern, moved", heavy, "/Pattern cs /P scn 0 100 300 50 re f", 200, 250},
          Row{"along a line", heavy, "/Pattern CS /P SCN 40 w 0 100 m 300 100 l S", 200, 250},
          Row{"in a form", heavy, "/Form Do", 150, 200},
          Row{"in pieces", stitched, "q 0 100 300 50 re W n /Sh sh Q", 100, 200},
          Row{"between circles", circles, "/Sh sh", 122, 178}}) {
        CAPTURE(std::string(row.what));
        const PreflightReport report = look(row.shading, row.operators);
        CHECK(report.not_measured.empty());
        CHECK(report.most_ink > 390);
        const auto finding = found(report, "total-ink");
        REQUIRE(finding);
        REQUIRE(finding->place);
        CHECK(finding->place->x_mm > (row.from - 8.5) * point - 1);
        CHECK(finding->place->x_mm < (row.to - 8.5) * point + 1);
    }
    const PreflightReport light = look(heavy, "q 0 100 140 50 re W n /Sh sh Q");
    CHECK_FALSE(found(light, "total-ink"));
    CHECK(light.most_ink > 250);
    CHECK(look(heavy, "q 210 100 40 50 re W n /Sh sh Q").most_ink == 0);
}

TEST_CASE("what the colours of a gradient are made of counts as for any other") {
    const std::string red = straight("1 0 0", "0.5 0 0");
    for (const char* operators : {"/Sh sh", "/Pattern cs /P scn 50 50 20 20 re f",
                                  "/Pattern CS /P SCN 4 w 50 50 m 90 90 l S", "/Form Do"}) {
        CAPTURE(std::string(operators));
        CHECK(found(look(along("/DeviceRGB", red), operators), "colour-x1a"));
        CHECK(found(look(along("[/Separation /Goud /DeviceCMYK " + straight("0 0 0 0", "0 0.2 0.6 0.2") + "]",
                               straight("0", "1")),
                         operators),
                    "spot-colour"));
        const auto fine = look(along("/DeviceCMYK", straight("1 0 0 0", "0 1 0 0")), operators);
        for (const char* rule : {"colour-x1a", "rgb-unmanaged", "spot-colour", "gradient-broken"})
            CHECK_FALSE(found(fine, rule));
    }
}

TEST_CASE("a gradient that lacks what it is drawn by is an error, and one of a rare kind is not") {
    const std::string grey = straight("0", "1");
    const std::vector<std::string> broken = {
        "null",
        "<</ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 200 0]>>",
        "<</ShadingType 9 /ColorSpace /DeviceGray /Coords [0 0 200 0] /Function " + grey + ">>",
        along("/DeviceGray", grey, "[0 0 200]"),
        along("/DeviceCMYK", grey),
        along("[/Indexed /DeviceGray 1 <00FF>]", grey),
        along("/Pattern", grey),
        along("/DeviceGray", "<</FunctionType 2 /N 1 /C0 [0] /C1 [1]>>"),
        along("/DeviceGray",
              "<</FunctionType 3 /Domain [0 1] /Bounds [0.7 0.3] /Encode [0 1 0 1 0 1] /Functions [" + grey +
                  grey + grey + "]>>"),
        along("/DeviceGray", "<</FunctionType 3 /Domain [0 1] /Bounds [0.5] /Encode [0 1] /Functions [" +
                                 grey + grey + "]>>"),
        along("/DeviceGray", "<</FunctionType 0 /Domain [0 1] /Range [0 1] /Size [2] /BitsPerSample 8>>")};
    for (const std::string& shading : broken) {
        CAPTURE(shading);
        CHECK(found(look(shading, "/Sh sh"), "gradient-broken"));
        if (shading != "null")
            CHECK(found(look(shading, "/Pattern cs /P scn 50 50 20 20 re f"), "gradient-broken"));
    }
    for (const std::string& shading :
         {along("/DeviceGray", grey), along("/DeviceGray", "[" + grey + "]"),
          std::string("<</ShadingType 1 /ColorSpace /DeviceGray /Function 4 0 R>>")}) {
        CAPTURE(shading);
        CHECK_FALSE(found(look(shading, "/Sh sh"), "gradient-broken"));
    }
}

TEST_CASE("a logo's gradients pass as they are written, and lie on the plates where they should") {
    const Logo logo = logo_from(
        "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='50'><linearGradient id='g'><stop "
        "stop-color='#fff'/><stop offset='1' stop-color='#000'/></linearGradient><radialGradient "
        "id='r'><stop "
        "stop-color='#1a0a20'/><stop offset='1' stop-color='#e2001a'/></radialGradient><rect width='60' "
        "height='50' fill='url(#g)'/><rect x='60' width='40' height='50' fill='url(#r)'/></svg>",
        "a");
    for (const char* printer : {"joon", "drukwerk"}) {
        CAPTURE(std::string(printer));
        const ScratchFolder folder;
        OnePage page;
        REQUIRE(add_logos(page.page(), {logo}, {{10_mm, 10_mm}, {80_mm, 80_mm}}));
        Publication publication = page.publication();
        const auto press = press_of({printer, {}}, templates);
        REQUIRE(press);
        const Typesetter typesetter;
        prepare_for_press(publication, typesetter, *press, {"proef", "2026-07-02"});
        publication.fonts = typesetter.fonts();
        const auto files = write_for_press(publication, folder / "a.pdf", *press, "2026-07-02T12:00:00");
        REQUIRE(files.size() == 1);
        for (const Finding& finding : files.front().report.findings) CAPTURE(finding.english);
        CHECK(files.front().report.passes());
        CHECK(files.front().report.not_measured.empty());
        CHECK(files.front().report.most_ink <= 300);
        if (!pass(files)) continue;
        const auto plates = Separations::of_page(files.front().path, 1, 72);
        CHECK(plates.most_ink() <= 302);
        // The greys, on their way to the right: darker and darker in black ink alone.
        const auto& drawing = std::get<Drawing>(publication.pages.front().items.front());
        const double sheet = plates.width * 25.4 / 72;
        const double around = (sheet - 100) / 2;
        const double middle = (drawing.box.top() + drawing.box.size.height / 2).in_mm();
        int former = -1;
        for (const double share : {0.05, 0.2, 0.35, 0.5}) {
            const double x = drawing.box.left().in_mm() + drawing.box.size.width.in_mm() * share;
            const auto ink = plates.at((x + around) / sheet, (middle + around) / sheet);
            CHECK((ink[0] == 0 && ink[1] == 0 && ink[2] == 0));
            CHECK(ink[3] > former);
            former = ink[3];
        }
    }
}
