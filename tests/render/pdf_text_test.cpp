#include "pages_for_tests.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "scratch_folder.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace render;

namespace {

/// White space of any kind made one space.
std::string words(const std::string& text) {
    std::string result = std::regex_replace(text, std::regex("[ \n\f]+"), " ");
    const auto end = result.find_last_not_of(' ');
    return result.substr(0, end + 1);
}

/// What a reader that speaks is given: quoted pieces, joined.
std::string spoken(const std::string& pdf) {
    const std::string tree = output_of("pdfinfo -struct-text " + pdf);
    std::string text;
    const std::regex piece("\"(.*)\"\n");
    for (std::sregex_iterator it(tree.begin(), tree.end(), piece); it != std::sregex_iterator(); ++it)
        text += (*it)[1];
    return text;
}

struct Sample {
    std::string language;
    std::string text;
};

const std::vector<Sample>& left_to_right() {
    static const std::vector<Sample> all{
        {"nl",
         "Elke ochtend doe ik het gordijn open en kijk ik naar de boom: één fijne, ĳverige coöperatie. ﬁ fi "
         "ffi"},
        {"tr", "Babamın Konya'da büyük bir bahçesi vardı. Fotoğraf makinesiyle İstanbul'da, ığdır fıçı."},
        {"pl", "Długo prawie nie wychodziłam z domu. Patrzę na światło; zażółć gęślą jaźń."},
        {"uk", "У Харкові в мене був сад. Їх ніхто не садив, ґанок, є."},
        {"ru", "Съешь ещё этих мягких французских булок, да выпей чаю."},
        {"am", "በየቀኑ ጠዋት ቡና አፈላለሁ፡ እናቴም እንዲሁ ታደርግ ነበር።"},
        {"ti", "ንግሆ ንግሆ ከም ኣደይ ጌረ ቡን የፍልሕ። ቅድም ጨና፡ ደሓር ምስታይ።"},
    };
    return all;
}

const std::vector<Sample>& right_to_left() {
    static const std::vector<Sample> all{
        {"ar", "كل صباح أفتح الستارة وأنظر إلى الشجرة. صوّرتها كل أسبوع. لا إله، الآن؟"},
        {"ar", "الصورة رقم 12 (Amsterdam) في 2024، سوق"},
        {"nl", "Foto: صورة 2024 (Amsterdam) سوق, einde"},
        {"he", "אני גרה בשכונה הזאת כבר 30 שנה. בבוקר האור רך מאוד."},
        {"fa", "می‌خواهم عکس بگیرم."},
    };
    return all;
}

std::string contents(const std::string& readable_pdf) {
    std::string all;
    const std::regex stream("stream\n([^]*?)\nendstream");
    for (std::sregex_iterator it(readable_pdf.begin(), readable_pdf.end(), stream);
         it != std::sregex_iterator(); ++it) {
        const std::string content = (*it)[1];
        if (content.find(" Tf\n") != std::string::npos || content.find("BMC") != std::string::npos)
            all += content + "\n";
    }
    return all;
}

}  // namespace

TEST_CASE("text copied from the page is the text that was written") {
    for (const auto& sample : left_to_right()) {
        CAPTURE(sample.text);
        const ScratchFolder folder;
        OnePage one;
        one.say(sample.text, sample.language);
        one.write(folder / "a.pdf", Edition::Print);
        CHECK(words(output_of("pdftotext -raw " + (folder / "a.pdf").string() + " -")) == sample.text);
    }
}

TEST_CASE("a reader that speaks is given the text as it was written, Arabic too") {
    for (const auto* samples : {&left_to_right(), &right_to_left()}) {
        for (const auto& sample : *samples) {
            CAPTURE(sample.text);
            const ScratchFolder folder;
            OnePage one;
            one.say(sample.text, sample.language);
            one.write(folder / "a.pdf", Edition::Screen);
            CHECK(spoken((folder / "a.pdf").string()) == sample.text);
        }
    }
}

TEST_CASE("fonts are embedded, cut down and readable") {
    const ScratchFolder folder;
    OnePage one;
    for (const auto& sample : left_to_right()) one.say(sample.text, sample.language);
    for (const auto& sample : right_to_left()) one.say(sample.text, sample.language);
    one.write(folder / "a.pdf", Edition::Print);
    const std::string fonts = output_of("pdffonts " + (folder / "a.pdf").string());
    const auto lines = std::count(fonts.begin(), fonts.end(), '\n') - 2;
    CHECK(lines >= 3);
    const std::regex good("[A-Z]{6}\\+Noto\\S+ +CID TrueType +Identity-H +yes yes yes");
    CHECK_MESSAGE(std::distance(std::sregex_iterator(fonts.begin(), fonts.end(), good),
                                std::sregex_iterator()) == lines,
                  fonts);
}

TEST_CASE("black is one ink, printed over what lies under it") {
    const ScratchFolder folder;
    OnePage one;
    one.say("Zwart", "nl");
    one.page().items.emplace_back(Rule{{0_mm, 50_mm}, {90_mm, 50_mm}, 1_pt});
    one.write(folder / "a.pdf", Edition::Print);
    const std::string content = contents(readable(folder / "a.pdf"));
    REQUIRE(content.find("Tf") != std::string::npos);
    const std::regex colour("([0-9. ]+) (rg|RG|g|G|k|K|sc|SC|scn|SCN)\n");
    std::size_t colours = 0;
    for (std::sregex_iterator it(content.begin(), content.end(), colour); it != std::sregex_iterator();
         ++it) {
        ++colours;
        CHECK((*it)[1] == "0 0 0 1");
    }
    CHECK(colours == 2);
    CHECK(content.find("/GSover gs") < content.find("Tf"));
}

