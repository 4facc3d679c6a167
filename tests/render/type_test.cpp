#include "render/type.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "tests/render/set_text.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace render;
using namespace set_text;

namespace {

std::vector<std::string> fonts_of(const std::vector<ShapedLine>& lines) {
    std::vector<std::string> names;
    for (const auto& line : lines) {
        for (const auto& run : line.runs) names.push_back(typesetter().fonts().at(run.font).name);
    }
    return names;
}

std::string refusal(const std::string& text, const std::string& language) {
    try {
        set(text, language);
    } catch (const MissingGlyph& error) {
        return error.what();
    }
    return "no refusal";
}

bool is_sign(std::string_view letter) {
    return letter.empty() || std::string_view("()[] →").find(letter) != std::string_view::npos;
}

/// The fonts of what is neither a bracket, an arrow nor a space.
std::set<std::string> fonts_of_letters(const std::vector<ShapedLine>& lines) {
    std::set<std::string> names;
    for (const auto& line : lines) {
        for (const auto& run : line.runs) {
            const bool signs = std::all_of(run.glyphs.begin(), run.glyphs.end(),
                                           [](const Glyph& glyph) { return is_sign(glyph.text); });
            if (!signs) names.insert(typesetter().fonts().at(run.font).name);
        }
    }
    return names;
}

struct Sample {
    std::string language;
    std::string text;
};

const std::vector<Sample>& samples() {
    static const std::vector<Sample> all{
        {"nl", "Ik woon al veertig jaar in deze flat. Één café, coöperatie, ideeën, ’s ochtends: € 5,–."},
        {"ar", "كل صباح أفتح الستارة وأنظر إلى الشجرة. صوّرتها كل أسبوع. لا إله، الآن؟"},
        {"tr", "Babamın Konya'da büyük bir bahçesi vardı. Fotoğraf İstanbul'da, ığdır çiçeği."},
        {"ti", "ንግሆ ንግሆ ከም ኣደይ ጌረ ቡን የፍልሕ። ቅድም ጨና፡ ደሓር ምስታይ።"},
        {"pl", "Długo prawie nie wychodziłam z domu. Patrzę na światło, źdźbło, żółć."},
        {"uk", "У Харкові в мене був сад. Їх ніхто не садив, ґанок, є."},
        {"he", "שלום עולם, זה ספר."},
        {"el", "Καλημέρα κόσμε, ένα φως."},
        {"fa", "می‌خواهم عکس بگیرم."},
        {"so", "Subax kasta waxaan furaa daaqadda."},
        {"hy", "Բարեւ աշխարհ"},
        {"ckb", "هەموو بەیانییەک"},
        {"vi", "Mỗi buổi sáng tôi mở cửa sổ."},
        {"hi", "हर सुबह मैं खिड़की खोलती हूँ।"},
    };
    return all;
}

}  // namespace

TEST_CASE(
    "every letter that participants write finds a glyph, and the text can be read back from the glyphs") {
    for (const auto& sample : samples()) {
        for (const Face face : {Face::Sans, Face::Serif}) {
            CAPTURE(sample.language);
            TextStyle style;
            style.face = face;
            const auto lines = typesetter().set({sample.text, sample.language, style}, 60_mm, Align::Start);
            CHECK(text_of(lines) == sample.text);
            for (const auto& line : lines) {
                for (const auto& run : line.runs) {
                    for (const auto& glyph : run.glyphs) CHECK(glyph.id != 0);
                }
            }
        }
    }
}

TEST_CASE("no line is wider than its measure, whatever the measure") {
    for (const auto& sample : samples()) {
        for (const int mm : {6, 9, 15, 31, 60, 150}) {
            CAPTURE(sample.language);
            CAPTURE(mm);
            for (const auto& line : set(sample.text, sample.language, Length::from_mm(mm))) {
                // A quotation mark may hang in the margin.
                CHECK(line.indent + line.width <= Length::from_mm(mm + 0.02));
                CHECK(line.indent > Length::from_mm(-2));
            }
        }
    }
}

TEST_CASE("a word longer than the line is torn between letters rather than run into the margin") {
    const auto lines = set("Donaudampfschiffahrtsgesellschaftskapitänswitwe", "mt", 20_mm);  // no dictionary
    CHECK(lines.size() >= 4);
    CHECK(text_of(lines) == "Donaudampfschiffahrtsgesellschaftskapitänswitwe");
}

TEST_CASE("letters of several code points stay together when a word is torn") {
    const std::string e_with_two_marks = "e\u0323\u0304";
    std::string word;
    for (int i = 0; i < 12; ++i) word += e_with_two_marks;
    for (const auto& line : set(word, "nl", 4_mm)) {
        const std::string text = text_of(line);
        CHECK_MESSAGE(static_cast<unsigned char>(text.front()) >= 'A', text);
        CHECK(static_cast<unsigned char>(text.front()) != 0xCC);
    }
}

