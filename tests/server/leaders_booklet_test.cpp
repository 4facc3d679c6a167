#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/page_layouts.hpp"
#include "ingest/jpeg_decode.hpp"
#include "ingest/pictures.hpp"
#include "ingest/retouch.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using a_leader::Browser;
using a_leader::hidden;
using a_leader::Pages;

namespace {

std::string a_picture(int red) {
    ingest::Pixels pixels{600, 400, 3, {}};
    for (int i = 0; i < 600 * 400; ++i) {
        pixels.samples.push_back(static_cast<std::uint8_t>(red));
        pixels.samples.push_back(120);
        pixels.samples.push_back(static_cast<std::uint8_t>(i / 1200));
    }
    const auto jpeg = ingest::encode_master(pixels);
    return {jpeg.begin(), jpeg.end()};
}

/// Three photos of d1, so that two of them share a page, and one of d3.
a_site::Json three_of_one_maker() {
    a_site::Json course = a_site::course();
    course["photos"][2]["attribution"]["person"] = "d1";
    return course;
}

/// Two photos of d1, one of d2 and one of d3, all with a yes for the booklet, and a leader who looks.
struct Desk {
    explicit Desk(const a_site::Json& course = a_site::course()) : pages(course), leader(pages) {
        auto library = catalogue::Catalogue::open(pages.library, catalogue::Access::ReadWrite);
        int red = 0;
        for (const char* photo : {"p01", "p02", "p03", "p04"}) {
            ingest::add_made_version(library, {{photo}, {"v1"}}, a_picture(red += 50), pages.today);
        }
        leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    }

    std::string page() { return leader.get("/boekje").body; }

    visitor::Reply arrange(const std::string& what) {
        return leader.post("/boekje/schikken",
                           {{"stand", hidden(page(), "stand")}, {"doe", what}, {"blad", "4"}});
    }

    /// On which page the photo stands after the cover, counted from 1, and before which others: "5: p02 p01".
    std::string place_of(const std::string& photo) {
        const std::string all = page();
        const std::string spot = "<rect data-photo=\"";
        for (std::size_t figure = all.find("/beeld/boekje/", all.find("/beeld/boekje/") + 1);
             figure != std::string::npos; figure = all.find("/beeld/boekje/", figure + 1)) {
            const std::size_t end = all.find("</figure>", figure);
            std::string told = all.substr(figure + 14, all.find('"', figure) - figure - 14) + ":";
            bool here = false;
            for (std::size_t at = all.find(spot, figure); at < end; at = all.find(spot, at + 1)) {
                const std::size_t begin = at + spot.size();
                const std::string name = all.substr(begin, all.find('"', begin) - begin);
                told += " " + name;
                here = here || name == photo;
            }
            if (here) return told;
        }
        return {};
    }

    Pages pages;
    Browser leader;
};

}  // namespace

TEST_CASE("leaders see the pages of the booklet as they would be printed, and a browser does not keep them") {
    Desk desk;
    const std::string page = desk.page();
    CHECK(page.find("<img src=\"/beeld/boekje/1\"") != std::string::npos);
    CHECK(page.find("alt=\"Bladzijde 1: Een cursus") == std::string::npos);
    CHECK(page.find("loading=\"lazy\"") != std::string::npos);
    const auto cover = desk.leader.get("/beeld/boekje/1");
    CHECK(cover.status == 200);
    CHECK(cover.header("Content-Type") == "image/jpeg");
    CHECK(cover.header("Cache-Control") == "no-store");
    CHECK(cover.body.starts_with("\xFF\xD8"));
    CHECK(desk.leader.get("/beeld/boekje/1").body == cover.body);
    for (const char* none : {"0", "999", "-1", "1x", "99999999999999"}) {
        CHECK(desk.leader.get(std::string("/beeld/boekje/") + none).status == 404);
    }
    Browser trainer(desk.pages);
    trainer.sign_in_as(catalogue::AccountRole::Trainer, "anton");
    CHECK(trainer.get("/beeld/boekje/1").status == 200);
    CHECK(trainer.get("/boekje").body.find("name=\"doe\"") == std::string::npos);
    CHECK(trainer.post("/boekje/schikken", {{"doe", "omslag p03"}}).status == 403);
    Browser stranger(desk.pages);
    CHECK(stranger.get("/beeld/boekje/1").status == 303);
}

