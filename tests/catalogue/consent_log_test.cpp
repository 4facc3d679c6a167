#include "catalogue/catalogue.hpp"
#include "tests/catalogue/a_course.hpp"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using a_course::Json;
using a_course::today;
using catalogue::Catalogue;
using catalogue::Channel;

namespace {

catalogue::NewConsentEvent said(const std::string& decision) {
    catalogue::NewConsentEvent event;
    event.person = "d1";
    event.capacity = "maker";
    event.purpose = "website";
    event.decision = decision;
    event.valid_from = "2026-07-02";
    event.recorded_at = "2026-07-02T10:00:00";
    return event;
}

catalogue::PhotoVerdict on_the_site(const Catalogue& library, catalogue::Day day) {
    for (catalogue::PhotoVerdict& verdict : library.photo_verdicts(day)) {
        if (verdict.channel == Channel::Site) return verdict;
    }
    return {};
}

Json with_yes(const std::string& key, const std::string& value) {
    Json file = a_course::course();
    Json yes = a_course::event("e0003", "d1", "website", "grant");
    yes["valid_from"] = "2026-07-02";
    yes[key] = value;
    file["consent_events"].push_back(yes);
    return file;
}

}  // namespace

TEST_CASE("stopping counts after a yes of that day, however that was written down") {
    for (const auto& [key, value] :
         std::vector<std::pair<std::string, std::string>>{{"valid_from", "2026-07-02T23:00:00"},
                                                          {"recorded_at", "2026-07-02T23:00:00"},
                                                          {"id", "zz"},
                                                          {"id", "e9999"}}) {
        CAPTURE(value);
        const a_course::Folder folder;
        Catalogue library = a_course::library_with(with_yes(key, value), folder.path);
        CHECK(on_the_site(library, today).allow);
        library.record(std::vector{said("withdraw")});
        CHECK_FALSE(on_the_site(library, today).allow);
        library.record(std::vector{said("grant")});
        CHECK(on_the_site(library, today).allow);
        library.record(std::vector{said("withdraw")});
        CHECK_FALSE(on_the_site(library, today).allow);
    }
}

TEST_CASE("stopping also stops a yes that was to begin later") {
    const a_course::Folder folder;
    const catalogue::Day later = catalogue::parse_day("2026-09-02");
    Catalogue library = a_course::library_with(with_yes("valid_from", "2026-09-01"), folder.path);
    library.record(std::vector{said("withdraw")});
    CHECK_FALSE(on_the_site(library, today).allow);
    CHECK_FALSE(on_the_site(library, later).allow);
}

TEST_CASE("a no that is written down late does not undo the yes that was said after it") {
    const a_course::Folder folder;
    Json file = with_yes("valid_from", "2026-06-20");
    Catalogue library = a_course::library_with(file, folder.path);
    catalogue::NewConsentEvent late = said("withdraw");
    late.valid_from = "2026-06-01";
    library.record(std::vector{late});
    CHECK_FALSE(on_the_site(library, catalogue::parse_day("2026-06-10")).allow);
    CHECK(on_the_site(library, today).allow);
    const Json events = Json::parse(library.export_course())["consent_events"];
    CHECK(events.back()["valid_from"] == "2026-06-01");
    CHECK(events.back()["recorded_at"] == "2026-07-02T10:00:00");
}

TEST_CASE("the name that was chosen last is the name, whatever the earlier answers are called") {
    const a_course::Folder folder;
    Json file = with_yes("id", "x1");
    file["consent_events"][2]["name_form"] = "full";
    Catalogue library = a_course::library_with(file, folder.path);
    catalogue::NewConsentEvent no_name = said("grant");
    no_name.name_form = "anonymous";
    library.record(std::vector{no_name});
    CHECK(on_the_site(library, today).name == catalogue::NameForm::Anonymous);
}

TEST_CASE("ids of answers keep counting on, one after the other") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    CHECK(library.record(std::vector{said("deny"), said("deny")}) ==
          std::vector<catalogue::EventId>{{"e0003"}, {"e0004"}});
}

TEST_CASE("an answer about a photo or text that is not there is refused, not kept for nothing") {
    const a_course::Folder folder;
    Json file = a_course::course();
    file["texts"].push_back({{"id", "t1"}, {"author", "d1"}});
    Catalogue library = a_course::library_with(file, folder.path);
    catalogue::NewConsentEvent no = said("deny");
    for (const auto& [capacity, scope] : std::vector<std::pair<std::string, std::string>>{
             {"maker", "P01"}, {"maker", "t1"}, {"author", "p01"}, {"maker", ""}}) {
        CAPTURE(scope);
        no.capacity = capacity;
        no.scope = scope;
        CHECK_THROWS_AS(library.record(std::vector{no}), catalogue::CannotWork);
    }
    no.capacity = "author";
    no.scope = "t1";
    CHECK(library.record(std::vector{no}).size() == 1);
    CHECK(library.capacities_for("p01") == std::vector<std::string>{"maker", "portrayed"});
}

TEST_CASE("a reason names somebody who goes by another name by that name") {
    const a_course::Folder folder;
    Json file = a_course::course();
    file["persons"][0]["name_form"] = "pseudonym";
    Catalogue library = a_course::library_with(file, folder.path);
    std::string all;
    for (const catalogue::PhotoVerdict& verdict : library.photo_verdicts(today)) {
        for (const std::string& sentence : verdict.sentences) all += sentence;
    }
    CHECK(all.find("Schuilnaam") != std::string::npos);
    CHECK(all.find("Maya") == std::string::npos);
}
