#include "render/type.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace render;

namespace {

const Typesetter& typesetter() {
    static const Typesetter one;
    return one;
}

std::vector<ShapedLine> set(const std::string& text, const std::string& language, Length measure = 80_mm,
                            Align align = Align::Start) {
    return typesetter().set({text, language, {}}, measure, align);
}

std::string text_of(const ShapedLine& line) {
    std::string text;
    for (const auto& run : line.runs) {
        for (const auto& glyph : run.glyphs) text += glyph.text;
    }
    return text;
}

std::string text_of(const std::vector<ShapedLine>& lines) {
    std::string text;
    for (const auto& line : lines) text += text_of(line);
    return text;
}

std::size_t words_in(const ShapedLine& line) {
    const std::string text = text_of(line);
    const auto end = text.find_last_not_of(' ');
    return static_cast<std::size_t>(
               std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), ' ')) +
           1;
}

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

TEST_CASE("times, dates, house numbers and what is counted stay together on a line") {
    struct Row {
        std::string text;
        std::string language;
        std::vector<std::string> together;
    };
    const Row rows[] = {
        {"Opening op donderdag 2 juli 2026, 16.00 uur in Buurthuis Het Anker",
         "nl",
         {"2 juli 2026,", "16.00 uur"}},
        {"Wij zijn er elke week van 15 tot 17 uur, ook in de vakantie", "nl", {"van 15 tot 17 uur,"}},
        {"Wat ik zie als ik ’s ochtends het gordijn opendoe in ’t Lage Erf",
         "nl",
         {"’s ochtends", "’t Lage"}},
        {"Kom langs in de Kerkstraat 12, daar hangen 40 foto’s van 9 makers",
         "nl",
         {"Kerkstraat 12,", "40 foto’s", "9 makers"}},
        {"Schrijf naar Kerkstraat 12A, 3511 AB Utrecht, bij nr. 4",
         "nl",
         {"Kerkstraat 12A,", "3511 AB", "nr. 4"}},
        {"Wystawa otwarta do dnia 31 sierpnia 2026. Wstęp wolny dla wszystkich", "pl", {"31 sierpnia 2026."}},
        {"Виставка відкрита щодня до 17 години, крім неділі 12 липня", "uk", {"до 17 години,", "12 липня"}},
        {"Açılış 2 Temmuz 2026, saat 16.00 mahalle evinde herkes için", "tr", {"2 Temmuz 2026,"}},
        {"Am 12. Dezember um 16 Uhr sind alle willkommen im Haus", "de", {"12. Dezember", "um 16 Uhr"}},
        {"الافتتاح يوم 2 يوليو 2026، والمعرض مفتوح حتى 31 أغسطس", "ar", {"2 يوليو", "31 أغسطس"}},
    };
    for (const auto& row : rows) {
        for (int measure = 40; measure <= 120; ++measure) {
            CAPTURE(row.text);
            CAPTURE(measure);
            const auto lines = set(row.text, row.language, 1_mm * measure);
            for (const std::string& together : row.together) {
                CAPTURE(together);
                CHECK(std::any_of(lines.begin(), lines.end(), [&](const ShapedLine& line) {
                    return text_of(line).find(together) != std::string::npos;
                }));
            }
        }
    }
}

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

namespace {

const std::string story =
    "Toen ik hier kwam wonen kende ik niemand in de Tigrisdreef. Nu zwaai ik elke ochtend naar de "
    "overbuurvrouw, die haar geraniums water geeft, en maak ik tentoonstellingen van wijkbewoners en "
    "verjaardagen in het buurthuis, waar de koffievrijwilligers altijd klaarstaan.";

TextStyle with_hyphens() {
    TextStyle style;
    style.hyphens = Hyphens::Allowed;
    return style;
}

bool ends_in_hyphen(const ShapedLine& line) {
    const std::string text = text_of(line);
    return text.ends_with("\u00AD") || text.ends_with("-");
}

}  // namespace

