#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <string>

#include <doctest/doctest.h>

using a_leader::Browser;
using a_leader::hidden;
using a_leader::hidden_in;
using a_leader::Pages;
using catalogue::AccountRole;

TEST_CASE("a course is set up from an empty library") {
    Pages pages(nullptr);
    Browser leader(pages);
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    CHECK(leader.get("/").header("Location") == "/cursus");
    leader.get("/cursus");
    CHECK(leader.post("/cursus", {{"titel", ""}}).status == 422);
    CHECK(leader.post("/cursus", {{"titel", "In Beeld, Kanaleneiland"}, {"tijd", "10.00 uur"}}).status ==
          303);
    auto page = leader.get("/cursus");
    CHECK(leader
              .post("/cursus/lessen", {{"stand", hidden(page.body, "stand")},
                                       {"dag1", "2026-09-01"},
                                       {"thema1", "Kennismaken"},
                                       {"dag2", "2026-09-0x"}})
              .status == 422);
    CHECK(
        leader
            .post("/cursus/lessen",
                  {{"stand", hidden(page.body, "stand")}, {"dag1", "2026-09-01"}, {"thema1", "Kennismaken"}})
            .status == 303);
    page = leader.get("/cursus");
    CHECK(leader
              .post("/cursus/tentoonstelling", {{"stand", hidden(page.body, "stand")},
                                                {"expo_titel", "Kijk"},
                                                {"expo_opening", "2026-12-01"}})
              .status == 303);
    CHECK(leader.post("/cursus/praktijk", {{"praktijk", "De Linde"}, {"scherm", "ja"}}).status == 303);
    for (int twice = 0; twice < 2; ++twice) {
        const std::string now = hidden_in(leader.get("/cursus").body, "/cursus/praktijk", "stand");
        CHECK(leader
                  .post("/cursus/praktijk",
                        {{"stand", now}, {"wie", "r1"}, {"praktijk-r1", "De Iep"}, {"scherm", "ja"}})
                  .status == 303);
    }
    CHECK(pages.reader().course().practices.size() == 1);
    CHECK(pages.reader().course().practices.front().organisation == "De Iep");
    CHECK(leader.post("/cursus/camera", {}).status == 303);
    CHECK(leader.post("/mensen", {{"soort", "participant"}, {"voornaam", "Noor"}}).status == 303);
    const catalogue::Course course = pages.reader().course();
    CHECK(course.title == "In Beeld, Kanaleneiland");
    CHECK(course.meetings.size() == 1);
    CHECK(course.exhibition.title == "Kijk");
    CHECK(course.practices.front().has_screen);
    CHECK(leader.get("/").body.find("Kennismaken") != std::string::npos);
}

TEST_CASE("every page can be read before there is a course") {
    Pages pages(nullptr);
    Browser leader(pages);
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    for (const char* path :
         {"/", "/mensen", "/fotos", "/samen", "/waar", "/cursus", "/bekijken", "/boekje", "/drukwerk",
          "/kaarten", "/van-wie", "/woorden", "/veranderd", "/toegang", "/stoppen"}) {
        CAPTURE(path);
        CHECK(leader.get(path).status < 400);
    }
}

TEST_CASE("a practice gets another name and keeps its address for post, and that is taken back") {
    a_course::Json course = a_site::course();
    course["referrers"][0]["email"] = "balie@example.org";
    Pages pages(course);
    Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    const std::string stand = a_leader::hidden_in(leader.get("/cursus").body, "/cursus/praktijk", "stand");
    const std::string id = pages.reader().course().practices.front().id.value;
    const std::string before = pages.reader().course().practices.front().organisation;
    const auto done =
        leader.post("/cursus/praktijk", {{"stand", stand}, {"wie", id}, {"praktijk-" + id, "De Iep"}});
    REQUIRE(done.status == 303);
    CHECK(pages.reader().course().practices.front().organisation == "De Iep");
    CHECK(pages.reader().export_course().find("balie@example.org") != std::string::npos);
    const std::string location = done.header("Location");
    const auto page = leader.get(location.substr(0, location.find('#')));
    CHECK(leader.post("/terugdraaien", {{"stap", hidden(page.body, "stap")}}).status == 303);
    CHECK(pages.reader().course().practices.front().organisation == before);
    leader.get("/cursus");
    CHECK(leader.post("/cursus/praktijk", {{"wie", "r99"}, {"praktijk-r99", "Nergens"}}).status == 422);
    CHECK(pages.reader().export_course().find("Nergens") == std::string::npos);
}
