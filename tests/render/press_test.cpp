#include "render/press/press.hpp"

#include "made_pictures.hpp"
#include "pages_for_tests.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/press/press_file.hpp"
#include "render/press/printer_profile.hpp"
#include "render/type.hpp"
#include "scratch_folder.hpp"
#include "separations.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <string>
#include <variant>

#include <doctest/doctest.h>

using namespace render;

namespace {

const std::filesystem::path templates = std::filesystem::path(SOURCE_FOLDER) / "templates";
const std::string moment = "2026-07-02T10:00:00";

Press press_at(const std::string& printer) {
    return *press_of({printer, {}}, templates);
}

bool says(const std::string& text, const std::string& pattern) {
    return std::regex_search(text, std::regex(pattern));
}

/// A page with a photo of four quarters, a line and words, written for a printer.
std::filesystem::path written_for(const std::string& printer, const ScratchFolder& folder,
                                  Coding coding = Coding::Rgb) {
    write_file(folder / "m.jpg", quarters(coding, 640, 640));
    OnePage one;
    one.show(folder / "m.jpg");
    one.say("Zwarte woorden", "nl");
    one.page().items.emplace_back(FilledRect{{{60_mm, 10_mm}, {30_mm, 30_mm}}, Ink{0, 0, 0, 60}});
    Publication publication = one.publication();
    publication.photos.back().width = 640;
    publication.photos.back().height = 640;
    const Typesetter typesetter;
    const Press press = press_at(printer);
    prepare_for_press(publication, typesetter, press, {"proef", "2026-07-02"});
    publication.fonts = one.publication().fonts;
    const auto file = folder / (printer + ".pdf");
    REQUIRE(pass(write_for_press(publication, file, press, moment)));
    return file;
}

/// On a page of 100 mm with that bleed and no marks: where a millimetre lies, 0 to 1.
double place(double mm, double bleed) {
    return (mm + bleed) / (100 + 2 * bleed);
}

}  // namespace

TEST_CASE("each printer gets the level of PDF/X that he asks, as the standard has it") {
    struct Row {
        const char* printer;
        const char* version;
        const char* level;
        bool embeds;
        const char* photo;  // as pdfimages calls its colours
    };
    for (const Row& row :
         {Row{"wimjonkers", "1.3", "PDF/X-1:2001", true, "cmyk"},
          Row{"joon", "1.3", "PDF/X-1:2001", false, "cmyk"}, Row{"amax", "1.3", "PDF/X-3:2002", true, "cmyk"},
          Row{"drukwerk", "1.6", "PDF/X-4", true, "icc"},
          Row{"printsimple", "1.6", "PDF/X-4", true, "cmyk"}}) {
        CAPTURE(row.printer);
        const ScratchFolder folder;
        const std::string file = written_for(row.printer, folder).string();
        const std::string info = output_of("pdfinfo " + file);
        CHECK_MESSAGE(says(info, std::string("PDF version: +") + row.version), info);
        CHECK_MESSAGE(says(info, std::string("PDF subtype: +") + row.level), info);
        CHECK(says(output_of("pdfimages -list " + file), std::string(" image .* ") + row.photo + " "));
        CHECK(says(output_of("qpdf --check " + file + " 2>&1"), "No syntax or stream encoding errors"));
        const std::string text = readable(file);
        CHECK(says(text, "/OutputConditionIdentifier \\(FOGRA39\\)"));
        CHECK(says(text, "/RegistryName \\(http://www.color.org\\)"));
        CHECK(says(text, "/Trapped /False"));
        CHECK((text.find("/DestOutputProfile") != std::string::npos) == row.embeds);
        CHECK((text.find("prtrCMYKLab") != std::string::npos) == row.embeds);
        const bool is_old = std::string(row.version) == "1.3";
        CHECK((text.find("/ICCBased") == std::string::npos) == (std::string(row.photo) == "cmyk"));
        CHECK((text.find("/Metadata") == std::string::npos) == is_old);
        CHECK((text.find("/StructTreeRoot") == std::string::npos) == is_old);
        CHECK((text.find("/GTS_PDFXConformance (PDF/X-1a:2001)") != std::string::npos) ==
              (std::string(row.level) == "PDF/X-1:2001"));
        CHECK(text.find("/SMask") == std::string::npos);
        CHECK(text.find("/Annots") == std::string::npos);
    }
}