TEST_CASE("white letters knock out what lies under them") {
    const ScratchFolder folder;
    OnePage one;
    one.say("Wit", "nl");
    one.page().items.insert(one.page().items.begin(),
                            FilledRect{{{0_mm, 0_mm}, {100_mm, 100_mm}}, black_ink});
    std::get<PlacedLine>(one.page().items.back()).ink = {0, 0, 0, 0};
    one.write(folder / "a.pdf", Edition::Print);
    const std::string content = contents(readable(folder / "a.pdf"));
    CHECK(content.find("/GSknock gs") != std::string::npos);
    CHECK(content.find("/GSover gs") == std::string::npos);
    CHECK(content.find("0 0 0 0 k") != std::string::npos);
}

TEST_CASE("crop marks are on every plate, and only in the file for the printer") {
    const ScratchFolder folder;
    OnePage one;
    one.page().items.emplace_back(CropMark{{-8_mm, 0_mm}, {-4_mm, 0_mm}});
    one.write(folder / "print.pdf", Edition::Print);
    one.write(folder / "screen.pdf", Edition::Screen);
    const std::string print = readable(folder / "print.pdf");
    CHECK(print.find("/Separation") != std::string::npos);
    CHECK(contents(print).find("/All CS 1 SCN") != std::string::npos);
    const std::string screen = readable(folder / "screen.pdf");
    CHECK(screen.find("/Separation") == std::string::npos);
    CHECK(screen.find("SCN") == std::string::npos);
}

TEST_CASE("all that is painted belongs to an element or is said to be decoration") {
    const ScratchFolder folder;
    OnePage one;
    one.say("Een regel en een صورة erin", "nl");
    one.page().items.emplace_back(FilledRect{{{0_mm, 0_mm}, {10_mm, 10_mm}}, {10, 20, 30, 0}});
    one.page().items.emplace_back(Rule{{0_mm, 50_mm}, {90_mm, 50_mm}, 1_pt});
    one.write(folder / "a.pdf", Edition::Screen);
    const std::string content = contents(readable(folder / "a.pdf"));
    int depth = 0;
    int painted = 0;
    const std::regex step("(BDC|BMC|EMC|TJ|re f|l S|Do Q)\n");
    for (std::sregex_iterator it(content.begin(), content.end(), step); it != std::sregex_iterator(); ++it) {
        const std::string name = (*it)[1];
        if (name == "BDC" || name == "BMC") {
            ++depth;
        } else if (name == "EMC") {
            --depth;
        } else {
            ++painted;
            CHECK(depth > 0);
        }
    }
    CHECK(depth == 0);
    CHECK(painted >= 4);
}

TEST_CASE("on a screen the list of contents leads to its pages, and an address to the web") {
    const ScratchFolder folder;
    OnePage one;
    one.say("Samen", "nl");
    one.say("https://voorbeeld.nl/boekje", "nl");
    one.say("Bezoek https://voorbeeld.nl met ons", "nl");
    Publication publication = one.publication();
    publication.pages.push_back(publication.pages.front());
    publication.bookmarks = {{"Samen", 1}};
    write_pdf(publication, folder / "screen.pdf", {Edition::Screen, "2026-07-02T10:00:00", {}});
    const std::string file = readable(folder / "screen.pdf");
    const auto count = [&](const std::string& pattern) {
        const std::regex wanted(pattern);
        return std::distance(std::sregex_iterator(file.begin(), file.end(), wanted), std::sregex_iterator());
    };
    CHECK(count("/Subtype /Link") == 3);  // the page that it leads to does not lead to itself
    CHECK(count("/URI \\(https://voorbeeld.nl/boekje\\)") == 2);
    CHECK(count("/Contents \\(Samen\\)") == 1);
    CHECK(count("/Type /OBJR") == 3);
    CHECK(count("/S /Link") == 3);
    CHECK(spoken((folder / "screen.pdf").string()).find("Samen") != std::string::npos);
    CHECK(output_of("qpdf --check " + (folder / "screen.pdf").string() + " 2>&1").find("No syntax") !=
          std::string::npos);

    write_pdf(publication, folder / "print.pdf", {Edition::Print, "2026-07-02T10:00:00", {}});
    CHECK(readable(folder / "print.pdf").find("/Annots") == std::string::npos);
}

TEST_CASE("a language cannot break out of its place in the file") {
    const ScratchFolder folder;
    OnePage one;
    one.say("Foto صورة", "nl");
    auto& line = std::get<PlacedLine>(one.page().items.back());
    line.line.runs.back().language = "ar) /Evil (x";
    one.write(folder / "a.pdf", Edition::Screen);
    CHECK(readable(folder / "a.pdf").find("Evil (") == std::string::npos);
    CHECK(output_of("qpdf --check " + (folder / "a.pdf").string() + " 2>&1").find("No syntax") !=
          std::string::npos);
}
