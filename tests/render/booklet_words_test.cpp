#include "catalogue/catalogue.hpp"
#include "render/booklet.hpp"
#include "render/booklet_template.hpp"
#include "render/page.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "tests/render/a_booklet.hpp"
#include "tests/render/paper_course.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using a_booklet::booklet_of;
using a_booklet::check_sound;
using a_booklet::look;
using a_booklet::page_of;

namespace {

void lengthen(nlohmann::json& file, const std::string& kind, int times) {
    for (auto& text : file["texts"]) {
        if (text["kind"] != kind || !text["nl"].is_string()) continue;
        std::string longer;
        for (int i = 0; i < times; ++i) longer += text["nl"].get<std::string>() + " ";
        text["nl"] = longer;
        for (auto& [language, words] : text["other"].items()) {
            std::string more;
            for (int i = 0; i < times; ++i) more += words.get<std::string>() + " ";
            words = more;
        }
    }
}

}  // namespace

TEST_CASE("long stories run on and lose no word") {
    const PaperCourse course([](nlohmann::json& file) { lengthen(file, "story", 30); });
    const auto booklet = booklet_of(course);
    check_sound(booklet);
    std::size_t found = 0;
    const std::string text = text_of(booklet);
    for (auto at = text.find("Charkiv"); at != std::string::npos; at = text.find("Charkiv", at + 1)) ++found;
    CHECK(found == 30);
}

TEST_CASE("long titles and captions make no page overflow") {
    for (const int times : {6, 40}) {
        const PaperCourse course([&](nlohmann::json& file) {
            lengthen(file, "title", times);
            lengthen(file, "caption", times);
            file["booklet"]["title"] = "Kijk, Overvecht: foto's en verhalen uit de Vechtzoom en de Gagel";
        });
        check_sound(booklet_of(course));
    }
}

TEST_CASE("a very long name is as large in the contents as the others, on more lines") {
    const std::string name =
        "Arbeidsongeschiktheidsverzekeringsmaatschappij Vandenbroeckhuysen-Gebremedhin de Oude";
    const PaperCourse course([&](nlohmann::json& file) {
        file["booklet"]["trim_mm"] = {148, 210};
        for (auto& person : file["persons"]) {
            if (person["id"] == "d1") person["display"] = {{"full", name}, {"first", name}};
        }
    });
    const auto booklet = booklet_of(course);
    check_sound(booklet);
    std::size_t lines = 0;
    for (const render::Item& item : booklet.pages[3].items) {
        const auto* placed = std::get_if<render::PlacedLine>(&item);
        if (placed == nullptr || placed->line.runs.empty()) continue;
        std::string words;
        for (const auto& glyph : placed->line.runs.front().glyphs) words += glyph.text;
        if (name.find(words.substr(0, 8)) == std::string::npos) continue;
        ++lines;
        CHECK(placed->line.runs.front().size > 0.7 * look().styles.contents.type.size.in_points());
    }
    CHECK(lines == 2);
}

TEST_CASE("contents that are too long for one column stand in two on a wide page") {
    const PaperCourse course([](nlohmann::json& file) {
        file["booklet"]["trim_mm"] = {210, 148};
        file["booklet"].erase("page_plan");
        for (int i = 0; i < 8; ++i) {
            const std::string number = std::to_string(i);
            const nlohmann::json section = {
                {"id", "h" + number}, {"title", "Hoofdstuk " + number}, {"nl", "Een korte tekst."}};
            auto& sections = file["booklet"]["sections"];
            sections.insert(sections.begin() + 1, section);
        }
    });
    const auto booklet = booklet_of(course);
    check_sound(booklet);
    CHECK(page_of(booklet, "Voorwoord") == 5);
    const std::string contents = text_of(booklet.pages[3]);
    CHECK(contents.find("Voorwoord\n") < contents.find("Hoofdstuk 0\n"));
    CHECK(contents.find("Colofon\n") != std::string::npos);
}

TEST_CASE("a double name is broken at its hyphen rather than made much smaller") {
    const std::string name = "Wolfeschlegelsteinhausen-Ramakrishnanvenkata";
    const PaperCourse course([&](nlohmann::json& file) {
        for (auto& person : file["persons"]) {
            if (person["id"] == "d1") person["display"] = {{"full", name}, {"first", name}};
        }
    });
    const auto booklet = booklet_of(course);
    check_sound(booklet);
    const auto& page = booklet.pages[page_of(booklet, name) - 1];
    std::vector<render::PlacedLine> lines;
    for (const render::Item& item : page.items) {
        if (const auto* placed = std::get_if<render::PlacedLine>(&item)) lines.push_back(*placed);
    }
    const double full = look().styles.name.type.size.in_points();
    CHECK(lines.at(0).line.runs.front().size > 0.8 * full);
    CHECK(lines.at(1).line.runs.front().size == lines.at(0).line.runs.front().size);
    // The story keeps its distance from the second line.
    CHECK(lines.at(2).line.runs.front().size < 0.6 * full);
    CHECK(lines.at(2).origin.y - lines.at(1).origin.y > look().paper.head / 2);
}

