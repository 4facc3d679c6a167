#include "render/preflight/preflight.hpp"

#include "a_pdf.hpp"
#include "catalogue/catalogue.hpp"
#include "made_pictures.hpp"
#include "pages_for_tests.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/preflight/finding.hpp"
#include "render/preflight/told_findings.hpp"
#include "render/press/press.hpp"
#include "render/press/press_file.hpp"
#include "scratch_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace render;
using render_tests::a_pdf;
using render_tests::PdfPage;
using render_tests::PdfParts;

namespace {

const std::filesystem::path templates = std::filesystem::path(SOURCE_FOLDER) / "templates";

/// A page of 100 mm with 3 mm bleed, in points.
const std::string boxes =
    "/MediaBox [0 0 300.48 300.48] /BleedBox [0 0 300.48 300.48] /TrimBox [8.5 8.5 291.98 291.98]";

/// What PDF/X-1a asks of a file as a whole, without a profile in it, as Joon wants it.
PdfParts in_order() {
    PdfParts parts;
    parts.pages = {{boxes, ""}, {boxes, ""}};
    parts.catalogue =
        "/OutputIntents [<</Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) "
        "/RegistryName "
        "(http://www.color.org)>>]";
    parts.trailer =
        "/Info <</GTS_PDFXVersion (PDF/X-1:2001) /GTS_PDFXConformance (PDF/X-1a:2001) /Title (Proef) "
        "/CreationDate "
        "(D:20260702) /ModDate (D:20260702) /Trapped /False>> /ID [<00> <00>]";
    return parts;
}

std::string as_1_3(std::string pdf) {
    return pdf.replace(pdf.find("%PDF-1.5"), 8, "%PDF-1.3");
}

PreflightReport look(const PdfParts& parts, const std::string& name = "proef") {
    const ScratchFolder folder;
    write_file(folder / "a.pdf", as_1_3(a_pdf(parts)));
    return preflight(folder / "a.pdf", {press_of({"joon", {}}, templates), {}, name});
}

std::string rules_of(const PreflightReport& report) {
    std::string rules;
    for (const Finding& finding : report.findings) rules += finding.rule + " ";
    return rules;
}

bool has(const PreflightReport& report, const std::string& rule) {
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [&](const Finding& finding) { return finding.rule == rule; });
}

void replace(std::string& text, const std::string& from, const std::string& to) {
    REQUIRE(text.find(from) != std::string::npos);
    text.replace(text.find(from), from.size(), to);
}

struct Broken {
    const char* rule;
    std::function<void(PdfParts&)> how;
};

Broken content(const char* rule, const std::string& operators) {
    return {rule, [operators](PdfParts& parts) { parts.pages[1].contents = operators; }};
}

Broken page_entry(const char* rule, const char* entry) {
    return {rule, [entry](PdfParts& parts) { parts.pages[1].entries += entry; }};
}

Broken in_catalogue(const char* rule, const char* entry) {
    return {rule, [entry](PdfParts& parts) { parts.catalogue += entry; }};
}

Broken otherwise(const char* rule, const char* from, const char* to) {
    return {rule, [from, to](PdfParts& parts) {
                for (std::string* text : {&parts.catalogue, &parts.trailer, &parts.pages[1].entries}) {
                    if (text->find(from) != std::string::npos) return replace(*text, from, to);
                }
                FAIL("there is no ", from);
            }};
}

}  // namespace

TEST_CASE("a file that is in order passes") {
    const PreflightReport report = look(in_order());
    CHECK_MESSAGE(report.findings.empty(), rules_of(report));
    CHECK(report.passes());
    CHECK(report.pages == 2);
    CHECK(report.most_ink == 0);
}

