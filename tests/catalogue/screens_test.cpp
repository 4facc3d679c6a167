#include "catalogue/screens.hpp"

#include "a_course.hpp"
#include "catalogue/catalogue.hpp"

#include <cstdlib>
#include <fstream>
#include <ios>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using catalogue::OpenHours;
using catalogue::PhotoId;
using catalogue::Screens;

catalogue::ScreenBeat beat(const std::string& list, const std::string& at) {
    catalogue::ScreenBeat told;
    told.list = list;
    told.at = at;
    told.state = "speelt";
    return told;
}

}  // namespace

TEST_CASE("a screen's address is kept as a hash alone") {
    const a_course::Folder folder;
    Screens screens(folder.path);
    const auto added = screens.add({"r1"}, "begane grond", {}, "2026-07-01T10:00:00");
    CHECK(added.token.size() == 22);
    CHECK(screens.with_token(added.token)->id == added.id);
    CHECK_FALSE(screens.with_token(added.token.substr(1) + "A").has_value());
    CHECK_FALSE(screens.with_token("").has_value());
    for (const char* name : {"screens.db", "screens.db-wal"}) {
        std::ifstream file(folder.path / name, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        CHECK(bytes.find(added.token) == std::string::npos);
    }
    CHECK(screens.add({"r1"}, "", {}, "2026-07-01T10:00:00").token != added.token);
}

TEST_CASE("opening hours are read as a leader writes them") {
    using catalogue::parse_hours;
    CHECK(parse_hours("").empty());
    CHECK(parse_hours("ma-wo 08:00-18:00; za 09:30-12:00") ==
          std::vector<OpenHours>{{1, 480, 1080}, {2, 480, 1080}, {3, 480, 1080}, {6, 570, 720}});
    CHECK(parse_hours("zo-ma,wo 00:00-24:00") ==
          std::vector<OpenHours>{{7, 0, 1440}, {1, 0, 1440}, {3, 0, 1440}});
    CHECK(parse_hours("za-zo 20:00-02:30") ==
          std::vector<OpenHours>{{6, 1200, 1440}, {7, 0, 150}, {7, 1200, 1440}, {1, 0, 150}});
    CHECK(parse_hours("vr 20:00-00:00") == std::vector<OpenHours>{{5, 1200, 1440}});
    for (const char* wrong :
         {"08:00-18:00", "maandag 08:00-18:00", "ma 8:00-18:00", "ma 18:00-18:00", "ma 24:00-02:00", "ma",
          "ma 08:00", "ma 08:00-25:00", "ma 08:60-09:00", "ma-di-wo 08:00-09:00", "; x"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(parse_hours(wrong), catalogue::CannotWork);
    }
}

TEST_CASE("a photo counts as gone from a screen once the screen keeps to a list without it") {
    const a_course::Folder folder;
    Screens screens(folder.path);
    const auto screen = screens.add({"r1"}, "", {}, "2026-07-01T10:00:00").id;
    screens.told(
        screen,
        {{{{"p01"}, "adr1"}, {{"p02"}, "adr2"}}, "list-1", "2026-07-01T10:01:00", "2026-07-02T10:01:00"});
    CHECK(screens.to_lose({{"p01"}, {"p02"}}).empty());
    REQUIRE(screens.to_lose({{"p01"}}).size() == 1);
    CHECK(screens.to_lose({{"p01"}}).front().gone.empty());

    screens.told(screen, {{{{"p01"}, "adr1"}}, "list-2", "2026-07-01T10:02:00", "2026-07-02T10:02:00"});
    screens.heard(screen, beat("list-1", "2026-07-01T10:02:01"));  // said before it had the new list
    CHECK(screens.to_lose({{"p01"}}).front().gone.empty());
    screens.heard(screen, beat("list-2", "2026-07-01T10:02:03"));
    CHECK(screens.to_lose({{"p01"}}).front().gone == "2026-07-01T10:02:03");
    CHECK(screens.to_lose({}).front().gone.empty());  // p01 is still on it

    screens.told(
        screen,
        {{{{"p01"}, "adr1"}, {{"p02"}, "adr2"}}, "list-3", "2026-07-01T10:03:00", "2026-07-02T10:03:00"});
    CHECK(screens.to_lose({{"p01"}}).front().gone.empty());  // it came back
}

TEST_CASE("a screen whose lease is over, or that was revoked, has nothing any more") {
    const a_course::Folder folder;
    Screens screens(folder.path);
    for (const char* state : {"verlopen", "weg"}) {
        const auto screen = screens.add({"r1"}, "", {}, "2026-07-01T10:00:00").id;
        screens.told(screen, {{{{"p01"}, "adr1"}}, "list-1", "2026-07-01T10:01:00", "2026-07-02T10:01:00"});
        auto told = beat("", "2026-07-02T11:00:00");
        told.state = state;
        screens.heard(screen, told);
    }
    for (const auto& on : screens.to_lose({})) CHECK(on.gone == "2026-07-02T11:00:00");
}

TEST_CASE("a screen that forgot everything and is told the same list has the photos again") {
    const a_course::Folder folder;
    Screens screens(folder.path);
    const auto screen = screens.add({"r1"}, "", {}, "2026-07-01T10:00:00").id;
    const catalogue::ToldList list{
        {{{"p01"}, "adr1"}}, "list-1", "2026-07-01T10:01:00", "2026-07-02T10:01:00"};
    auto nothing = beat("", "2026-07-02T11:00:00");
    nothing.state = "verlopen";
    screens.told(screen, list);
    screens.heard(screen, nothing);
    CHECK_FALSE(screens.to_lose({}).front().gone.empty());
    screens.told(screen, list);
    CHECK(screens.to_lose({}).front().gone.empty());

    // The two cross on the way: it says that it keeps to the list after all.
    screens.heard(screen, nothing);
    screens.heard(screen, beat("list-1", "2026-07-02T11:00:01"));
    CHECK(screens.to_lose({}).front().gone.empty());
}

TEST_CASE("what this program writes is there for others, however often its files are opened") {
    const a_course::Folder folder;
    Screens open_all_along(folder.path);
    const auto first = open_all_along.add({"r1"}, "", {}, "2026-07-01T10:00:00").id;
    Screens(folder.path).all();
    // Another program comes and goes; being the last, it would take the log of what was written with it.
    const std::string other =
        "sqlite3 '" + (folder.path / "screens.db").string() + "' 'SELECT count(*) FROM screen' > /dev/null";
    REQUIRE(std::system(other.c_str()) == 0);
    open_all_along.reload(first);
    Screens afterwards(folder.path);
    CHECK(afterwards.screen(first).reloads == 1);
}