TEST_CASE("for X-1a the colours of a photo become inks, white stays bare paper") {
    const ScratchFolder folder;
    const auto file = written_for("wimjonkers", folder);
    const auto plates = Separations::of_page(file, 1, 100);
    const auto ink = [&](double x, double y) { return plates.at(place(x, 3), place(y, 3)); };
    const auto red = ink(15, 15);
    CHECK(red[0] < 20);
    CHECK(red[1] > 220);
    CHECK(red[2] > 220);
    const auto green = ink(45, 15);
    CHECK(green[0] > 120);
    CHECK(green[1] < 40);
    CHECK(green[2] > 220);
    const auto blue = ink(15, 45);
    CHECK(blue[0] > 200);
    CHECK(blue[1] > 150);
    CHECK(blue[2] < 40);
    const auto white = ink(45, 45);
    for (const int plate : white) CHECK(plate <= 2);
}

TEST_CASE("grey is black ink alone, in drawings and in photos") {
    const ScratchFolder folder;
    const auto file = written_for("wimjonkers", folder, Coding::Grey);
    const auto plates = Separations::of_page(file, 1, 100);
    for (const auto& ink : plates.inks) {
        CHECK_FALSE(ink[0] + ink[1] + ink[2] > 0);
    }
    CHECK(plates.at(place(75, 3), place(25, 3))[3] == doctest::Approx(153).epsilon(0.02));  // K60
    const int top_left = plates.at(place(15, 3), place(15, 3))[3];
    const int bottom_right = plates.at(place(45, 3), place(45, 3))[3];
    CHECK(top_left > 100);
    CHECK(bottom_right == 0);
}

TEST_CASE("no place gets more ink than the printer's paper can hold") {
    const ScratchFolder folder;
    std::string noisy = quarters(Coding::Cmyk, 320, 320);
    write_file(folder / "dark.jpg", noisy);
    OnePage one;
    one.show(folder / "dark.jpg");
    Publication publication = one.publication();
    publication.pages.front().margin = {};
    for (const int most : {180, 240, 300}) {
        CAPTURE(most);
        Press press = press_at("wimjonkers");
        press.printer.most_ink = most;
        REQUIRE(pass(write_for_press(publication, folder / "a.pdf", press, moment)));
        CHECK(Separations::of_page(folder / "a.pdf", 1, 144).most_ink() <= most);
    }
}

TEST_CASE("black words are printed over what lies under them, and white is left open") {
    const ScratchFolder folder;
    OnePage one;
    one.page().items.emplace_back(FilledRect{{{-3_mm, -3_mm}, {106_mm, 106_mm}}, Ink{40, 0, 30, 0}});
    one.page().items.emplace_back(Rule{{10_mm, 50_mm}, {90_mm, 50_mm}, 4_mm, black_ink});
    one.page().items.emplace_back(FilledRect{{{10_mm, 70_mm}, {80_mm, 10_mm}}, Ink{}});
    Publication publication = one.publication();
    publication.pages.front().margin = {};
    REQUIRE(pass(write_for_press(publication, folder / "a.pdf", press_at("wimjonkers"), moment)));
    const auto plates = Separations::of_page(folder / "a.pdf", 1, 72);
    const auto nearly = [&](double y, const std::array<int, 4>& wanted) {
        const auto ink = plates.at(place(50, 3), place(y, 3));
        for (std::size_t plate = 0; plate < ink.size(); ++plate) {
            CHECK(std::abs(ink.at(plate) - wanted.at(plate)) <= 1);
        }
    };
    nearly(50, {102, 0, 77, 255});
    nearly(75, {0, 0, 0, 0});
    nearly(20, {102, 0, 77, 0});
}

