#include "a_leader.hpp"
#include "a_site.hpp"
#include "an_office.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/course_numbers.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/forms.hpp"
#include "catalogue/screens.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using a_leader::hidden;
using a_leader::Typed;
using an_office::says;

namespace {

struct Office : an_office::Office {
    using an_office::Office::Office;

    visitor::Reply fill(const std::string& path, Typed typed) {
        typed.emplace_back("stand", hidden(leader.get(path).body, "stand"));
        return leader.post(path, typed);
    }

    bool is_in(const std::string& code) const {
        for (const auto& each : catalogue::forms_there(pages.reader())) {
            if (each.code == code) return each.start;
        }
        return false;
    }
};

}  // namespace

TEST_CASE("a first form is copied from paper by code, shown to nobody again, and can be taken back") {
    Office office;
    const auto page = office.leader.get("/verslag/VB-d1/begin");
    REQUIRE(page.status == 200);
    CHECK_FALSE(says(page, "Ria"));
    const auto done = office.fill("/verslag/VB-d1/begin",
                                  {{"gezicht1", "4"}, {"gezicht2", "0"}, {"open1", "Meer buiten komen"}});
    REQUIRE(done.status == 303);
    CHECK(office.is_in("VB-d1"));
    CHECK(says(office.leader.get("/verslag"), "begin is binnen"));
    const auto again = office.leader.get("/verslag/VB-d1/begin");
    CHECK(says(again, "Dit formulier is al binnen"));
    CHECK_FALSE(says(again, "Meer buiten komen"));
    CHECK(office.leader.undo(done).status == 303);
    CHECK_FALSE(office.is_in("VB-d1"));
}

TEST_CASE("a form that cannot be right is refused with what was typed") {
    Office office;
    for (const char* wrong : {"6", "-1", "blij", "99999999999999999999"}) {
        CAPTURE(std::string{wrong});
        const auto refused =
            office.fill("/verslag/VB-d1/begin", {{"gezicht1", wrong}, {"open1", "<b>buiten</b>"}});
        CHECK(refused.status == 422);
        CHECK(says(refused, "&lt;b&gt;buiten&lt;/b&gt;"));
    }
    CHECK(office.fill("/verslag/VB-d1/begin", {}).status == 422);
    CHECK(office.fill("/verslag/VB-d1/begin", {{"open1", std::string(2001, 'x')}}).status == 422);
    CHECK(office.leader.post("/verslag/VB-d1/begin", {{"gezicht1", "4"}, {"stand", "oud"}}).status == 409);
    CHECK(office.leader.get("/verslag/VB-99/begin").status == 404);
    CHECK(office.leader.get("/verslag/VB-d1/midden").status == 404);
    CHECK_FALSE(office.is_in("VB-d1"));
}

TEST_CASE("how many came is written down as a number alone, told once it is five or more, and taken back") {
    Office office;
    const auto write = [&](const std::string& first, const std::string& stand) {
        return office.leader.post("/verslag/aanwezig", {{"les1", first}, {"les2", "3"}, {"stand", stand}});
    };
    office.leader.get("/cursus");
    const std::string course = a_leader::hidden(office.leader.get("/cursus").body, "stand");
    REQUIRE(
        office.leader
            .post("/cursus/lessen",
                  {{"stand", course}, {"dag1", "2026-03-24"}, {"dag2", "2026-03-31"}, {"thema1", "Kleur"}})
            .status == 303);
    const auto mark = [&] {
        office.leader.get("/verslag");
        return catalogue::Desk(office.pages.library).mark({{"part", "course"}});
    };
    const std::string first = mark();
    const auto refused = write("zeven", first);
    CHECK(refused.status == 422);
    CHECK(says(refused, "value=\"zeven\""));
    CHECK(write("201", first).status == 422);
    const auto done = write("7", first);
    REQUIRE(done.status == 303);
    CHECK(catalogue::attendance(office.pages.reader()) == std::map<int, int>{{1, 7}, {2, 3}});
    CHECK(write("8", first).status == 409);
    CHECK(office.leader.undo(done).status == 303);
    CHECK(catalogue::attendance(office.pages.reader()).empty());
}