TEST_CASE("contents of more pages than one leave every text in its place") {
    for (const int more : {4, 6, 7, 8, 9, 10, 24}) {
        CAPTURE(more);
        const PaperCourse course([&](nlohmann::json& file) {
            for (auto& person : file["persons"]) person["display"].erase("native");
            file["booklet"]["trim_mm"] = {210, 148};
            file["booklet"].erase("page_plan");
            for (int i = 0; i < more; ++i) {
                const std::string name = "Hoofdstuk " + std::to_string(i);
                const nlohmann::json section = {
                    {"id", "h" + std::to_string(i)}, {"title", name}, {"nl", "Een korte tekst."}};
                auto& sections = file["booklet"]["sections"];
                sections.insert(sections.begin() + 1, section);
            }
        });
        const auto booklet = booklet_of(course);
        check_sound(booklet);
        CHECK(text_of(booklet).find("Een camera is klein") != std::string::npos);
        std::string contents;
        for (std::size_t page = 3; page + 1 < page_of(booklet, "Voorwoord"); ++page) {
            contents += text_of(booklet.pages[page]);
        }
        for (const auto& bookmark : booklet.bookmarks) {
            CAPTURE(bookmark.title);
            CHECK(contents.find(bookmark.title + "\n" + std::to_string(bookmark.page + 1) + "\n") !=
                  std::string::npos);
        }
    }
}

TEST_CASE("long texts of the course run on over more pages") {
    const PaperCourse course([](nlohmann::json& file) {
        for (auto& section : file["booklet"]["sections"]) {
            std::string text;
            for (int i = 0; i < 12; ++i) text += section["nl"].get<std::string>() + "\n\n";
            section["nl"] = text;
        }
    });
    check_sound(booklet_of(course));
}

TEST_CASE("a course without any words still makes a sound booklet") {
    const PaperCourse course([](nlohmann::json& file) {
        file["texts"] = nlohmann::json::array();
        for (auto& photo : file["photos"]) {
            for (const char* key : {"title", "caption"}) photo.erase(key);
        }
        file["booklet"]["sections"] = nlohmann::json::array();
        file["course"]["meetings"] = nlohmann::json::array();
    });
    const auto booklet = booklet_of(course);
    check_sound(booklet);
    CHECK(text_of(booklet).find("Zonder titel") != std::string::npos);
}

TEST_CASE("a text of the course leaves no page with a line or two") {
    const std::string passage =
        "Elke ochtend doe ik het gordijn open en kijk ik naar de boom voor het raam. In het voorjaar wordt "
        "hij "
        "roze, en dan staan de buren stil. Ik heb hem elke week op de foto gezet. Nu weet ik: geen dag is "
        "hetzelfde. Mijn kleinzoon vroeg waarom ik steeds dezelfde boom wil. Ik zei: het is nooit dezelfde "
        "boom. ";
    for (int times = 5; times < 11; ++times) {
        CAPTURE(times);
        const auto booklet = booklet_of(PaperCourse([&](nlohmann::json& file) {
            file["booklet"].erase("page_plan");
            file["booklet"]["trim_mm"] = {210, 148};
            for (auto& section : file["booklet"]["sections"]) {
                if (section["id"] != "voorwoord") continue;
                std::string text;
                for (int i = 0; i < times; ++i) text += passage;
                section["nl"] = text;
            }
        }));
        check_sound(booklet);
        const std::size_t first = page_of(booklet, "Voorwoord") - 1;
        for (std::size_t page = first; page + 1 < page_of(booklet, "Over In Beeld"); ++page) {
            int lines = 0;
            for (const auto& item : booklet.pages[page].items) {
                const auto* line = std::get_if<render::PlacedLine>(&item);
                if (line && line->role == render::Role::Paragraph) ++lines;
            }
            CHECK((page == first || lines == 0 || lines >= 3));
        }
    }
}

TEST_CASE("a title of very long words stands whole on a lying cover, under the photo") {
    const PaperCourse course([](nlohmann::json& file) {
        file["booklet"]["trim_mm"] = {210, 148};
        file["booklet"]["title"] = "Kindercarnavalsoptochtvoorbereiding in Overvecht";
    });
    const auto booklet = booklet_of(course);
    check_sound(booklet);
    CHECK(text_of(booklet.pages.front()).find("Kindercarnavalsoptochtvoorbereiding") != std::string::npos);
}

TEST_CASE("a Turkish name keeps its dots in the small capitals of the running feet") {
    const auto warm = render::read_booklet_template(render::template_in("booklet", "warm"));
    const auto glyphs_of_foot = [&](bool turkish) {
        const PaperCourse course([&](nlohmann::json& file) {
            for (auto& person : file["persons"]) {
                if (person["id"] == "d1") person["display"] = {{"full", "Dilek"}, {"first", "Dilek"}};
            }
            for (auto& text : file["texts"]) {
                if (text["author"] == "d1" && turkish) text["other"] = {{"tr", "Ev"}};
            }
        });
        const render::Typesetter typesetter(warm.fonts);
        const auto booklet = render::lay_out_booklet<catalogue::Channel::BookletPrint>(
            warm, typesetter, course.catalogue().course(),
            course.catalogue().chapters<catalogue::Channel::BookletPrint>(opening_day()));
        std::vector<std::uint32_t> glyphs;
        for (const render::Item& item : booklet.pages[page_of(booklet, "Dilek")].items) {
            const auto* placed = std::get_if<render::PlacedLine>(&item);
            if (!placed) continue;
            std::string words;
            std::vector<std::uint32_t> ids;
            for (const auto& run : placed->line.runs) {
                for (const auto& glyph : run.glyphs) {
                    words += glyph.text;
                    ids.push_back(glyph.id);
                }
            }
            if (words == "Dilek") glyphs = ids;  // the last is in the foot
        }
        return glyphs;
    };
    const auto dutch = glyphs_of_foot(false);
    const auto turkish = glyphs_of_foot(true);
    REQUIRE(dutch.size() == 5);
    REQUIRE(turkish.size() == 5);
    CHECK(dutch[1] != turkish[1]);
    CHECK(dutch[2] == turkish[2]);
}
