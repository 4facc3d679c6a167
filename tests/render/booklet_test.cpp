#include "render/booklet.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_template.hpp"
#include "render/layout_choices.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "tests/render/paper_course.hpp"
#include "tests/render/scratch_folder.hpp"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using catalogue::Channel;

namespace {

const render::BookletTemplate& look() {
    static const auto one = render::read_booklet_template(render::templates_folder() / "booklet.toml");
    return one;
}

template <Channel channel = Channel::BookletPrint>
render::Publication booklet_of(const PaperCourse& course, const std::string& day = "2026-07-02") {
    const render::Typesetter typesetter;
    return render::lay_out_booklet<channel>(look(), typesetter, course.catalogue().course(),
                                            course.catalogue().chapters<channel>(catalogue::parse_day(day)));
}

/// Number of the page where a bookmark leads, counted from 1; 0 when there is none of that name.
std::size_t page_of(const render::Publication& booklet, const std::string& title) {
    for (const auto& bookmark : booklet.bookmarks) {
        if (bookmark.title == title) return bookmark.page + 1;
    }
    return 0;
}

template <class Chapters>
concept MakesABooklet = requires(const render::BookletTemplate& booklet, const render::Typesetter& typesetter,
                                 const catalogue::Course& course, const Chapters& chapters) {
    render::lay_out_booklet(booklet, typesetter, course, chapters);
};

/// Every page as it should be, in number and in itself.
void check_sound(const render::Publication& booklet) {
    CHECK(booklet.pages.size() % 4 == 0);
    CHECK(faults_of(booklet) == "");
}

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

static_assert(MakesABooklet<std::vector<catalogue::Chapter<Channel::BookletPrint>>>);
static_assert(MakesABooklet<std::vector<catalogue::Chapter<Channel::BookletPdf>>>);
static_assert(!MakesABooklet<std::vector<catalogue::Chapter<Channel::Site>>>, "cleared for something else");
static_assert(!MakesABooklet<std::vector<catalogue::Chapter<Channel::ExhibitionPrint>>>);
static_assert(!MakesABooklet<std::vector<catalogue::ClearedPhoto>>);

TEST_CASE("the sample booklet follows its page plan") {
    const PaperCourse course;
    const auto booklet = booklet_of(course);
    check_sound(booklet);
    CHECK(booklet.pages.size() == 28);
    CHECK(page_of(booklet, "Voorwoord") == 5);
    CHECK(page_of(booklet, "Over In Beeld") == 6);
    CHECK(page_of(booklet, "Ria Verkuil") == 8);
    CHECK(page_of(booklet, "Fatiha") == 10);
    CHECK(page_of(booklet, "Zonder naam") == 18);
    CHECK(page_of(booklet, "Samen") == 22);
    CHECK(page_of(booklet, "Colofon") == 27);
    CHECK(booklet.pages[0].bleed == look().paper.bleed);
}

TEST_CASE("the contents list the pages where things are") {
    const PaperCourse course;
    const auto booklet = booklet_of(course);
    const std::string contents = text_of(booklet.pages[3]);
    CHECK(contents.find("Ria Verkuil\n8\n") != std::string::npos);
    CHECK(text_of(booklet.pages[7]).find("Ria Verkuil") == 0);
}

TEST_CASE("names that were kept stay out of the booklet, its bookmarks and its descriptions") {
    const PaperCourse course;
    const auto booklet = booklet_of(course);
    std::string all = text_of(booklet) + booklet.title;
    for (const auto& bookmark : booklet.bookmarks) all += bookmark.title;
    for (const auto& page : booklet.pages) {
        for (const auto& photo : photos_on(page)) all += photo.alt;
    }
    for (const std::string name :
         {"Selam", "Tekle", "Sharda", "Ramkhelawan", "Grażyna", "Benhaddou", "d4 als"}) {
        CAPTURE(name);
        CHECK(all.find(name) == std::string::npos);
    }
    CHECK(all.find("Abeba") != std::string::npos);
}

TEST_CASE("the booklet shows exactly the photos that are cleared") {
    const PaperCourse course;
    for (const std::string day : {"2026-07-02", "2026-09-02", "2027-01-02"}) {
        const auto booklet = booklet_of(course, day);
        check_sound(booklet);
        std::set<std::string> shown;
        for (const auto& page : booklet.pages) {
            for (const auto& photo : photos_on(page))
                shown.insert(booklet.photos.at(photo.photo).master.string());
        }
        std::set<std::string> cleared;
        for (const auto& photo :
             course.catalogue().cleared<Channel::BookletPrint>(catalogue::parse_day(day))) {
            cleared.insert(photo->picture.master.string());
        }
        CHECK(shown == cleared);
    }
}

TEST_CASE("the website's booklet has no bleed and only what the website may show") {
    const PaperCourse course;
    const auto screen = booklet_of<Channel::BookletPdf>(course);
    check_sound(screen);
    CHECK(screen.pages[0].bleed == render::Length{});
    CHECK(screen.photos.size() < booklet_of(course).photos.size());
    CHECK(page_of(screen, "Fatiha") == 0);
}

TEST_CASE("makers begin on a left page") {
    for (const int kept : {0, 1, 2}) {
        const PaperCourse course([&](nlohmann::json& file) {
            file["booklet"].erase("page_plan");
            auto& sections = file["booklet"]["sections"];
            sections.erase(sections.begin(), sections.begin() + 2 - kept);
        });
        const auto booklet = booklet_of(course);
        check_sound(booklet);
        for (const std::string name : {"Ria Verkuil", "Fatiha", "Abeba", "Oksana", "Samen"}) {
            CAPTURE(name);
            CHECK(page_of(booklet, name) != 0);
            CHECK(page_of(booklet, name) % 2 == 0);
        }
    }
}

TEST_CASE("words that run from right to left are read from the right page") {
    const PaperCourse course;
    const auto booklet = booklet_of(course);
    CHECK(text_of(booklet.pages[10]).find("Elke ochtend doe ik") != std::string::npos);
    CHECK(text_of(booklet.pages[9]).find("Elke ochtend doe ik") == std::string::npos);
}

TEST_CASE("without a page plan the booklet is the usual one") {
    const PaperCourse course(
        [](nlohmann::json& file) { file["booklet"]["page_plan"] = nlohmann::json::array(); });
    const auto booklet = booklet_of(course);
    check_sound(booklet);
    CHECK(page_of(booklet, "Voorwoord") > 0);
    CHECK(page_of(booklet, "Colofon") == booklet.pages.size() - 1);
    CHECK(page_of(booklet, "Met dank aan") < page_of(booklet, "Colofon"));
    CHECK(page_of(booklet, "Ria Verkuil") < page_of(booklet, "Fatiha"));
}

TEST_CASE("a maker whom the plan forgot is in the booklet all the same") {
    const PaperCourse course([](nlohmann::json& file) {
        auto& plan = file["booklet"]["page_plan"];
        for (auto line = plan.begin(); line != plan.end();) {
            line = (*line)["what"] == "d3" ? plan.erase(line) : line + 1;
        }
    });
    const auto booklet = booklet_of(course);
    check_sound(booklet);
    CHECK(page_of(booklet, "Hüseyin Çağlar") > page_of(booklet, "Dylan"));
}

TEST_CASE("a cover photo that is not cleared is not on the cover") {
    const PaperCourse course(
        [](nlohmann::json& file) { file["booklet"]["page_plan"][0]["what"] = "omslag voor (p08, titel)"; });
    const auto booklet = booklet_of(course);
    check_sound(booklet);
    CHECK(text_of(booklet.pages[0]).find("Kijk, Overvecht") != std::string::npos);
}

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

TEST_CASE("other sizes of page hold the same booklet") {
    for (const auto& [width, height] :
         {std::pair{148, 210}, std::pair{210, 148}, std::pair{297, 210}, std::pair{90, 90}}) {
        CAPTURE(width);
        const PaperCourse course([&](nlohmann::json& file) { file["booklet"]["trim_mm"] = {width, height}; });
        check_sound(booklet_of(course));
    }
}

TEST_CASE("a page keeps the layout that was chosen for its photos, and nothing else moves") {
    const PaperCourse course;
    const auto chapters = course.catalogue().chapters<Channel::BookletPrint>(opening_day());
    const render::BookletMatter matter(chapters);
    const render::Typesetter typesetter;
    const auto usual = booklet_of(course);
    int changed = 0;
    for (int page = 8; page <= 21; ++page) {
        const auto photos = render::photos_on(usual, matter, page);
        if (photos.size() < 2) continue;
        CAPTURE(page);
        render::LayoutChoices choices;
        choices.choose(photos, 2);
        const auto other =
            render::lay_out_booklet({look(), typesetter, choices}, course.catalogue().course(), matter);
        check_sound(other);
        REQUIRE(other.pages.size() == usual.pages.size());
        const auto place = static_cast<std::size_t>(page - 1);
        changed += photos_on(other.pages[place]).front().frame == photos_on(usual.pages[place]).front().frame
                       ? 0
                       : 1;
        CHECK(render::photos_on(other, matter, page) == photos);
        CHECK(text_of(other.pages[4]) == text_of(usual.pages[4]));
    }
    CHECK(changed > 0);
}

TEST_CASE("chosen layouts are kept in a file that says what is wrong with it") {
    const ScratchFolder folder;
    const auto plan = folder.path() / "plan.toml";
    const std::vector<catalogue::PhotoId> photos{{"p01"}, {"p \"2\""}};
    CHECK(render::LayoutChoices::read(plan).layout_of(photos) == 1);
    render::LayoutChoices choices;
    choices.choose(photos, 3);
    choices.write(plan);
    CHECK(render::LayoutChoices::read(plan).layout_of(photos) == 3);
    using std::filesystem::perms;
    CHECK(std::filesystem::status(plan).permissions() == (perms::owner_read | perms::owner_write));
    CHECK(render::LayoutChoices::read(plan).layout_of({{"p01"}}) == 1);
    std::ofstream(plan) << "[pages.1]\nphotos = [\"p01\"]\nlayout = 0\n";
    CHECK_THROWS_WITH_AS(
        render::LayoutChoices::read(plan),
        (plan.string() + ", line 3: pages.1.layout must be a number from 1 to 100000.").c_str(),
        catalogue::CannotWork);
}

TEST_CASE("a wish for another layout names a page, and the layout or the next") {
    CHECK(render::read_other_layout("9").page == 9);
    CHECK(render::read_other_layout("9").layout == 0);
    CHECK(render::read_other_layout("12=3").layout == 3);
    for (const std::string wrong : {"", "x", "0", "9=", "9=0", "9=x", "9=2x", "-1"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(render::read_other_layout(wrong), catalogue::CannotWork);
    }
}

TEST_CASE("on a lying page the words stand beside the photos") {
    const PaperCourse course([](nlohmann::json& file) { file["booklet"]["trim_mm"] = {210, 148}; });
    const auto booklet = booklet_of(course);
    check_sound(booklet);
    CHECK(booklet.pages.size() <= 32);
    const auto first = page_of(booklet, "Ria Verkuil");
    CHECK(!photos_on(booklet.pages[first - 1]).empty());
}

TEST_CASE("type to read shrinks less than the page, and never below what can be read") {
    using render::operator""_mm;
    const auto small = render::in_size(look(), {105_mm, 148_mm});
    const auto large = render::in_size(look(), {297_mm, 210_mm});
    CHECK(small.styles.story.type.size.in_points() >= 9);
    CHECK(small.styles.caption.type.size.in_points() >= 7.5);
    CHECK(small.paper.inner < look().paper.inner);
    CHECK(large.styles.story.type.size > look().styles.story.type.size);
    CHECK(render::in_size(look(), {210_mm, 210_mm}).styles.story == look().styles.story);
}

TEST_CASE("a page size that no one could bind is refused with a sentence") {
    const PaperCourse course;
    catalogue::Course impossible = course.catalogue().course();
    impossible.booklet.trim_width_mm = 10;
    const render::Typesetter typesetter;
    const auto chapters = course.catalogue().chapters<Channel::BookletPrint>(opening_day());
    CHECK_THROWS_AS(render::lay_out_booklet(look(), typesetter, impossible, chapters), catalogue::CannotWork);
}

TEST_CASE("with nothing cleared there is no booklet") {
    const PaperCourse course([](nlohmann::json& file) {
        file["consent_events"] = nlohmann::json::array();
        for (auto& photo : file["photos"]) photo["state"] = "quarantined";  // the trainers need no consent
    });
    CHECK_THROWS_AS(booklet_of(course), catalogue::CannotWork);
}
