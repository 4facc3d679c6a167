// Faults that only some kinds of file can have, each found by its rule: beside
// tests/render/preflight_test.cpp.

#include "a_pdf.hpp"
#include "catalogue/catalogue.hpp"
#include "made_pictures.hpp"
#include "render/preflight/finding.hpp"
#include "render/preflight/preflight.hpp"
#include "render/press/press.hpp"
#include "scratch_folder.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace render;
using render_tests::a_pdf;
using render_tests::PdfParts;
using render_tests::photo_bytes;

namespace {

const std::string boxes =
    "/MediaBox [0 0 300.48 300.48] /BleedBox [0 0 300.48 300.48] /TrimBox [8.5 8.5 291.98 291.98]";

std::string stream(const std::string& entries, const std::string& bytes) {
    return fmt::format("<<{} /Length {}>>\nstream\n{}\nendstream", entries, bytes.size(), bytes);
}

std::string image(const std::string& entries, const std::string& bytes) {
    return stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray " + entries,
                  bytes);
}

struct Fault {
    const char* rule;
    const char* printer;
    std::string operators;
    std::vector<std::string> objects = {};  // 5 and on; 5 is the image /It
    std::string page = boxes;
    std::string catalogue = {};
};

PdfParts with(const Fault& fault) {
    PdfParts parts;
    parts.pages = {
        {fault.page + " /Resources <</XObject <</It 5 0 R>> /ColorSpace <</Calibrated [/CalRGB <</WhitePoint "
                      "[0.95 1 1.09]>>]>>>>",
         fault.operators}};
    parts.catalogue = fault.catalogue;
    parts.more = fault.objects;
    return parts;
}

PreflightReport look(const std::string& pdf, const char* printer) {
    const ScratchFolder folder;
    write_file(folder / "a.pdf", pdf);
    return preflight(folder / "a.pdf",
                     {press_of({printer, {}}, std::filesystem::path(SOURCE_FOLDER) / "templates"), {}, ""});
}

bool has(const PreflightReport& report, const std::string& rule) {
    return std::ranges::find(report.findings, rule, &Finding::rule) != report.findings.end();
}

std::string rules_of(const PreflightReport& report) {
    std::string rules;
    for (const Finding& finding : report.findings) rules += finding.rule + " ";
    return rules;
}

std::string with_camera_notes(std::string jpeg) {
    const std::string notes(
        "\xFF\xE1\x00\x08"
        "Exif\0\0",
        10);
    return jpeg.insert(2, notes);
}

}  // namespace

TEST_CASE("every fault that some kinds of file have is found by its rule") {
    const std::string placed = "q 20 0 0 20 50 50 cm /It Do Q";
    const std::string intent =
        "/OutputIntents [<</Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39){}>>]";
    const std::string place = "<photoshop:City>Utrecht</photoshop:City>";
    const std::vector<Fault> table{
        {"alternates", "joon", placed, {image("/Filter /DCTDecode /Alternates []", photo_bytes)}},
        {"image-coding", "joon", placed, {image("/Filter /JPXDecode", "niets")}},
        {"image-coding", "joon", placed, {image("/Filter /JBIG2Decode", "niets")}},
        {"image-metadata", "joon", placed, {image("/Filter /DCTDecode", with_camera_notes(photo_bytes))}},
        {"lzw", "joon", placed, {image("/Filter /LZWDecode", "niets")}},
        {"media-box", "joon", "", {}, ""},
        {"names-place",
         "joon",
         "",
         {stream("/Type /Metadata /Subtype /XML", place)},
         boxes,
         "/Metadata 5 0 R"},
        {"pdf-version", "joon", "", {}},
        {"profile-missing", "drukwerk", "", {}, boxes, fmt::format(fmt::runtime(intent), "")},
        {"profile-wrong",
         "drukwerk",
         "",
         {stream("/N 4", "niets")},
         boxes,
         fmt::format(fmt::runtime(intent), " /DestOutputProfile 5 0 R")},
        {"blend-space", "drukwerk", "", {}, boxes + " /Group <</S /Transparency /CS /DeviceRGB>>"},
        {"xmp-pdfx-missing", "drukwerk", "", {}},
        {"xmp-ids-missing", "drukwerk", "", {}},
        {"rgb-unmanaged", "amax", "1 0 0 rg 50 50 20 20 re f", {}},
        {"rgb-unwanted", "amax", "/Calibrated cs 1 0 0 scn 50 50 20 20 re f", {}},
    };
    for (const Fault& fault : table) {
        CAPTURE(std::string(fault.rule));
        const PreflightReport report = look(a_pdf(with(fault)), fault.printer);
        CHECK_MESSAGE(has(report, fault.rule), rules_of(report));
        // Without the fault the rule is silent: an empty page for who takes everything as it is.
        CHECK_FALSE(has(look(a_pdf(with({"", "office", "", {}})), "office"), fault.rule));
    }
}

TEST_CASE("a booklet needs as many pages as its printer can bind, a poster does not") {
    PdfParts parts = with({"too-few-pages", "wimjonkers", "", {}});
    CHECK_FALSE(has(look(a_pdf(parts), "wimjonkers"), "too-few-pages"));
    parts.pages.resize(4, parts.pages.front());
    CHECK(has(look(a_pdf(parts), "wimjonkers"), "too-few-pages"));
    parts.pages.resize(8, parts.pages.front());
    CHECK_FALSE(has(look(a_pdf(parts), "wimjonkers"), "too-few-pages"));
}

TEST_CASE("a file that had to be mended to be read is damaged") {
    std::string pdf = a_pdf(with({"damaged", "joon", "", {}}));
    CHECK_FALSE(has(look(pdf, "joon"), "damaged"));
    const std::size_t place = pdf.find("startxref\n") + 10;
    pdf.replace(place, 2, "99");
    CHECK(has(look(pdf, "joon"), "damaged"));
}

TEST_CASE("a file that is encrypted is told of, with a password or without") {
    const ScratchFolder folder;
    write_file(folder / "open.pdf", a_pdf(with({"encrypted", "joon", "", {}})));
    const auto encrypted = [&](const std::string& password) {
        const std::string command =
            fmt::format("qpdf --encrypt '{}' eigenaar 256 -- {} {}", password, (folder / "open.pdf").string(),
                        (folder / "closed.pdf").string());
        REQUIRE(std::system(command.c_str()) == 0);
        return folder / "closed.pdf";
    };
    CHECK(has(preflight(encrypted(""), {}), "encrypted"));
    CHECK_THROWS_WITH_AS(preflight(encrypted("geheim"), {}), doctest::Contains("asks for a password"),
                         catalogue::CannotWork);
}
