// Where lines end, and what becomes of the room that is left.

#include "render/length.hpp"
#include "render/type.hpp"
#include "tests/render/set_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace render;
using namespace set_text;

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

TEST_CASE("the last line of a justified paragraph stays within its measure as well") {
    // Between a space's natural width and what it may shrink to: nothing but the spaces can give way.
    const std::string text =
        "De buren stonden stil en keken naar de boom, die in het voorjaar roze wordt en dan weer groen.";
    int shrunk = 0;
    for (int tenths = 400; tenths < 1800; tenths += 3) {
        const Length measure = Length::from_mm(tenths / 10.0);
        const auto lines = set(text, "nl", measure, Align::Justify);
        CAPTURE(tenths);
        const auto reach = lines.back().indent + lines.back().width;
        CHECK(reach.in_points() <= measure.in_points() + 1.5);  // a full stop hangs in the margin
        if (reach.in_points() > measure.in_points() - 1) ++shrunk;
    }
    CHECK(shrunk > 0);
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
