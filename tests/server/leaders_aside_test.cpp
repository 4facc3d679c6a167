#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/jobs.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using Words = std::vector<std::string>;

namespace {

/// A course of which two photos of one card are set aside, and one of a card that nobody knows.
struct WithAside {
    WithAside() : pages(a_site::course()), leader(pages), jobs(pages.library) {
        std::vector<catalogue::Arrival> came = {a_course::arrival('a', "IMG_0005.JPG"),
                                                a_course::arrival('b', "IMG_0006.JPG"),
                                                a_course::arrival('c', "IMG_0007.JPG")};
        for (catalogue::Arrival& each : came) {
            each.card = catalogue::CardId{"kaart-07"};
            each.origin.set_aside = true;
        }
        came.back().card.reset();
        auto library = catalogue::Catalogue::open(pages.library, catalogue::Access::ReadWrite);
        unknown = library.record(came).back().photo.value;
        leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    }

    visitor::Reply settle(const std::string& card, const std::string& count, const std::string& does,
                          const std::string& name = "") {
        leader.get("/kaarten");
        return leader.post("/kaarten/apart",
                           {{"kaart", card}, {"aantal", count}, {"wat", does}, {"naam-" + card, name}});
    }

    std::optional<Words> asked() const {
        const auto last = jobs.last(1);
        return last.empty() ? std::nullopt : std::optional{last.front().arguments};
    }

    a_leader::Pages pages;
    a_leader::Browser leader;
    catalogue::Jobs jobs;
    std::string unknown;  // the photo of a card that nobody knows
};

}  // namespace

TEST_CASE("photos from before the camera was lent are told of by card, and none of them is shown") {
    WithAside course;
    const std::string page = course.leader.get("/kaarten").body;
    CHECK(page.find("<h3>kaart-07</h3><p>Foto’s: 2</p>") != std::string::npos);
    CHECK(page.find("Een kaart die niemand kent</h3><p>Foto’s: 1</p>") != std::string::npos);
    CHECK(page.find("<img") == std::string::npos);
    a_leader::Pages others(a_site::course());
    a_leader::Browser leader(others);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    CHECK(leader.get("/kaarten").body.find("id=\"apart\"") == std::string::npos);
}

TEST_CASE("photos that were set aside are taken in with one button, once") {
    WithAside course;
    CHECK(course.settle("kaart-07", "2", "opnemen").status == 303);
    CHECK(course.asked() == Words{"set-aside", "take", "--card", "kaart-07"});
    CHECK(course.leader.get("/kaarten").body.find("kaart-07</strong> apart gelegde foto’s opnemen") !=
          std::string::npos);
}

TEST_CASE("photos of a card that nobody knows can be taken in, and not thrown away") {
    WithAside course;
    CHECK(course.settle("", "1", "weg").status == 422);
    CHECK(course.asked() == std::nullopt);
    CHECK(course.settle("", "1", "opnemen").status == 303);
    CHECK(course.asked() == Words{"set-aside", "take", course.unknown});
}

TEST_CASE("photos that were set aside are thrown away only when the card's name is typed") {
    WithAside course;
    CHECK(course.settle("kaart-07", "2", "weg").status == 422);
    CHECK(course.settle("kaart-07", "2", "weg", "kaart 7").status == 422);
    CHECK(course.asked() == std::nullopt);
    CHECK(course.settle("kaart-07", "2", "weg", "kaart-07").status == 303);
    CHECK(course.asked() == Words{"set-aside", "remove", "--card", "kaart-07"});
}

TEST_CASE("who saw fewer photos set aside than there are now settles nothing") {
    WithAside course;
    CHECK(course.settle("kaart-07", "1", "weg", "kaart-07").status == 409);
    CHECK(course.settle("kaart-07", "1", "opnemen").status == 409);
    CHECK(course.settle("kaart-99", "2", "opnemen").status != 303);
    CHECK(course.asked() == std::nullopt);
}