TEST_CASE("what funds ask of a participant is kept by code, holds nothing else, and is taken back") {
    Office office;
    const std::string code = office.pages.reader().course().id.empty() ? "" : "VB-d1";
    const auto page = office.leader.get("/verslag/" + code + "/gegevens");
    REQUIRE(page.status == 200);
    CHECK_FALSE(says(page, "Ria"));
    const auto write = [&](const std::string& day, const std::string& referrer) {
        const std::string stand =
            a_leader::hidden(office.leader.get("/verslag/" + code + "/gegevens").body, "stand");
        return office.leader.post("/verslag/" + code + "/gegevens", {{"leeftijd", "65+"},
                                                                     {"verwijzer", referrer},
                                                                     {"reason", "ziek"},
                                                                     {"begin", day},
                                                                     {"stand", stand}});
    };
    CHECK(write("2026-13-40", "").status == 422);
    CHECK(write("2026-03-20", "een ziekte").status == 422);
    const auto done = write("2026-03-20", "");
    REQUIRE(done.status == 303);
    const auto kept = catalogue::monitoring_of(office.pages.reader(), code);
    CHECK(kept.at("age_group") == "65+");
    CHECK(kept.at("intake_on") == "2026-03-20");
    CHECK(kept.at("referrer_kind").empty());
    CHECK_FALSE(kept.contains("reason"));
    CHECK(office.leader.get("/verslag/VB-99/gegevens").status == 404);
    CHECK(office.leader.undo(done).status == 303);
    CHECK(catalogue::monitoring_of(office.pages.reader(), code).empty());
}

TEST_CASE("who gives the money is written a line each, and can be taken back") {
    Office office;
    const auto mark = [&] { return hidden(office.leader.get("/verslag").body, "stand"); };
    const auto done = office.leader.post(
        "/verslag/fondsen", {{"fondsen", "Gemeente Utrecht\r\n\r\n  Fonds <1>  \n"}, {"stand", mark()}});
    REQUIRE(done.status == 303);
    const auto lines = catalogue::funders(office.pages.reader());
    REQUIRE(lines.size() == 2);
    CHECK(lines[0] == "Gemeente Utrecht");
    CHECK(says(office.leader.get("/verslag"), "Fonds &lt;1&gt;"));
    CHECK(office.leader.post("/verslag/fondsen", {{"fondsen", "Ander fonds"}, {"stand", "oud"}}).status ==
          409);
    const auto long_line =
        office.leader.post("/verslag/fondsen", {{"fondsen", std::string(121, 'x')}, {"stand", mark()}});
    CHECK(long_line.status == 422);
    CHECK(says(long_line, "Hoogstens 20 regels"));
    CHECK(office.leader.undo(done).status == 303);
    CHECK(catalogue::funders(office.pages.reader()).empty());
}

TEST_CASE("a quote is told once somebody looked whether anybody can be recognised, never with a name in it") {
    a_course::Json course = a_site::course();
    const auto add = [&](const char* id, const char* words) {
        course["texts"].push_back({{"id", id},
                                   {"kind", "quote"},
                                   {"author", "d1"},
                                   {"nl", words},
                                   {"approved_at", "2026-06-16"},
                                   {"sensitive", false}});
    };
    add("q1", "Ik kijk anders naar mijn straat");
    add("q2", "Selam heeft mij geholpen");
    a_course::Json yes = a_course::event("e9001", "d1", "accountability", "grant");
    yes["capacity"] = "author";
    course["consent_events"].push_back(yes);
    Office office(course);
    CHECK_FALSE(says(office.leader.get("/verslag"), "mag in het verslag"));
    CHECK(says(office.leader.get("/verslag"), "Er staat een naam in"));
    const auto done = office.leader.post("/verslag/uitspraak", {{"uitspraak", "q1"}});
    REQUIRE(done.status == 303);
    CHECK(says(office.leader.get("/verslag"), "mag in het verslag"));
    CHECK(office.leader.post("/verslag/uitspraak", {{"uitspraak", "q2"}}).status == 422);
    CHECK(office.leader.post("/verslag/uitspraak", {{"uitspraak", "p01"}}).status == 422);
    CHECK(office.leader.undo(done).status == 303);
    CHECK_FALSE(says(office.leader.get("/verslag"), "mag in het verslag"));
}