TEST_CASE("a withdrawn photo is gone from the pages with the next look, and why is said beside its maker's") {
    Desk desk;
    {
        auto library = catalogue::Catalogue::open(desk.pages.library, catalogue::Access::ReadWrite);
        change_course(library, catalogue::ChoosePhoto{{"p03"}, true});
    }
    REQUIRE_FALSE(desk.place_of("p03").empty());
    const std::string number = desk.place_of("p03").substr(0, desk.place_of("p03").find(':'));
    const auto before = desk.leader.get("/beeld/boekje/" + number);
    REQUIRE(before.status == 200);
    catalogue::Catalogue::open(desk.pages.library, catalogue::Access::ReadWrite)
        .record({a_site::answer("d2", "booklet", "withdraw")});
    const auto after = desk.leader.get("/beeld/boekje/" + number);
    CHECK(after.body != before.body);
    CHECK(desk.place_of("p03").empty());
    const std::string page = desk.page();
    CHECK(page.find("<a href=\"/fotos/p03\">foto p03 van Abeba</a>:") != std::string::npos);
}

TEST_CASE("a story that has no photo to stand beside is not in the booklet, and leaders are told") {
    a_site::Json course = a_site::course();
    course["texts"].push_back({{"id", "s2"},
                               {"kind", "story"},
                               {"author", "d2"},
                               {"nl", "Ik keek naar het water."},
                               {"other", a_site::Json::object()},
                               {"approved_at", "2026-06-16"},
                               {"sensitive", false}});
    Desk desk(course);
    const std::string told = "<a href=\"/mensen/d2\">Van Abeba mag een verhaal in het boekje";
    CHECK(desk.page().find(told) == std::string::npos);
    auto library = catalogue::Catalogue::open(desk.pages.library, catalogue::Access::ReadWrite);
    library.record({a_site::answer("d2", "booklet", "withdraw")});
    CHECK(desk.page().find(told) != std::string::npos);
    catalogue::NewConsentEvent words = a_site::answer("d2", "booklet", "withdraw");
    words.capacity = "author";
    library.record({words});
    CHECK(desk.page().find(told) == std::string::npos);
}

TEST_CASE("a photo goes to another place among its maker's, and back") {
    Desk desk(three_of_one_maker());
    const std::string before = desk.place_of("p03");
    REQUIRE(before.find("p02 p03") != std::string::npos);
    const auto done = desk.arrange("foto p03 -1");
    REQUIRE(done.status == 303);
    CHECK(done.header("Location").ends_with("#blz-4"));
    CHECK(desk.place_of("p03").find("p03 p02") != std::string::npos);
    CHECK(desk.leader.undo(done).status == 303);
    CHECK(desk.place_of("p03") == before);
    CHECK(desk.arrange("foto p03 1").header("Location") == "/boekje#blz-4");
}

TEST_CASE("a maker goes before another") {
    Desk desk;
    const auto page_of = [&](const std::string& photo) { return std::stoi(desk.place_of(photo)); };
    REQUIRE(page_of("p01") < page_of("p03"));
    const std::string page = desk.page();
    const std::size_t end = page.find("\" aria-label=\"Abeba: eerder\"");
    REQUIRE(end != std::string::npos);
    const std::size_t begin = page.rfind("value=\"", end) + 7;
    const auto done = desk.arrange(page.substr(begin, end - begin));
    REQUIRE(done.status == 303);
    CHECK(page_of("p03") < page_of("p01"));
    CHECK(desk.leader.undo(done).status == 303);
    CHECK(page_of("p01") < page_of("p03"));
}

TEST_CASE("another layout and another cover are chosen, kept with the course, and taken back") {
    Desk desk(three_of_one_maker());
    const auto other = desk.arrange("indeling 2 p02 p03");
    REQUIRE(other.status == 303);
    const std::vector<catalogue::PageLayout> kept = {{{{"p02"}, {"p03"}}, 2}};
    CHECK(page_layouts(desk.pages.reader()) == kept);
    CHECK(desk.page().find("value=\"indeling 3 p02 p03\"") != std::string::npos);
    CHECK(desk.leader.undo(other).status == 303);
    CHECK(page_layouts(desk.pages.reader()).empty());
    const auto cover = desk.leader.get("/beeld/boekje/1").body;
    const auto done = desk.arrange("omslag p04");
    REQUIRE(done.status == 303);
    CHECK(desk.leader.get("/beeld/boekje/1").body != cover);
    CHECK(desk.leader.undo(done).status == 303);
    CHECK(desk.leader.get("/beeld/boekje/1").body == cover);
}

