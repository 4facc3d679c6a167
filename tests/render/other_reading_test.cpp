// What our own reading of a page leaves out, and Ghostscript's does not.

#include "a_pdf.hpp"
#include "made_pictures.hpp"
#include "render/preflight/finding.hpp"
#include "render/preflight/preflight.hpp"
#include "render/press/press.hpp"
#include "scratch_folder.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace render;
using render_tests::a_pdf;
using render_tests::PdfParts;

namespace {

/// A page of 100 mm with 3 mm bleed, in points, that knows a gradient (Sh), a hatching (Hatch), a soft mask
/// (Veil) and colours that multiply (Dark).
const std::string page_entries =
    "/MediaBox [0 0 300.48 300.48] /BleedBox [0 0 300.48 300.48] /TrimBox [8.5 8.5 291.98 291.98] "
    "/Resources <</Font <</F 3 0 R>> /XObject <</Photo 4 0 R>> "
    "/Shading <</Sh <</ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 300 0] /Extend [true true] "
    "/Function <</FunctionType 2 /N 1 /Domain [0 1] /C0 [{0}] /C1 [{0}]>>>>>> "
    "/Pattern <</Hatch 5 0 R>> "
    "/ExtGState <</Dark <</BM /Multiply>> /Veil <</SMask <</S /Luminosity /G 6 0 R>>>>>>>> {1}";

PdfParts parts_with(const std::string& operators, const std::string& gradient, const std::string& turned) {
    PdfParts parts;
    parts.pages = {{fmt::format(fmt::runtime(page_entries), gradient, turned), operators}};
    const auto stream = [](const std::string& entries, const std::string& bytes) {
        return fmt::format("<<{} /Length {}>>\nstream\n{}\nendstream", entries, bytes.size(), bytes);
    };
    parts.more = {stream("/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep 10 /YStep 10 "
                         "/Resources <<>>",
                         "1 1 1 1 k 0 0 10 10 re f"),
                  stream("/Type /XObject /Subtype /Form /BBox [0 0 300 300] "
                         "/Group <</S /Transparency /CS /DeviceGray>>",
                         "1 g 0 0 300 300 re f")};
    return parts;
}

PreflightReport look(const std::string& operators, const std::string& gradient = "1 1 1 1",
                     const std::string& turned = "") {
    const ScratchFolder folder;
    write_file(folder / "a.pdf", a_pdf(parts_with(operators, gradient, turned)));
    return preflight(folder / "a.pdf",
                     {press_of({"joon", {}}, std::filesystem::path(SOURCE_FOLDER) / "templates"), {}, ""});
}

std::optional<Finding> found(const PreflightReport& report, const std::string& rule) {
    const auto finding = std::ranges::find(report.findings, rule, &Finding::rule);
    if (finding == report.findings.end()) return std::nullopt;
    return *finding;
}

}  // namespace

TEST_CASE("the ink of gradients, patterns, masks and colours that multiply is measured") {
    for (const char* operators :
         {"q 100 100 50 50 re W n /Sh sh Q", "/Pattern cs /Hatch scn 100 100 50 50 re f",
          "/Veil gs 1 1 1 1 k 100 100 50 50 re f",
          "1 1 0 0 k 100 100 50 50 re f /Dark gs 0 0 1 1 k 100 100 50 50 re f"}) {
        CAPTURE(operators);
        const PreflightReport report = look(operators);
        CHECK(report.not_measured.empty());
        CHECK(report.most_ink > 390);
        const auto finding = found(report, "total-ink");
        REQUIRE(finding);
        REQUIRE(finding->place);
        // 100 to 150 points from the corner, the trim lying 8.5 points inside the page.
        CHECK(finding->place->x_mm > 30);
        CHECK(finding->place->x_mm < 52);
    }
}

TEST_CASE("a gradient covers the bleed, or is found not to") {
    CHECK_FALSE(found(look("/Sh sh", "0.4 0.2 0 0"), "bleed-uncovered"));
    CHECK(found(look("q 8.5 8.5 283.48 283.48 re W n /Sh sh Q", "0.4 0.2 0 0"), "bleed-uncovered"));
}

TEST_CASE("ink lies where it is said to lie on pages that are turned") {
    const auto upright = found(look("q 20 200 40 60 re W n /Sh sh Q"), "total-ink");
    REQUIRE(upright);
    for (const char* turned : {"/Rotate 90", "/Rotate 180", "/Rotate 270", "/Rotate -90"}) {
        CAPTURE(turned);
        const auto finding = found(look("q 20 200 40 60 re W n /Sh sh Q", "1 1 1 1", turned), "total-ink");
        REQUIRE(finding);
        CHECK(std::abs(finding->place->x_mm - upright->place->x_mm) < 1);
        CHECK(std::abs(finding->place->y_mm - upright->place->y_mm) < 1);
    }
}

TEST_CASE("letters with more ink than dries are told of") {
    CHECK(found(look("BT /F 30 Tf 0.9 0.9 0.9 0.6 k 50 50 Td (a) Tj ET"), "total-ink"));
    CHECK_FALSE(found(look("BT /F 30 Tf 0.9 0.9 0.9 0.2 k 50 50 Td (a) Tj ET"), "total-ink"));
}
