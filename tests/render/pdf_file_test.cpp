#include "catalogue/catalogue.hpp"
#include "made_pictures.hpp"
#include "pages_for_tests.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "scratch_folder.hpp"

#include <filesystem>
#include <regex>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace render;

namespace {

PdfOptions for_print() {
    PdfOptions options;
    options.moment = "2026-07-02T10:00:00";
    options.condition = coated_paper(std::filesystem::path(SOURCE_FOLDER) / "templates");
    return options;
}

bool says(const std::string& text, const std::string& pattern) {
    return std::regex_search(text, std::regex(pattern));
}

}  // namespace

TEST_CASE("the printer's file has its boxes where the paper is cut") {
    const ScratchFolder folder;
    OnePage one;
    one.write(folder / "a.pdf", Edition::Print);
    const std::string info = output_of("pdfinfo -box " + (folder / "a.pdf").string());
    // 120 mm, with 7 mm around the bleed and 10 mm around the trim
    CHECK_MESSAGE(says(info, "MediaBox: +0.00 +0.00 +340.16 +340.16"), info);
    CHECK(says(info, "BleedBox: +19.84 +19.84 +320.31 +320.31"));
    CHECK(says(info, "TrimBox: +28.35 +28.35 +311.81 +311.81"));
}

TEST_CASE("the page on the screen ends where the paper is cut") {
    const ScratchFolder folder;
    OnePage one;
    one.write(folder / "a.pdf", Edition::Screen);
    const std::string info = output_of("pdfinfo -box " + (folder / "a.pdf").string());
    CHECK_MESSAGE(says(info, "MediaBox: +0.00 +0.00 +283.46 +283.46"), info);
    CHECK(says(info, "TrimBox: +0.00 +0.00 +283.46 +283.46"));
}

TEST_CASE("other programs find nothing wrong with the file") {
    const ScratchFolder folder;
    write_file(folder / "m.jpg", quarters(Coding::Rgb, 64, 48));
    OnePage one;
    one.show(folder / "m.jpg");
    one.say("Een صورة en een ስእሊ", "nl");
    one.publication().bookmarks = {{"Begin", 0}, {"Слово", 0}};
    write_pdf(one.publication(), folder / "print.pdf", for_print());
    one.write(folder / "screen.pdf", Edition::Screen);
    for (const char* name : {"print.pdf", "screen.pdf"}) {
        const std::string check = output_of("qpdf --check " + (folder / name).string() + " 2>&1");
        CHECK_MESSAGE(check.find("No syntax or stream encoding errors") != std::string::npos, check);
        CHECK(output_of("pdftoppm -r 20 " + (folder / name).string() + " 2>&1 >/dev/null").empty());
    }
}

TEST_CASE("the file says what it is, when it was made and by what, and names no person") {
    const ScratchFolder folder;
    OnePage one;
    one.say("Tekst", "nl");
    one.publication().title = "Wat zie jij? <& \"vragen\">";
    one.publication().bookmarks = {{"Надія", 0}};
    one.write(folder / "a.pdf", Edition::Screen);
    const std::string info = output_of("TZ=UTC pdfinfo " + (folder / "a.pdf").string());
    CHECK(says(info, "Title: +Wat zie jij\\? <& \"vragen\">\n"));
    CHECK(says(info, "Producer: +In Beeld\n"));
    CHECK(says(info, "CreationDate: +Thu Jul  2 10:00:00 2026"));
    CHECK(says(info, "Tagged: +yes"));
    CHECK_FALSE(says(info, "Author:"));
    const std::string text = readable(folder / "a.pdf");
    CHECK(text.find("Wat zie jij? &lt;&amp; &quot;vragen&quot;&gt;") != std::string::npos);
    CHECK(text.find("/Lang (nl)") != std::string::npos);
    CHECK(text.find("/DisplayDocTitle true") != std::string::npos);
    CHECK(text.find("/P (iii)") != std::string::npos);
    CHECK(text.find("/Outlines") != std::string::npos);
}

TEST_CASE("with the press's profile the printer's file is PDF/X-4, without it says nothing of the kind") {
    const ScratchFolder folder;
    OnePage one;
    one.say("Tekst", "nl");
    write_pdf(one.publication(), folder / "x.pdf", for_print());
    CHECK(says(output_of("pdfinfo " + (folder / "x.pdf").string()), "PDF/X-4"));
    const std::string text = readable(folder / "x.pdf");
    CHECK(text.find("/GTS_PDFX") != std::string::npos);
    CHECK(text.find("(FOGRA39)") != std::string::npos);
    CHECK(text.find("prtrCMYKLab") != std::string::npos);  // the profile itself, as its header has it
    one.write(folder / "plain.pdf", Edition::Print);
    CHECK(readable(folder / "plain.pdf").find("GTS_PDFX") == std::string::npos);
    auto untitled = one.publication();
    untitled.title.clear();
    write_pdf(untitled, folder / "untitled.pdf", for_print());
    CHECK(readable(folder / "untitled.pdf").find("GTS_PDFXVersion") == std::string::npos);
}

TEST_CASE("a profile that is not of a press is refused") {
    const ScratchFolder folder;
    OnePage one;
    auto options = for_print();
    options.condition->profile = folder / "none.icc";
    CHECK_THROWS_AS(write_pdf(one.publication(), folder / "a.pdf", options), catalogue::CannotWork);
    write_file(folder / "none.icc", "not a profile");
    CHECK_THROWS_AS(write_pdf(one.publication(), folder / "a.pdf", options), catalogue::CannotWork);
    CHECK_FALSE(std::filesystem::exists(folder / "a.pdf"));
}

TEST_CASE("the same pages give the same bytes") {
    const ScratchFolder folder;
    write_file(folder / "m.jpg", quarters(Coding::Rgb, 64, 48));
    OnePage one;
    one.show(folder / "m.jpg");
    one.say("Een صورة en een ስእሊ", "nl");
    write_pdf(one.publication(), folder / "1.pdf", for_print());
    write_pdf(one.publication(), folder / "2.pdf", for_print());
    CHECK(read_file(folder / "1.pdf") == read_file(folder / "2.pdf"));
}

TEST_CASE("the number of a file tells of its words and of its photos") {
    const ScratchFolder folder;
    const auto number_of = [&](const std::string& words, const std::string& photo) {
        write_file(folder / photo, quarters(Coding::Rgb, 64, 48));
        OnePage one;
        one.show(folder / photo);
        one.say(words, "nl");
        write_pdf(one.publication(), folder / "a.pdf", for_print());
        const std::string file = read_file(folder / "a.pdf");
        return file.substr(file.find("/ID ["), 72);
    };
    const std::string number = number_of("Licht", "m.jpg");
    CHECK(number.size() == 72);
    CHECK(number == number_of("Licht", "m.jpg"));
    CHECK(number != number_of("Lucht", "m.jpg"));
    CHECK(number != number_of("Licht", "n.jpg"));
}

TEST_CASE("a file that cannot be written is named in one sentence, and an older one stays as it was") {
    const ScratchFolder folder;
    OnePage one;
    CHECK_THROWS_WITH_AS(one.write(folder / "absent" / "a.pdf", Edition::Print),
                         doctest::Contains((folder / "absent" / "a.pdf").c_str()), catalogue::CannotWork);
    one.write(folder / "a.pdf", Edition::Print);
    const std::string before = read_file(folder / "a.pdf");
    one.show(folder / "missing.jpg");
    CHECK_THROWS_AS(one.write(folder / "a.pdf", Edition::Print), catalogue::CannotWork);
    CHECK(read_file(folder / "a.pdf") == before);
}