TEST_CASE("Arabic stands at the right, and its glyphs come in the order in which they are read") {
    const auto lines = set("كل صباح أفتح الستارة", "ar");
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].direction == Direction::RightToLeft);
    CHECK((lines[0].indent + lines[0].width - 80_mm).in_mm() == doctest::Approx(0).epsilon(0.01));
    const auto& glyphs = lines[0].runs.at(0).glyphs;
    CHECK(glyphs.front().text == "ك");
    CHECK(glyphs.front().x > glyphs.back().x);
}

TEST_CASE("an Amsterdam and a year within Arabic run from left to right") {
    const auto lines = set("الصورة رقم 12 (Amsterdam) في 2024", "ar", 150_mm);
    CHECK(text_of(lines) == "الصورة رقم 12 (Amsterdam) في 2024");
    const auto& runs = lines.at(0).runs;
    const auto latin = std::find_if(runs.begin(), runs.end(),
                                    [](const GlyphRun& run) { return run.glyphs.front().text == "A"; });
    REQUIRE(latin != runs.end());
    CHECK(latin->direction == Direction::LeftToRight);
    CHECK(latin->glyphs.front().x < latin->glyphs.back().x);
    CHECK(latin->language.empty());  // nobody said that Amsterdam is Arabic
    CHECK(runs.front().language == "ar");
}

TEST_CASE("Naskh and Ethiopic get the leading they need, all through the passage") {
    const double plain = TextStyle{}.leading.in_points();
    CHECK(set("Foto", "nl").at(0).leading.in_points() == doctest::Approx(plain));
    CHECK(set("صورة", "ar").at(0).leading.in_points() == doctest::Approx(1.25 * plain).epsilon(0.001));
    CHECK(set("ስእሊ", "ti").at(0).leading.in_points() == doctest::Approx(1.1 * plain).epsilon(0.001));
    const auto mixed = set("Foto\nصورة", "nl");
    CHECK(mixed.at(0).leading == mixed.at(1).leading);
    CHECK(height_of(mixed) == mixed.at(0).leading * 2);
}

TEST_CASE("a new line in the text is a new line on the page") {
    const auto lines = set("een\n\ntwee\r\ndrie\n", "nl");
    REQUIRE(lines.size() == 4);
    CHECK(text_of(lines[0]) == "een");
    CHECK(text_of(lines[1]).empty());
    CHECK(text_of(lines[3]) == "drie");
    CHECK(lines[1].leading == lines[0].leading);
}

TEST_CASE("no text gives no lines") {
    CHECK(set("", "nl").empty());
    CHECK(set(" \n\t ", "nl").empty());
}

TEST_CASE("what cannot be seen is neither missing nor printed") {
    const auto lines = set("a\u200Db\u200Ec\u00ADd\u00A0e\u2060f\u202Ag\u202C\tx\u0007y\uFEFF", "nl");
    CHECK(lines.size() == 1);
    CHECK(text_of(lines) == "a\u200Dbcd\u00A0efg xy");
}

TEST_CASE("a soft hyphen shows as a hyphen only where the line ends at it") {
    CHECK(text_of(set("buurthuis\u00ADkamer", "nl", 80_mm)) == "buurthuiskamer");
    const auto lines = set("buurthuis\u00ADkamer", "nl", 22_mm);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].runs.back().glyphs.back().text == "\u00AD");
    CHECK(lines[0].runs.back().glyphs.back().id != 0);
    CHECK(lines[0].width <= 22_mm);
}

TEST_CASE("a sign that no font has is named, with its text, its language and the package that helps") {
    const std::string chinese = refusal("Dit is 世 in een zin", "nl");
    CHECK_MESSAGE(chinese.find("世") != std::string::npos, chinese);
    CHECK(chinese.find("U+4E16") != std::string::npos);
    CHECK(chinese.find("Dit is") != std::string::npos);
    CHECK(chinese.find("language nl") != std::string::npos);
    CHECK(chinese.find("fonts-droid-fallback") != std::string::npos);
    CHECK(refusal("leuk 😀", "nl").find("fonts-symbola") != std::string::npos);
}

TEST_CASE("a word is set in one font") {
    const auto names = fonts_of(set("Łódź", "pl"));
    CHECK(std::all_of(names.begin(), names.end(), [&](auto& name) { return name == names.front(); }));
}

