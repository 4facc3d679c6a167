#include "catalogue/catalogue.hpp"
#include "tests/catalogue/a_course.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using a_course::Json;
using a_course::today;
using catalogue::Catalogue;
using catalogue::Channel;
using catalogue::Day;
using catalogue::parse_day;

namespace {

/// A library with a made poster of p01.
struct Printed {
    explicit Printed(const Json& file = a_course::course())
        : library(a_course::library_with(file, folder.path / "library")) {
        library.record({a_course::arrival('a', "IMG_0001.JPG")});
        std::ofstream(poster()) << "a poster";
    }

    std::filesystem::path poster() const { return folder.path / "poster.pdf"; }

    catalogue::OutputId made() {
        catalogue::NewOutput output;
        output.channel = Channel::ExhibitionPrint;
        output.kind = "poster";
        output.title = "Kijk";
        output.built_at = "2026-07-02T10:00:00";
        output.file = output.bytes = poster();
        for (const auto& photo : library.cleared<Channel::ExhibitionPrint>(today)) {
            output.items.push_back(output_item(*photo));
        }
        return library.record_output(output);
    }

    std::string placed(const std::string& state = "hanging") {
        const std::string run = library.enter(catalogue::EnterPrinted{made(), today, 2, ""});
        catalogue::EnterPlaced place;
        place.run = {run};
        place.channel = Channel::ExhibitionPrint;
        place.where = "Buurthuis";
        place.since = today;
        place.state = state;
        place.quantity = 2;
        return library.enter(place);
    }

    void says(const std::string& decision, const std::string& from, const std::string& until = "") {
        catalogue::NewConsentEvent event;
        event.person = "d1";
        event.capacity = "maker";
        event.purpose = "exhibition";
        event.decision = decision;
        event.valid_from = from;
        event.valid_until = until;
        event.recorded_at = from + "T10:00:00";
        library.record(std::vector{event});
    }

    a_course::Folder folder;
    Catalogue library;
};

std::vector<std::string> tasks(const Catalogue& library, const std::string& day) {
    std::vector<std::string> ids;
    for (const catalogue::RetractTask& task : library.retract_tasks(parse_day(day))) ids.push_back(task.id);
    return ids;
}

}  // namespace

TEST_CASE("the ledger says what is in a made file, under which name and by whose answers") {
    Printed course;
    CHECK(course.made().value == "out-1");
    const catalogue::Ledger ledger = course.library.ledger();
    REQUIRE(ledger.outputs.size() == 1);
    const catalogue::Output& output = ledger.outputs.front();
    CHECK(output.channel == "exhibition_print");
    CHECK(output.sha256.size() == 64);
    REQUIRE(output.items.size() == 1);
    CHECK(output.items[0].photo.value == "p01");
    CHECK(output.items[0].version.value == "v1");
    CHECK(output.items[0].name_form == "full");
    CHECK(output.items[0].events == std::vector<catalogue::EventId>{{"e0002"}});
    CHECK(course.made().value == "out-1");  // the same file, once
}

TEST_CASE("what may not be shown any more does not come into the ledger") {
    Printed course;
    catalogue::NewOutput output;
    output.channel = Channel::ExhibitionPrint;
    output.built_at = "2026-07-02T10:00:00";
    output.file = output.bytes = course.poster();
    output.items = {output_item(*course.library.cleared<Channel::ExhibitionPrint>(today).at(0))};
    course.says("withdraw", "2026-07-02");
    CHECK_THROWS_AS(course.library.record_output(output), catalogue::CannotWork);
    CHECK(course.library.ledger().outputs.empty());
}

TEST_CASE("a withdrawal asks to take the poster down within fourteen days") {
    Printed course;
    const std::string placement = course.placed();
    CHECK(tasks(course.library, "2026-08-20").empty());
    course.says("withdraw", "2026-08-10");
    const auto found = course.library.retract_tasks(parse_day("2026-08-20"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].id == placement + "/p01");
    CHECK(found[0].since == parse_day("2026-08-10"));
    CHECK(found[0].due == parse_day("2026-08-24"));
    CHECK(found[0].reasons == std::vector<std::string>{"maker_withdrawn"});
    CHECK(found[0].to_do.find("Buurthuis") != std::string::npos);
    course.library.enter(catalogue::EnterRetracted{found[0].id, parse_day("2026-08-21"), "t1"});
    CHECK(tasks(course.library, "2026-08-21").empty());
    CHECK(tasks(course.library, "2026-08-20").size() == 1);  // as it was that day
    CHECK_THROWS_AS(course.library.enter(catalogue::EnterRetracted{found[0].id, parse_day("2026-08-22"), ""}),
                    catalogue::CannotWork);
}

