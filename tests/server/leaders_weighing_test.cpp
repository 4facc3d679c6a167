#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/weighings.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

using a_leader::Browser;
using a_leader::hidden_in;
using a_leader::Pages;
using a_leader::Typed;
using catalogue::Channel;

namespace {

/// Ria said yes to the exhibition, and somebody whom nobody knows walks through p01.
struct Street {
    Street() : pages(course()), leader(pages) {
        leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    }

    static a_course::Json course(bool child = false) {
        a_course::Json course = a_site::course();
        course["consent_events"].push_back(a_course::event("e9000", "d1", "exhibition", "grant"));
        course["photos"][0]["depictions"] = a_course::Json::array(
            {a_course::Json{{"id", "a"}, {"person", nullptr}, {"recognisable", true}, {"minor", child}}});
        return course;
    }

    bool may(Channel channel) const {
        const auto verdicts = pages.reader().photo_verdicts(pages.today);
        return std::ranges::any_of(verdicts, [&](const auto& each) {
            return each.photo.value == "p01" && each.channel == channel && each.allow;
        });
    }

    visitor::Reply weigh(const std::string& purpose, const std::string& reason) {
        const std::string stand = hidden_in(leader.get("/fotos/p01").body, "/fotos/p01/afweging", "stand");
        return leader.post(
            "/fotos/p01/afweging",
            {{"stand", stand}, {"wie", "a"}, {"doel", purpose}, {"reden-a", reason}, {"doe", "weeg"}});
    }

    Pages pages;
    Browser leader;
};

bool says(const visitor::Reply& page, const std::string& words) {
    return page.body.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a leader weighs a passer-by, the page says where it counts, and it is taken back") {
    Street street;
    REQUIRE_FALSE(street.may(Channel::ExhibitionPrint));
    const auto done = street.weigh("exhibition", "Klein in beeld & ver weg.");
    REQUIRE(done.status == 303);
    CHECK(street.may(Channel::ExhibitionPrint));
    CHECK_FALSE(street.may(Channel::Site));
    const auto page = street.leader.get("/fotos/p01");
    CHECK(says(page, "Afgewogen door Jacqueline op 2 juli 2026: mag op een tentoonstelling in de buurt."));
    CHECK(says(page, "Klein in beeld &amp; ver weg."));
    CHECK(says(page, "Er staat een onbekende op. Afgewogen: dit mag."));
    CHECK(says(page, "Er staat iemand op die wij niet kennen. De afweging geldt hier niet."));
    CHECK(street.leader.undo(done).status == 303);
    CHECK_FALSE(street.may(Channel::ExhibitionPrint));
}

TEST_CASE("whoever turns up and wants nothing of it has the weighing taken back, and that is undone too") {
    Street street;
    REQUIRE(street.weigh("exhibition", "Klein in beeld.").status == 303);
    const std::string stand = hidden_in(street.leader.get("/fotos/p01").body, "/fotos/p01/afweging", "stand");
    const Typed back = {{"stand", stand}, {"wie", "a"}, {"doe", "weg"}};
    const auto done = street.leader.post("/fotos/p01/afweging", back);
    REQUIRE(done.status == 303);
    CHECK_FALSE(street.may(Channel::ExhibitionPrint));
    CHECK(catalogue::weighings(street.pages.reader(), {"p01"}).empty());
    CHECK(street.leader.undo(done).status == 303);
    CHECK(street.may(Channel::ExhibitionPrint));
}

TEST_CASE("no weighing is made without a reason or for another place, and what was typed stays") {
    Street street;
    const auto without = street.weigh("exhibition", "");
    CHECK(without.status == 422);
    CHECK(says(without, "aria-invalid=\"true\""));
    CHECK(says(without, "name=\"doel\" value=\"exhibition\" checked"));
    const auto elsewhere = street.weigh("website", "Klein in beeld.");
    CHECK(elsewhere.status == 422);
    CHECK(says(elsewhere, ">Klein in beeld.</textarea>"));
    CHECK(says(elsewhere, "Kies waar de foto te zien mag zijn."));
    CHECK(street.weigh("exhibition", std::string(301, 'x')).status == 422);
    CHECK(catalogue::weighings(street.pages.reader(), {"p01"}).empty());
}

TEST_CASE("a child and somebody known are not to be weighed") {
    Pages pages(Street::course(true));
    Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    const auto page = leader.get("/fotos/p01");
    CHECK_FALSE(says(page, "/fotos/p01/afweging"));
    const Typed typed = {{"wie", "a"}, {"doel", "exhibition"}, {"reden-a", "Klein."}, {"doe", "weeg"}};
    CHECK(leader.post("/fotos/p01/afweging", typed).status == 422);
    CHECK(catalogue::weighings(pages.reader(), {"p01"}).empty());
}