TEST_CASE("words in brackets keep the letters of the words around them") {
    // Noto's Naskh has no brackets, its Nastaliq has.
    struct Bracketed {
        std::string language;
        std::string text;
        std::string bare;
    };
    for (const Bracketed& one :
         {Bracketed{"ar", "الشجرة (شجرة الكرز) هناك", "الشجرة شجرة الكرز هناك"},
          Bracketed{"fa", "درخت [گیلاس] آنجا", "درخت گیلاس آنجا"},
          Bracketed{"he", "העץ (האלון) כאן", "העץ האלון כאן"}, Bracketed{"ti", "ኦም (ጨና) ኣብዚ", "ኦም ጨና ኣብዚ"},
          Bracketed{"nl", "thuis→weg", "thuisweg"}}) {
        CAPTURE(one.text);
        CHECK(fonts_of_letters(set(one.text, one.language)) == fonts_of_letters(set(one.bare, one.language)));
    }
}

TEST_CASE("text ends with more than one word on its last line") {
    const std::string text =
        "Elke ochtend doe ik het gordijn open en kijk ik naar de boom. In het voorjaar wordt hij roze en dan "
        "zing ik.";
    for (int mm = 40; mm < 120; mm += 3) {
        const auto lines = set(text, "nl", Length::from_mm(mm));
        CAPTURE(mm);
        if (lines.size() > 1) CHECK(words_in(lines.back()) > 1);
    }
}

TEST_CASE("centred lines are of about equal length and stand in the middle") {
    const auto lines = set("De boom voor mijn raam in het voorjaar", "nl", 60_mm, Align::Centre);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].width.in_mm() < 1.4 * lines[1].width.in_mm());
    CHECK(lines[1].width.in_mm() < 1.4 * lines[0].width.in_mm());
    for (const auto& line : lines) {
        CHECK((line.indent * 2 + line.width - 60_mm).in_mm() == doctest::Approx(0).epsilon(0.02));
    }
}

TEST_CASE("the end of a Dutch line is at the right, of an Arabic line at the left") {
    CHECK(set("raam", "nl", 50_mm, Align::End).at(0).indent > 30_mm);
    CHECK(set("باب", "ar", 50_mm, Align::End).at(0).indent == Length{});
}

TEST_CASE("a design is set in its own fonts, and what they lack in Noto") {
    const Typesetter designed({"Lato", "Vollkorn", "Vollkorn"});
    TextStyle serif;
    serif.face = Face::Serif;
    const auto lines = designed.set({"Kijk \u0643", "nl", serif}, 80_mm, Align::Start);
    REQUIRE(lines.front().runs.size() == 2);
    CHECK(designed.fonts().at(lines.front().runs[0].font).name == "Vollkorn Regular");
    CHECK(designed.fonts().at(lines.front().runs[1].font).name.starts_with("Noto"));
    CHECK_THROWS_AS(Typesetter({"No Such Font", "", ""}), catalogue::CannotWork);
}

TEST_CASE("small capitals and old figures are the font's own") {
    const Typesetter designed({"Lato", "Vollkorn", "Vollkorn"});
    TextStyle plain;
    plain.face = Face::Serif;
    TextStyle small = plain;
    small.capitals = Capitals::Small;
    small.figures = Figures::Lining;
    const auto as_written = designed.set({"in beeld 2026", "nl", plain}, 80_mm, Align::Start);
    const auto as_capitals = designed.set({"in beeld 2026", "nl", small}, 80_mm, Align::Start);
    CHECK(as_capitals.front().runs[0].glyphs[0].id != as_written.front().runs[0].glyphs[0].id);
    CHECK(as_capitals.front().runs[0].glyphs[9].id != as_written.front().runs[0].glyphs[9].id);
    CHECK(text_of(as_capitals) == "in beeld 2026");
}

TEST_CASE("how wide a text was set before changes nothing about its lines") {
    using render::operator""_mm;
    const std::string words = "De arbeidsongeschiktheidsverzekering van mijn buurvrouw, coöperatie en reëel.";
    const auto texts_of = [&](const render::Typesetter& typesetter, render::Length measure,
                              render::Hyphens hyphens) {
        render::TextStyle style;
        style.hyphens = hyphens;
        std::vector<std::string> lines;
        for (const auto& line : typesetter.set({words, "nl", style}, measure, render::Align::Start)) {
            std::string& text = lines.emplace_back();
            for (const auto& run : line.runs) {
                for (const auto& glyph : run.glyphs) text += glyph.text;
            }
        }
        return lines;
    };
    for (const auto hyphens : {render::Hyphens::None, render::Hyphens::Allowed}) {
        const render::Typesetter used;
        for (const render::Length measure : {60_mm, 12_mm, 90_mm, 30_mm, 25_mm, 70_mm, 6_mm, 61_mm, 30_mm}) {
            CAPTURE(measure.in_mm());
            CHECK(texts_of(used, measure, hyphens) == texts_of(render::Typesetter(), measure, hyphens));
        }
    }
}