TEST_CASE("who arranges a stale page changes nothing and is told who was first") {
    Desk desk;
    const std::string stale = hidden(desk.page(), "stand");
    REQUIRE(desk.arrange("omslag p04").status == 303);
    const auto refused = desk.leader.post("/boekje/schikken", {{"stand", stale}, {"doe", "omslag p03"}});
    CHECK(refused.status == 409);
    CHECK(refused.body.find("Jacqueline heeft dit net gewijzigd") != std::string::npos);
    CHECK(desk.pages.reader().course().booklet.page_plan.front().what == "omslag voor (p04)");
}

TEST_CASE("what no button asks changes nothing") {
    Desk desk;
    const std::string before = desk.pages.reader().export_course();
    for (const char* what :
         {"", "deel", "deel 0 1", "deel 99 1", "deel -1 2", "deel 1 99999999999", "foto p99 1", "foto p01 0",
          "foto p01 x", "omslag p99", "omslag ../..", "indeling 2 p01 p99", "indeling 2 p01", "weg p01"}) {
        CAPTURE(what);
        // The last photo of a maker cannot go further; what no button asks is said to have done nothing.
        const bool stays = std::string{what}.starts_with("foto p01");
        CHECK(desk.arrange(what).status == (stays ? 303 : 422));
        CHECK(desk.pages.reader().export_course() == before);
    }
}

TEST_CASE("a booklet that cannot be laid out leaves the plan to be changed") {
    Desk desk;
    {
        auto library = catalogue::Catalogue::open(desk.pages.library, catalogue::Access::ReadWrite);
        const std::string of_no_font = "\xF4\x8F\xBF\xBD";
        change_course(library, catalogue::PlanBooklet{of_no_font, "", {{"1", "omslag"}}});
    }
    const auto page = desk.leader.get("/boekje");
    CHECK(page.status == 200);
    CHECK(page.body.find("Het boekje kan nu niet gemaakt worden") != std::string::npos);
    CHECK(page.body.find("name=\"wat1\" type=\"text\" value=\"omslag\"") != std::string::npos);
    CHECK(desk.leader.get("/beeld/boekje/1").status == 404);
    CHECK(desk.arrange("omslag p01").status == 422);
}

TEST_CASE("the photo on the cover is called as people call it, not by its code") {
    Desk desk;
    REQUIRE(desk.arrange("omslag p02").status == 303);
    const std::string page = desk.page();
    CHECK(page.find("omslag voor (foto p02 van ") != std::string::npos);
    CHECK(page.find("omslag voor (p02)</span>") == std::string::npos);
}

TEST_CASE("a course that began in the browser gets a foreword and words of thanks there too") {
    Pages pages(nullptr);
    Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    leader.get("/cursus");
    REQUIRE(leader.post("/cursus", {{"titel", "In Beeld, Lombok"}}).status == 303);
    const std::string page = leader.get("/boekje").body;
    for (const char* const title : {"Voorwoord", "Met dank aan", "Colofon"}) {
        CAPTURE(title);
        CHECK(page.find(">" + std::string{title} + "</label>") != std::string::npos);
    }
    const a_leader::Typed thanks = {
        {"stand", hidden(page, "stand")}, {"deel", "dank"}, {"tekst-dank", "Alle buren."}};
    const auto done = leader.post("/boekje/tekst", thanks);
    REQUIRE(done.status == 303);
    const auto course = pages.reader().course();
    REQUIRE(course.booklet.sections.size() == 1);
    CHECK(course.booklet.sections.front().id == "dank");
    CHECK(course.booklet.sections.front().title == "Met dank aan");
    CHECK(course.booklet.sections.front().text == "Alle buren.");
    REQUIRE(leader.undo(done).status == 303);
    CHECK(pages.reader().course().booklet.sections.empty());
    CHECK(leader.post("/boekje/tekst", {{"stand", hidden(page, "stand")}, {"deel", "spook"}}).status == 422);
}
