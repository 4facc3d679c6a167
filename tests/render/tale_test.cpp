#include "render/tale.hpp"

#include "render/length.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <cstddef>
#include <string>

#include <doctest/doctest.h>

namespace {

using render::operator""_mm;

std::string text_of(const render::TextBlock& block) {
    std::string text;
    for (const auto& line : block.lines) {
        for (const auto& run : line.runs) {
            for (const auto& glyph : run.glyphs) text += glyph.text;
        }
        text += " ";
    }
    while (text.ends_with(' ')) text.pop_back();
    return text;
}

}  // namespace

TEST_CASE("a text that runs on over pages ends each page with a whole sentence, and loses none") {
    std::string told;
    for (int i = 1; i <= 40; ++i) {
        told += (i > 1 ? " " : "") + std::string("Dit is zin ") + std::to_string(i) +
                " van een verhaal dat niet op een bladzijde past.";
    }
    const render::Typesetter typesetter;
    for (const std::size_t lines : {9, 14, 23}) {
        CAPTURE(lines);
        render::Tale tale(typesetter, {"nl", told}, {}, 80_mm);
        std::string all;
        int pages = 0;
        while (!tale.is_told()) {
            const render::TextBlock page = tale.take(lines);
            REQUIRE(!page.lines.empty());
            CHECK(page.lines.size() <= lines);
            CHECK(text_of(page).ends_with("."));
            all += (all.empty() ? "" : " ") + text_of(page);
            ++pages;
        }
        CHECK(pages > 1);
        CHECK(all.find("Dit is zin 40 van") != std::string::npos);
        CHECK(all.size() >= told.size());
    }
}

TEST_CASE("a sentence that is longer than a page is cut after a line") {
    std::string told = "Een zin";
    for (int i = 0; i < 300; ++i) told += " zonder einde";
    const render::Typesetter typesetter;
    render::Tale tale(typesetter, {"nl", told + "."}, {}, 80_mm);
    CHECK(tale.take(10).lines.size() == 10);
    CHECK(!tale.is_told());
}

TEST_CASE("pages end with whole sentences again after one that was longer than a page") {
    std::string told = "Een zin";
    for (int i = 0; i < 120; ++i) told += " zonder einde";
    told += ".";
    for (int i = 0; i < 60; ++i) told += " Dit is weer een zin die op een bladzijde past.";
    const render::Typesetter typesetter;
    render::Tale tale(typesetter, {"nl", told}, {}, 80_mm);
    int after = 0;
    std::string all;
    while (!tale.is_told()) {
        const std::string page = text_of(tale.take(12));
        all += page + " ";
        if (all.find("Dit is weer") == std::string::npos) continue;
        CHECK(page.ends_with("."));
        ++after;
    }
    CHECK(after > 2);
}

TEST_CASE("a page does not end after an abbreviation or an initial, nor with half a word") {
    std::string told;
    for (int i = 0; i < 40; ++i) {
        told +=
            "Dhr. De Vries en mevr. A. Jansen gingen bijv. naar de markt bij nr. 5 en prof. Dr. Smit kwam "
            "mee. ";
    }
    told.pop_back();
    const render::Typesetter typesetter;
    for (const std::size_t lines : {7, 8, 9, 10, 11, 12, 13}) {
        CAPTURE(lines);
        render::Tale tale(typesetter, {"nl", told}, {}, 80_mm);
        while (!tale.is_told()) CHECK(text_of(tale.take(lines)).ends_with("kwam mee."));
    }
}

TEST_CASE("sentences end as the script of their language ends them") {
    struct Told {
        std::string language;
        std::string sentence;
        std::string end;
    };
    for (const Told& one : {Told{"ar", "كل صباح أفتح النافذة وأنظر إلى الشجرة، ألا ترى؟ ", "ترى؟"},
                            Told{"ti", "ንግሆ ንግሆ መጋረጃ እኸፍት እሞ ናብታ ኦም እጥምት። ", "እጥምት።"},
                            Told{"hi", "हर सुबह मैं खिड़की खोलती हूँ और पेड़ को देखती हूँ। ", "हूँ।"},
                            Told{"de", "Er sagte laut: „Das ist schön.“ ", "schön.“"}}) {
        std::string told;
        for (int i = 0; i < 30; ++i) told += one.sentence;
        told.pop_back();
        const render::Typesetter typesetter;
        render::Tale tale(typesetter, {one.language, told}, {}, 70_mm);
        while (!tale.is_told()) {
            const std::string page = text_of(tale.take(9));
            CAPTURE(page);
            CHECK(page.ends_with(one.end));
        }
    }
}