TEST_CASE("the end of a consent asks the same as a withdrawal, and is in the agenda a month before") {
    Json file = a_course::course();
    file["consent_events"][1]["valid_until"] = "2026-08-01";
    Printed course(file);
    course.placed();
    CHECK(course.library.agenda(parse_day("2026-07-01"), 30).empty());
    const auto agenda = course.library.agenda(parse_day("2026-07-20"), 30);
    REQUIRE(agenda.size() == 2);  // the photo, and where it hangs
    CHECK(agenda[0].on == parse_day("2026-08-01"));
    CHECK(agenda[0].channels == std::vector{Channel::ExhibitionPrint});
    CHECK(agenda[1].placement.has_value());
    CHECK(tasks(course.library, "2026-07-31").empty());
    REQUIRE(tasks(course.library, "2026-08-01").size() == 1);
    CHECK(course.library.retract_tasks(parse_day("2026-08-05"))[0].due == parse_day("2026-08-15"));
}

TEST_CASE("a sixteenth birthday is in the agenda and takes the parents' yes along") {
    Json file = a_course::course();
    file["persons"][0]["born"] = "2010-08-10";
    file["consent_events"][1]["given_by"] = "parent";
    file["consent_events"][1]["assent"] = true;
    Printed course(file);
    course.placed();
    const auto agenda = course.library.agenda(parse_day("2026-08-05"), 7);
    REQUIRE_FALSE(agenda.empty());
    CHECK(agenda[0].kind == catalogue::AgendaItem::Kind::SixteenthBirthday);
    CHECK(agenda[0].on == parse_day("2026-08-10"));
    CHECK(course.library.retract_tasks(parse_day("2026-08-10"))[0].reasons ==
          std::vector<std::string>{"maker_turned_16"});
}

TEST_CASE("frozen stock is not handed out, and what is not cleared is not printed or put up") {
    Printed course;
    const std::string stock = course.placed("in_stock");
    const auto give = [&](const char* day) {
        return course.library.enter(catalogue::EnterGiven{{stock}, 1, "een bezoeker", parse_day(day)});
    };
    give("2026-07-03");
    CHECK(course.library.ledger().placements.front().quantity == 1);
    course.says("withdraw", "2026-07-04");
    CHECK_THROWS_AS(give("2026-07-04"), catalogue::CannotWork);
    CHECK(course.library.retract_tasks(parse_day("2026-07-04")).at(0).due == parse_day("2026-07-04"));
    CHECK_THROWS_AS(course.library.enter(catalogue::EnterPrinted{{"out-1"}, parse_day("2026-07-04"), 1, ""}),
                    catalogue::CannotWork);
    CHECK_THROWS_AS(
        course.library.enter(catalogue::EnterMoved{{stock}, "elders", "", parse_day("2026-07-04")}),
        catalogue::CannotWork);
}

TEST_CASE("a poster that moved is looked for where it hangs now") {
    Printed course;
    const std::string first = course.placed();
    const std::string second =
        course.library.enter(catalogue::EnterMoved{{first}, "Bibliotheek", "", parse_day("2026-07-10")});
    course.says("withdraw", "2026-07-12");
    CHECK(tasks(course.library, "2026-07-12") == std::vector<std::string>{second + "/p01"});
    const std::string gone =
        course.library.enter(catalogue::EnterTakenDown{{second}, "returned", "", parse_day("2026-07-13")});
    CHECK(tasks(course.library, "2026-07-13").empty());
    CHECK_THROWS_AS(
        course.library.enter(catalogue::EnterTakenDown{{second}, "lost", "", parse_day("2026-07-14")}),
        catalogue::CannotWork);
    CHECK(gone != second);
}

TEST_CASE("a hold stops everything, of the course or of one person, until it is let go") {
    Printed course;
    course.placed();
    for (const bool of_person : {false, true}) {
        CAPTURE(of_person);
        const auto who = of_person ? std::optional{catalogue::PersonId{"d1"}} : std::nullopt;
        course.library.hold({who, today, "vraag"});
        CHECK(course.library.cleared<Channel::Site>(today).empty());
        CHECK(tasks(course.library, "2026-07-02").size() == 1);
        CHECK(course.library.end_hold(who, parse_day("2026-07-05")));
        CHECK(course.library.cleared<Channel::Site>(parse_day("2026-07-04")).empty());
        CHECK(course.library.cleared<Channel::Site>(parse_day("2026-07-05")).size() == 1);
        CHECK_FALSE(course.library.end_hold(who, parse_day("2026-07-06")));
    }
    CHECK_THROWS_AS(course.library.hold({catalogue::PersonId{"d99"}, today, ""}), catalogue::CannotWork);
}
