#include "a_leader.hpp"
#include "a_site.hpp"
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

using a_leader::Browser;
using a_leader::hidden;
using a_leader::Pages;
using a_leader::Typed;

namespace {

struct Office {
    explicit Office(const a_course::Json& course = a_site::course()) : pages(course), leader(pages) {
        leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
        leader.get("/");
    }

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

    Pages pages;
    Browser leader;
};

bool says(const visitor::Reply& reply, const std::string& words) {
    return reply.body.find(words) != std::string::npos;
}

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

TEST_CASE("leaders see of each screen what it plays and when it was seen, and what it still has to lose") {
    Office office;
    CHECK(says(office.leader.get("/schermen"), "Er hangt nog geen scherm"));
    const auto make = [&](const std::string& stand, const std::string& practice, const std::string& label) {
        return office.leader.post("/schermen", {{"praktijk", practice}, {"plek", label}, {"stand", stand}});
    };
    const std::string stand = a_leader::hidden(office.leader.get("/schermen").body, "stand");
    const auto made = make(stand, "r1", "begane grond");
    REQUIRE(made.status == 200);
    CHECK(make(stand, "r1", "begane grond").status == 409);
    const std::string start = "value=\"http://a/scherm/";
    const std::size_t at = made.body.find(start);
    REQUIRE(at != std::string::npos);
    const std::string token = made.body.substr(at + start.size(), 22);
    CHECK_FALSE(says(office.leader.get("/schermen"), token));
    CHECK(says(office.leader.get("/schermen"), "nog nooit gezien"));

    catalogue::Screens screens(office.pages.library);
    const auto screen = screens.with_token(token);
    REQUIRE(screen);
    screens.told(
        screen->id,
        {{{catalogue::PhotoId{"p99"}, "adres"}}, "lijst-1", "2026-06-30T14:05:00", "2026-07-03T14:05:00"});
    const auto silent = office.leader.get("/schermen");
    CHECK(says(silent, "begane grond"));
    CHECK(says(silent, "dinsdag 30 juni om 14:05"));
    CHECK(says(silent, "vanzelf leeg op vrijdag 3 juli om 14:05"));
    CHECK(says(silent, "Nog niet van het scherm weg"));
    CHECK(says(silent, "0 van de 1 schermen"));

    catalogue::ScreenBeat beat;
    beat.at = "2026-07-02T10:55:00";
    beat.list = "lijst-2";
    beat.state = "dicht";
    screens.heard(screen->id, beat);
    const auto well = office.leader.get("/schermen");
    CHECK(says(well, "1 van de 1 schermen"));
    CHECK(says(well, "De praktijk is dicht"));

    CHECK(office.leader.post("/schermen/laden", {{"scherm", screen->id.value}}).status == 303);
    CHECK(screens.screen(screen->id).reloads == 1);
    CHECK(make(stand, "r99", "").status == 422);
    CHECK(make(stand, "r1", std::string(61, 'x')).status == 422);
}

TEST_CASE(
    "a screen's address is taken away for good after a question, and another one is made for its place") {
    Office office;
    catalogue::Screens screens(office.pages.library);
    catalogue::ScreenWishes wishes;
    wishes.hours = "ma-vr 08:00-18:00";
    const auto old = screens.add({"r1"}, "gang", wishes, "2026-07-01T10:00:00");
    CHECK(says(office.leader.get("/schermen"), "href=\"/schermen/weg/" + old.id.value + "\""));
    CHECK(says(office.leader.get("/schermen/weg/" + old.id.value), "werkt nooit meer"));
    CHECK(screens.screen(old.id).in_use());
    const auto gone = office.leader.post("/schermen/weg", {{"scherm", old.id.value}, {"doe", "weg"}});
    REQUIRE(gone.status == 303);
    CHECK_FALSE(screens.screen(old.id).in_use());
    const auto told = office.leader.get(gone.header("Location"));
    CHECK(says(told, "Het oude adres is voorgoed weg:"));
    const std::string stand = a_leader::hidden(told.body, "stand");
    const auto renew = [&] {
        return office.leader.post("/schermen/nieuw", {{"scherm", old.id.value}, {"stand", stand}});
    };
    const auto made = renew();
    CHECK(made.status == 200);
    CHECK(says(made, "value=\"http://a/scherm/"));
    CHECK(says(made, "<svg viewBox="));
    CHECK(renew().status == 409);
    CHECK_FALSE(screens.with_token(old.token)->in_use());
    int in_use = 0;
    for (const catalogue::Screen& screen : screens.all()) {
        if (!screen.in_use()) continue;
        ++in_use;
        CHECK(screen.label == "gang");
        CHECK(screen.wishes == wishes);
    }
    CHECK(in_use == 1);
}

TEST_CASE("a leader sets how a screen behaves and what a practice leaves out, and goes back to how it was") {
    Office office;
    catalogue::Screens screens(office.pages.library);
    const auto screen = screens.add({"r1"}, "gang", {}, "2026-07-01T10:00:00").id;
    const auto set = [&](const std::string& hours, const std::string& lease) {
        office.leader.get("/schermen");
        return office.leader.post("/schermen/wensen", {{"scherm", screen.value},
                                                       {"uren-" + screen.value, hours},
                                                       {"zonder", lease},
                                                       {"seconden", "12"},
                                                       {"draai", "90"}});
    };
    const auto done = set("ma-vr 08:00-18:00", "21600");
    REQUIRE(done.status == 303);
    const catalogue::ScreenWishes wishes = screens.screen(screen).wishes;
    CHECK(wishes == catalogue::ScreenWishes{21600, 12, false, 90, "ma-vr 08:00-18:00"});
    const auto page = office.leader.get(done.header("Location"));
    CHECK(says(page, "name=\"zonder\" value=\"86400\""));
    CHECK(says(page, "name=\"overgang\" value=\"zacht\""));
    const auto refused = set("elke dag <b>", "21600");
    CHECK(refused.status == 422);
    CHECK(says(refused, "value=\"elke dag &lt;b&gt;\""));
    CHECK(says(refused, "Dit begrijpt het scherm niet"));
    set("", "60");
    CHECK(screens.screen(screen).wishes == wishes);

    const auto keep = [&](const std::string& what, const std::string& how) {
        office.leader.get("/schermen");
        return office.leader.post("/schermen/niet", {{"praktijk", "r1"}, {"wat", what}, {"doe", how}});
    };
    const auto off = keep("d1", "niet");
    CHECK(screens.kept_off({"r1"}) == std::vector<std::string>{"d1"});
    CHECK(says(office.leader.get(off.header("Location")), "Hier niet meer te zien: alles van Ria."));
    keep("nobody", "niet");
    CHECK(screens.kept_off({"r1"}).size() == 1);
    keep("d1", "toch");
    CHECK(screens.kept_off({"r1"}).empty());
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