TEST_CASE("every fault is found by its rule") {
    std::string many_saves;
    for (int i = 0; i < 6000; ++i) many_saves += "q ";
    const std::string coarse =
        "q 50 0 0 50 50 50 cm BI /W 20 /H 20 /BPC 8 /CS /G ID " + std::string(400, 'a') + " EI Q";
    const std::vector<Broken> table{
        otherwise("pdfx-level", "(PDF/X-1:2001)", "(PDF/X-3:2002)"),
        otherwise("pdfx-level", "/GTS_PDFXVersion", "/Nothing"),
        otherwise("pdfx-conformance", "(PDF/X-1a:2001)", "(PDF/X-1:2001)"),
        otherwise("output-intent-missing", "/GTS_PDFX ", "/GTS_PDFA1 "),
        otherwise("condition-missing", "(FOGRA39)", "()"),
        otherwise("condition-other", "(FOGRA39)", "(SWOP)"),
        otherwise("title-missing", "(Proef)", "()"),
        otherwise("dates-missing", "/ModDate", "/Nothing"),
        otherwise("trapped-missing", "/Trapped /False", "/Trapped /Unknown"),
        otherwise("id-missing", "/ID [<00> <00>]", ""),
        otherwise("names-person", "/Title (Proef)", "/Title (Proef) /Author (Iemand)"),
        in_catalogue("actions", "/OpenAction <</S /JavaScript /JS (1)>>"),
        in_catalogue("attachments", "/Names <</EmbeddedFiles <<>>>>"),
        in_catalogue("forms", "/AcroForm <</Fields []>>"),
        in_catalogue("layers", "/OCProperties <</OCGs []>>"),
        in_catalogue("hidden-layers", "/OCProperties <</OCGs [3 0 R] /D <</OFF [3 0 R]>>>>"),
        otherwise("trim-box", "/TrimBox", "/Nothing"),
        otherwise("boxes-nested", "/TrimBox [8.5", "/TrimBox [-8.5"),
        otherwise("bleed-small", "/BleedBox [0 0", "/BleedBox [4 4"),
        otherwise("page-sizes", "291.98 291.98", "200 200"),
        otherwise("marks-unwanted", "/MediaBox [0 0 300.48 300.48]", "/MediaBox [-9 -9 310 310]"),
        page_entry("art-box", "/ArtBox [8.5 8.5 291 291]"),
        page_entry("user-unit", "/UserUnit 2"),
        page_entry("rotated", "/Rotate 90"),
        page_entry("annotations", "/Annots [<</Subtype /Link /Rect [20 20 40 40]>>]"),
        page_entry("page-actions", "/AA <</O <</S /JavaScript /JS (1)>>>>"),
        page_entry("transparency-group", "/Group <</S /Transparency>>"),
        content("font-missing", "BT /F 12 Tf 0 0 0 1 k 50 50 Td (a) Tj ET"),
        content("colour-x1a", "1 0 0 rg 50 50 20 20 re f"),
        content("registration-colour", "/All cs 1 scn 50 50 20 20 re f"),
        content("spot-colour", "/Spot cs 1 scn 50 50 20 20 re f"),
        content("thin-line", "0 0 0 1 K 0.1 w 50 50 m 90 50 l S"),
        content("rich-black-text", "BT /F 12 Tf 0.5 0.5 0.5 1 k 50 50 Td (a) Tj ET"),
        content("small-text-colours", "BT /F 7 Tf 0.5 0.5 0.5 0 k 50 50 Td (a) Tj ET"),
        content("tiny-text", "BT /F 3 Tf 0 0 0 1 k 50 50 Td (a) Tj ET"),
        content("black-knocks-out", "BT /F 12 Tf 0 0 0 1 k 50 50 Td (a) Tj ET"),
        content("safe-area", "BT /F 12 Tf 0 0 0 1 k 10 50 Td (a) Tj ET"),
        content("white-overprints", "/Over gs 0 0 0 0 k 50 50 20 20 re f"),
        content("transparency", "/Half gs 0 0 0 1 k 50 50 20 20 re f"),
        content("press-controls", "/Raster gs 0 0 0 1 k 50 50 20 20 re f"),
        content("image-ppi", coarse),
        content("total-ink", "1 1 1 0.5 k 50 50 20 20 re f"),
        content("total-ink", "1 1 0 0 k 50 50 20 20 re f /Over gs 0 0 1 1 k 50 50 20 20 re f"),
        content("total-ink", "q 50 0 0 50 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK ID \xFF\xFF\xFF\xFF EI Q"),
        content("glyph-missing", "BT /Odd 12 Tf 0 0 0 1 k 50 50 Td (a) Tj ET"),
        content("thin-line", "0 0 0 1 k 50 50 40 0.1 re f"),
        content("bitmap-ppi",
                "q 50 0 0 50 50 50 cm BI /W 17 /H 17 /IM true ID "
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa EI Q"),
        content("colour-x1a", "q 50 0 0 50 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q"),
        page_entry("content-broken", "/Contents 7 0 R"),
        content("too-much", many_saves),
        content("postscript", "/Code Do"),
        content("transparency-group", "/Group Do"),
        otherwise("names-path", "(Proef)", "(/home/iemand/boekje.pdf)"),
        otherwise("profile-unwanted", "(FOGRA39)", "(FOGRA39) /DestOutputProfile 4 0 R"),
        page_entry("private-data", "/PieceInfo <<>>"),
        content("bleed-uncovered", "0 0 0 0.5 k 8.5 8.5 283.48 283.48 re f"),
        {"too-many-pages", [](PdfParts& parts) { parts.pages.resize(68, {boxes, ""}); }},
        {"page-multiple", [](PdfParts& parts) { parts.pages.resize(10, {boxes, ""}); }},
    };
    for (const Broken& broken : table) {
        CAPTURE(std::string(broken.rule));
        PdfParts parts = in_order();
        for (PdfPage& page : parts.pages) {
            page.entries +=
                " /Resources <</Font <</F 3 0 R /Odd <</Type /Font /Subtype /Type1 /BaseFont /Odd /Encoding "
                "<</Differences [97 /.notdef]>>>>>> /XObject <</Photo 4 0 R /Code 5 0 R /Group 6 0 R>> "
                "/ColorSpace <</All [/Separation "
                "/All "
                "/DeviceCMYK <</FunctionType 2 /N 1 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0 0 1]>>] /Spot "
                "[/Separation "
                "/Goud /DeviceCMYK <</FunctionType 2 /N 1 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 .2 .6 .2]>>]>> "
                "/ExtGState <</Over <</OP true /op true /OPM 1>> /Half <</ca 0.5>> /Raster <</TR "
                "/Identity>>>>>>";
        }
        parts.more = {"<</Subtype /PS /Length 0>> stream\n\nendstream",
                      "<</Subtype /Form /BBox [0 0 1 1] /Group <</S /Transparency>> /Length 0>> "
                      "stream\n\nendstream",
                      "<</Filter /FlateDecode /Length 5>> stream\nniets\nendstream"};
        broken.how(parts);
        // Joon binds covers apart and does not count pages: Wim Jonkers does.
        const ScratchFolder folder;
        write_file(folder / "a.pdf", as_1_3(a_pdf(parts)));
        const bool counts = std::string(broken.rule) == "page-multiple";
        const auto press = press_of({counts ? "wimjonkers" : "joon", {}}, templates);
        const PreflightReport report = preflight(folder / "a.pdf", {press, {}, ""});
        CHECK_MESSAGE(has(report, broken.rule), rules_of(report));
        for (const Finding& finding : report.findings) {
            CHECK_FALSE(finding.dutch.empty());
            CHECK_FALSE(finding.english.empty());
        }
    }
}

TEST_CASE("a file that was damaged on its way, or made to do harm, is told of in a sentence") {
    PdfParts parts = in_order();
    for (PdfPage& page : parts.pages) {
        page.contents =
            "q 0.2 0.1 0.4 0 k 50 50 60 60 re f BT /F 12 Tf 60 60 Td (abc) Tj ET q 40 0 0 40 90 90 cm /Photo "
            "Do "
            "Q BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI Q /Self Do";
    }
    parts.more = {
        "<</Subtype /Form /BBox [0 0 300 300] /Resources <</XObject <</Self 5 0 R>>>> /Length 9>> "
        "stream\n/Self Do \nendstream"};
    for (PdfPage& page : parts.pages) page.entries += " /Resources <</XObject <</Self 5 0 R /Photo 4 0 R>>>>";
    const std::string sound = as_1_3(a_pdf(parts));
    const ScratchFolder folder;
    const auto looked_at = [&](const std::string& bytes) {
        write_file(folder / "a.pdf", bytes);
        try {
            const auto report = preflight(folder / "a.pdf", {press_of({"joon", {}}, templates), {}, ""});
            return report.pages > 0 || has(report, "no-pages");
        } catch (const catalogue::CannotWork& refusal) {
            return std::string(refusal.what()).find("a.pdf") != std::string::npos;
        }
    };
    CHECK(looked_at(sound));
    CHECK(looked_at(""));
    std::mt19937 chance(20260702);  // the same damage at every run
    for (int i = 0; i < 300; ++i) {
        std::string damaged = sound;
        for (int byte = 0; byte < 1 + i % 7; ++byte) {
            damaged[chance() % damaged.size()] =
                static_cast<char>(i % 3 == 0 ? '0' + chance() % 10 : chance());
        }
        if (i % 5 == 0) damaged.resize(chance() % damaged.size());
        CAPTURE(i);
        CHECK(looked_at(damaged));
    }
}

TEST_CASE("numbers that no paper has do no harm") {
    for (const char* operators :
         {"99999999999999999999 0 0 99999999999999999999 0 0 cm 0 0 1 1 re f", "0 0 0 0 0 0 cm 0 0 9 9 re f",
          "1e9 w 0 0 m 9999999999 9999999999 l S",
          "0.0000000000000000001 0 0 9999999999999999999 0 0 cm 1 w 0 0 m 1 1 l S q 1 0 0 1 0 0 cm /Photo Do "
          "Q",
          "BT /F 99999999999999999999999 Tf 99999999999999 Tr 9e99 0 0 1 0 0 Tm (a) Tj ET",
          "/Photo cs 1 2 3 4 5 6 7 8 9 scn 0 0 9 9 re f", "BI /W -1 /H 99999999999 /BPC 8 /CS /G ID a EI",
          "BI ID EI BI /W /H ID a EI", "Q Q Q ET Tj Do gs sh cs scn k rg re f c v y h S"}) {
        CAPTURE(std::string(operators));
        PdfParts parts = in_order();
        parts.pages[0].contents = operators;
        CHECK(look(parts).pages == 2);
    }
    PdfParts parts = in_order();
    replace(parts.pages[0].entries, "/MediaBox [0 0 300.48 300.48]", "/MediaBox [0 0 90000000 90000000000]");
    parts.pages[0].contents = "0 0 0 1 k 0 0 90000000 90000000000 re f";
    CHECK(look(parts).pages == 2);
}

TEST_CASE("an image that says it is larger than there is memory is left alone") {
    PdfParts parts = in_order();
    parts.pages[0].contents = "q 50 0 0 50 50 50 cm /Huge Do Q";
    parts.pages[0].entries += " /Resources <</XObject <</Huge 5 0 R>>>>";
    parts.more = {
        "<</Subtype /Image /Width 999999 /Height 999999 /BitsPerComponent 8 /ColorSpace /DeviceCMYK /Length "
        "0>> stream\n\nendstream"};
    const PreflightReport report = look(parts);
    CHECK(report.pages == 2);
    CHECK(report.most_ink == 0);
}

TEST_CASE("what is said of many pages is said once") {
    const std::vector<Finding> findings{{"a", Severity::Error, 1, {}, "Nee.", "No."},
                                        {"a", Severity::Error, 2, {}, "Nee.", "No."},
                                        {"b", Severity::Error, 2, PlaceOnPage{3, 4}, "Weg.", "Gone."},
                                        {"a", Severity::Error, 3, {}, "Nee.", "No."},
                                        {"a", Severity::Error, 7, {}, "Nee.", "No."}};
    CHECK(in_words(findings, Tongue::English) ==
          std::vector<std::string>{"error: pages 1-3, 7: No.", "error: page 2, at 3 x 4 mm: Gone."});
    CHECK(in_words(findings, Tongue::Dutch).front() == "fout: pagina's 1-3, 7: Nee.");
    CHECK(legible("Foto\x1b[2J \xFF Zoë") == "Foto?[2J ? Zoë");
}

TEST_CASE("a printer's names of files are kept to") {
    CHECK(has(look(in_order(), "Foto van Noor"), "file-name"));
    CHECK_FALSE(has(look(in_order(), "boekje-omslag"), "file-name"));
}

TEST_CASE("a finding says where it is, in millimetres from the top left corner of the trim") {
    PdfParts parts = in_order();
    parts.pages[1].contents = "0 0 0 1 K 0.1 w 65.193 235.287 m 65.193 235.287 l S 65 235 m 66 235 l S";
    const PreflightReport report = look(parts);
    const auto line = std::find_if(report.findings.begin(), report.findings.end(),
                                   [](const Finding& finding) { return finding.rule == "thin-line"; });
    REQUIRE(line != report.findings.end());
    CHECK(line->page == 2);
    REQUIRE(line->place);
    CHECK(line->place->x_mm == doctest::Approx(20).epsilon(0.05));
    CHECK(line->place->y_mm == doctest::Approx(20).epsilon(0.05));
}

TEST_CASE("the ink of an area is measured as it lies on the plates") {
    PdfParts parts = in_order();
    parts.pages[0].contents = "0.4 0.3 0.2 0.1 k 50 50 100 100 re f";
    parts.pages[1].contents = "1 0.5 0 0 k 0 0 301 301 re f 0 0 0 0 k 20 20 50 50 re f";
    const PreflightReport report = look(parts);
    CHECK(report.most_ink == 150);
    CHECK(report.inkiest_page == 2);
    CHECK_FALSE(has(report, "bleed-uncovered"));
}

TEST_CASE("what is no PDF is told in one sentence") {
    const ScratchFolder folder;
    write_file(folder / "a.pdf", "niets");
    CHECK_THROWS_WITH_AS(preflight(folder / "a.pdf", {}), doctest::Contains("cannot be read as PDF"),
                         catalogue::CannotWork);
    CHECK_THROWS_AS(preflight(folder / "none.pdf", {}), catalogue::CannotWork);
}

TEST_CASE("our own files pass for every printer, and one that does not is refused and not made") {
    const ScratchFolder folder;
    write_file(folder / "m.jpg", quarters(Coding::Rgb, 640, 640));
    OnePage one;
    one.show(folder / "m.jpg");
    one.say("Zwarte woorden", "nl");
    for (const char* printer : {"amax", "drukwerk", "goldiesoffice", "joon", "office", "printsimple"}) {
        CAPTURE(printer);
        const Press press = *press_of({printer, {}}, templates);
        Publication publication = one.publication();
        publication.pages.front().bleed = press.printer.bleed;
        publication.pages.front().margin = {};
        const auto files = write_for_press(publication, folder / "proef.pdf", press, "2026-07-02T10:00:00");
        REQUIRE(files.size() == 1);
        CHECK_MESSAGE(pass(files), rules_of(files.front().report));
        CHECK(std::filesystem::remove(folder / "proef.pdf"));

        publication.pages.front().items.emplace_back(
            FilledRect{{{}, {100_mm, 40_mm}}, Ink{100, 100, 90, 50}});
        if (press.printer.level == PdfxLevel::None) continue;
        const auto refused = write_for_press(publication, folder / "proef.pdf", press, "2026-07-02T10:00:00");
        CHECK_FALSE(pass(refused));
        CHECK(has(refused.front().report, "total-ink"));
        CHECK(has(refused.front().report, "bleed-uncovered"));
        CHECK_FALSE(std::filesystem::exists(folder / "proef.pdf"));
        CHECK_FALSE(std::filesystem::exists(folder / "proef.pdf.unfinished"));
    }
}
