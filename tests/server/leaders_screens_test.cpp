#include "a_leader.hpp"
#include "a_site.hpp"
#include "an_office.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/screens.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using an_office::Office;
using an_office::says;

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