TEST_CASE("marks stand outside the bleed, on every plate, and only for the printer who wants them") {
    const ScratchFolder folder;
    const auto bare = written_for("wimjonkers", folder);
    CHECK(says(output_of("pdfinfo -box " + bare.string()), "MediaBox: +0.00 +0.00 +300.47 +300.47"));

    const auto marked = written_for("durenkamp", folder);  // bleed 5 mm, 12 mm around it
    const std::string boxes = output_of("pdfinfo -box " + marked.string());
    CHECK_MESSAGE(says(boxes, "MediaBox: +0.00 +0.00 +379.84 +379.84"), boxes);
    CHECK(says(boxes, "BleedBox: +34.02 +34.02 +345.83 +345.83"));
    CHECK(says(boxes, "TrimBox: +48.19 +48.19 +331.65 +331.65"));
    const auto plates = Separations::of_page(marked, 1, 288);
    const auto sheet = [](double mm) { return (mm + 17) / 134; };
    int most_on_mark = 0;
    for (double y = -12; y < -8; y += 0.05) {
        const auto ink = plates.at(sheet(0.02), sheet(y));
        most_on_mark = std::max(most_on_mark, *std::min_element(ink.begin(), ink.end()));
    }
    CHECK(most_on_mark > 100);
    // The colour bar: cyan, magenta, yellow, black, each alone.
    const double patch = std::min(5.0, 34.0 / 11);
    for (int plate = 0; plate < 4; ++plate) {
        const auto ink = plates.at(sheet(10 + (plate + 0.5) * patch), sheet(-11));
        for (int other = 0; other < 4; ++other) {
            CHECK(ink.at(static_cast<std::size_t>(other)) == (other == plate ? 255 : 0));
        }
    }
}

TEST_CASE("the slug line tells job, page and date") {
    const ScratchFolder folder;
    OnePage one;
    Publication publication = one.publication();
    const Typesetter typesetter;
    prepare_for_press(publication, typesetter, press_at("durenkamp"), {"poster 3f2a", "2026-07-02"});
    REQUIRE(pass(write_for_press(publication, folder / "a.pdf", press_at("durenkamp"), moment)));
    const std::string text = output_of("pdftotext " + (folder / "a.pdf").string() + " -");
    CHECK_MESSAGE(says(text, "In Beeld · poster 3f2a · 1/1 ·\\s2026-07-02 · FOGRA39"), text);
}

TEST_CASE("a printer who wants the cover apart gets two files, who wants spreads gets pages side by side") {
    Publication book;
    for (int page = 1; page <= 12; ++page) {
        Page one{{100_mm, 120_mm}, 3_mm, {}, {}, std::to_string(page)};
        one.items.emplace_back(FilledRect{{{-3_mm, -3_mm}, {106_mm, 126_mm}}, Ink{0, 0, 0, 10}});
        book.pages.push_back(one);
    }
    book.bookmarks = {{"Begin", 0}, {"Ria", 4}, {"Achterop", 11}};
    PrinterProfile printer = press_at("joon").printer;
    const auto parts = parts_for(book, printer);
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].suffix == "omslag");
    CHECK(parts[0].publication.pages.size() == 4);
    CHECK(parts[0].publication.pages[2].label == "11");
    CHECK(parts[0].publication.bookmarks.back().page == 3);
    CHECK(parts[1].publication.pages.size() == 8);
    CHECK(parts[1].publication.bookmarks.front().page == 2);

    printer.cover = PrinterProfile::Cover::Counted;
    printer.spreads = true;
    const Publication spreads = parts_for(book, printer).front().publication;
    REQUIRE(spreads.pages.size() == 7);
    CHECK(spreads.pages[0].label == "1");
    CHECK(spreads.pages[1].label == "2-3");
    CHECK(spreads.pages[1].trim == Size{200_mm, 120_mm});
    CHECK(spreads.bookmarks[1].page == 2);
    // Neither page bleeds over the fold into the other.
    const auto& left = std::get<FilledRect>(spreads.pages[1].items[0]).rect;
    const auto& right = std::get<FilledRect>(spreads.pages[1].items[1]).rect;
    CHECK(left.right() == 100_mm);
    CHECK(right.left() == 100_mm);
    CHECK(right.right() == 203_mm);
}
