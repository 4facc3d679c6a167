#include "render/booklet.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_template.hpp"
#include "render/layout_choices.hpp"
#include "render/type.hpp"
#include "tests/render/a_booklet.hpp"
#include "tests/render/paper_course.hpp"
#include "tests/render/scratch_folder.hpp"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using a_booklet::booklet_of;
using a_booklet::check_sound;
using a_booklet::look;
using a_booklet::page_of;
using catalogue::Channel;

namespace {

template <class Chapters>
concept MakesABooklet = requires(const render::BookletTemplate& booklet, const render::Typesetter& typesetter,
                                 const catalogue::Course& course, const Chapters& chapters) {
    render::lay_out_booklet(booklet, typesetter, course, chapters);
};

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

TEST_CASE("a name stands over the words that begin on its side") {
    // Of Fatiha's words: Dutch and Arabic, Arabic alone, none but the photos' titles in Arabic.
    enum class Told { Both, OneWay, ByTitles };
    struct Case {
        std::string name;
        Told told;
        bool on_the_right;
    };
    for (const Case& one : {Case{"Fatiha", Told::Both, false}, Case{"فاطمة", Told::Both, true},
                            Case{"Fatiha", Told::OneWay, true}, Case{"فاطمة", Told::ByTitles, true}}) {
        CAPTURE(one.name);
        const PaperCourse course([&](nlohmann::json& file) {
            for (auto& person : file["persons"]) {
                person["display"].erase("native");
                if (person["id"] == "d2") person["display"]["first"] = one.name;
            }
            auto& texts = file["texts"];
            for (auto text = texts.begin(); text != texts.end();) {
                const bool hers = (*text)["author"] == "d2";
                if (hers && one.told != Told::Both && (*text)["other"].contains("ar"))
                    (*text)["nl"] = nullptr;
                const bool goes = hers && one.told == Told::ByTitles && (*text)["kind"] != "title";
                text = goes ? texts.erase(text) : std::next(text);
            }
        });
        const auto booklet = booklet_of(course);
        check_sound(booklet);
        bool found = false;
        for (const auto& item : booklet.pages.at(page_of(booklet, one.name)).items) {
            const auto* line = std::get_if<render::PlacedLine>(&item);
            if (!line || line->role != render::Role::Heading) continue;
            found = true;
            CHECK((line->line.indent > render::Length{}) == one.on_the_right);
        }
        CHECK(found);
    }
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

TEST_CASE("a photo above the title on the cover begins where the title does") {
    for (const PictureSize size : {PictureSize{800, 600}, PictureSize{3000, 4000}}) {
        const PaperCourse course({}, [&](int) { return size; });
        const auto booklet = booklet_of(course);
        check_sound(booklet);
        const render::Page& cover = booklet.pages.front();
        const render::Length left = photos_on(cover).at(0).frame.left();
        CHECK(left == look().paper.outer);
        for (const auto& item : cover.items) {
            if (const auto* line = std::get_if<render::PlacedLine>(&item)) CHECK(line->origin.x == left);
        }
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
        (plan.string() + ", line 3: pages.1.layout must be a whole number from 1 to 100000.").c_str(),
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

TEST_CASE("with nothing cleared there is no booklet") {
    const PaperCourse course([](nlohmann::json& file) {
        file["consent_events"] = nlohmann::json::array();
        for (auto& photo : file["photos"]) photo["state"] = "quarantined";  // the trainers need no consent
    });
    CHECK_THROWS_AS(booklet_of(course), catalogue::CannotWork);
}