TEST_CASE("justified lines all end at the margin but the last, by their spaces alone") {
    for (const int mm : {60, 80, 110}) {
        CAPTURE(mm);
        const auto lines =
            typesetter().set({story, "nl", with_hyphens()}, Length::from_mm(mm), Align::Justify);
        for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
            // Up to 70 % of a hyphen stands in the margin.
            CHECK(lines[i].width >= Length::from_mm(mm - 0.02));
            CHECK(lines[i].width < Length::from_mm(mm + 1.2));
            for (const auto& glyph : lines[i].runs.front().glyphs) {
                if (glyph.text != " ") CHECK(glyph.advance < 12);
            }
        }
        CHECK(lines.back().width <= Length::from_mm(mm + 0.02));
        CHECK(words_in(lines.back()) > 1);
    }
}

TEST_CASE("no more than two lines after each other end in a hyphen") {
    for (const Align align : {Align::Start, Align::Justify}) {
        for (int mm = 36; mm < 72; ++mm) {
            CAPTURE(mm);
            CAPTURE(align == Align::Justify);
            std::size_t in_a_row = 0;
            for (const auto& line :
                 typesetter().set({story, "nl", with_hyphens()}, Length::from_mm(mm), align)) {
                in_a_row = ends_in_hyphen(line) ? in_a_row + 1 : 0;
                CHECK(in_a_row <= 2);
            }
        }
    }
}

TEST_CASE(
    "a word longer than the line is broken where its language breaks it, though no hyphens are wished") {
    const std::string words = "Meervoudigepersoonlijkheidsstoornissen in de tentoonstelling";
    const auto lines = set(words, "nl", 45_mm);
    REQUIRE(lines.size() >= 2);
    CHECK(ends_in_hyphen(lines.front()));
    for (std::size_t i = 1; i < lines.size(); ++i) CHECK(!ends_in_hyphen(lines[i]));
}

TEST_CASE("a word is broken by its own language, and only where the style allows it") {
    const std::string words = "op de tentoonstelling zag je de tentoonstelling zelf";
    const auto broken = typesetter().set({words, "nl", with_hyphens()}, 33_mm, Align::Justify);
    CHECK(std::any_of(broken.begin(), broken.end(), ends_in_hyphen));
    for (const auto& line : set(words, "nl", 33_mm, Align::Justify)) CHECK(!ends_in_hyphen(line));
}

TEST_CASE("a paragraph that could only be justified with holes in it gets a ragged edge") {
    const auto lines =
        set("Fotografietentoonstelling in buurthuis Fotografietentoonstelling", "nl", 50_mm, Align::Justify);
    REQUIRE(lines.size() > 1);
    for (const auto& line : lines) {
        for (const auto& run : line.runs) {
            for (const auto& glyph : run.glyphs) {
                if (glyph.text == " ") CHECK(glyph.advance < 6);
            }
        }
    }
}

TEST_CASE("Arabic is justified by its spaces and reads as it was written") {
    const std::string text =
        "\u0643\u0644 \u0635\u0628\u0627\u062D \u0623\u0641\u062A\u062D "
        "\u0627\u0644\u0633\u062A\u0627\u0631\u0629 \u0648\u0623\u0646\u0638\u0631 "
        "\u0625\u0644\u0649 \u0627\u0644\u0623\u0641\u0642 \u0645\u0646 "
        "\u0645\u0637\u0628\u062E\u064A \u0643\u0644 \u064A\u0648\u0645";
    const auto lines = set(text, "ar", 55_mm, Align::Justify);
    REQUIRE(lines.size() > 1);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) CHECK(lines[i].width == lines.front().width);
    CHECK(text_of(lines) == text);
}

TEST_CASE("an opening quotation mark hangs in the margin") {
    const auto quoted = set("\u201CKijk,\u201D zei ze.", "nl");
    CHECK(quoted.front().indent < Length{});
    CHECK(set("Kijk, zei ze.", "nl").front().indent == Length{});
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
