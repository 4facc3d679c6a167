#include "catalogue/retention.hpp"

#include "catalogue/catalogue.hpp"
#include "tests/catalogue/a_course.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using a_course::Json;
using catalogue::Catalogue;
using catalogue::RetentionItem;
using catalogue::RetentionRow;

namespace {

catalogue::Day day(const char* text) {
    return catalogue::parse_day(text);
}

/// Maya (d1) chose p01 and not p02; the course closed on 23 June 2026.
Json closed_course() {
    Json file = a_course::course();
    file["course"]["meetings"] =
        Json::array({Json{{"n", 1}, {"date", "2026-03-24"}},
                     Json{{"n", 2}, {"date", "2026-06-23"}, {"theme", "Terugkijken"}}});
    file["photos"].push_back(a_course::photo("p02", "d1", "IMG_0002.JPG"));
    file["photos"][1]["state"] = "ingested";
    return file;
}

struct Library {
    explicit Library(const std::function<void(Json&)>& change = {}) {
        Json file = closed_course();
        if (change) change(file);
        catalogue.import_course(file.dump());
        put('a', "IMG_0001.JPG");
        put('b', "IMG_0002.JPG");
    }

    void put(char picture, const std::string& name) {
        const catalogue::Arrival came = a_course::arrival(picture, name);
        const auto path = catalogue.master_path(came.picture);
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << "a picture";
        catalogue.record({came});
    }

    bool has_master(char picture) const {
        return std::filesystem::exists(catalogue.master_path({std::string(64, picture)}));
    }

    std::vector<std::string> past(RetentionRow row, const char* on) const {
        std::vector<std::string> what;
        for (const RetentionItem& item : past_retention(catalogue, day(on))) {
            if (item.row == row) what.push_back(item.what);
        }
        return what;
    }

    Json file() const { return Json::parse(catalogue.export_course()); }

    a_course::Folder folder;
    Catalogue catalogue = Catalogue::create(folder.path);
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a photo that nobody chose goes three months after the course closed, and a chosen one stays") {
    Library library;
    CHECK(library.past(RetentionRow::Unselected, "2026-09-22").empty());
    CHECK(library.past(RetentionRow::Unselected, "2026-09-23") == Ids{"p02"});
    const auto done = apply_retention(library.catalogue, day("2026-09-23"));
    REQUIRE(done.gone.size() == 1);
    CHECK(done.refused.empty());
    CHECK(library.has_master('a'));
    CHECK_FALSE(library.has_master('b'));
    CHECK(library.file()["photos"][1]["state"] == "deleted");
    CHECK(library.past(RetentionRow::Unselected, "2026-09-23").empty());
}

TEST_CASE("how long photos that nobody chose are kept is a setting of the course") {
    Library library;
    set_retention(library.catalogue, "unselected_months", 6);
    CHECK(library.past(RetentionRow::Unselected, "2026-12-22").empty());
    CHECK(library.past(RetentionRow::Unselected, "2026-12-23") == Ids{"p02"});
    CHECK_THROWS_AS(set_retention(library.catalogue, "for_ever", 6), catalogue::CannotWork);
    CHECK_THROWS_AS(set_retention(library.catalogue, "unselected_months", -1), catalogue::CannotWork);
}

TEST_CASE("a photo that was printed counts as chosen") {
    const Library library([](Json& file) {
        file["print_runs"] =
            Json::array({Json{{"id", "run-1"}, {"items", Json::array({Json{{"photo", "p02"}}})}}});
    });
    CHECK(library.past(RetentionRow::Unselected, "2027-06-01").empty());
}

TEST_CASE("a chosen photo goes two years after closing when no end was said, and at the end that was said") {
    Library library;
    CHECK(library.past(RetentionRow::Selected, "2028-06-22").empty());
    CHECK(library.past(RetentionRow::Selected, "2028-06-23") == Ids{"p01"});

    const Library sooner([](Json& file) {
        for (Json& event : file["consent_events"]) event["valid_until"] = "2027-01-01";
    });
    CHECK(sooner.past(RetentionRow::Selected, "2026-12-31").empty());
    CHECK(sooner.past(RetentionRow::Selected, "2027-01-01") == Ids{"p01"});

    const Library later([](Json& file) { file["consent_events"][0]["valid_until"] = "2030-01-01"; });
    CHECK(later.past(RetentionRow::Selected, "2029-12-31").empty());
    CHECK(later.past(RetentionRow::Selected, "2030-01-01") == Ids{"p01"});
}

TEST_CASE("until I say stop is asked again after five years, and no later end counts for longer") {
    for (const Json& end : {Json(nullptr), Json("2040-01-01")}) {
        const Library library([&](Json& file) { file["consent_events"][0]["valid_until"] = end; });
        CHECK(library.past(RetentionRow::Selected, "2031-06-22").empty());
        CHECK(library.past(RetentionRow::Selected, "2031-06-23") == Ids{"p01"});
    }
}

TEST_CASE("who is asked again and says yes keeps the photo") {
    Library library;
    catalogue::NewConsentEvent yes;
    yes.person = "d1";
    yes.capacity = "maker";
    yes.purpose = "exhibition";
    yes.decision = "grant";
    yes.valid_from = "2028-06-01";
    yes.recorded_at = "2028-06-01T10:00:00";
    library.catalogue.record(std::vector{yes});
    CHECK(library.past(RetentionRow::Selected, "2030-05-31").empty());
    CHECK(library.past(RetentionRow::Selected, "2030-06-01") == Ids{"p01"});
}

TEST_CASE("a photo's own yes that says nothing of its end keeps the photo as long as the general one") {
    const Library library([](Json& file) {
        file["consent_events"] = Json::array({a_course::event("e1", "d1", "website", "grant"),
                                              a_course::event("e2", "d1", "website", "grant")});
        file["consent_events"][0]["valid_until"] = "2030-01-01";
        file["consent_events"][1]["scope"] = "p01";
        file["consent_events"][1]["valid_from"] = "2026-06-16";
    });
    CHECK(library.past(RetentionRow::Selected, "2029-12-31").empty());
    CHECK(library.past(RetentionRow::Selected, "2030-01-01") == Ids{"p01"});
}

TEST_CASE(
    "words that stand on their own go when no yes of their author is left, with what was made of them") {
    Library library([](Json& file) {
        file["texts"] =
            Json::array({Json{{"id", "t1"}, {"kind", "story"}, {"author", "d1"}, {"nl", "Lang verhaal"}}});
    });
    CHECK(library.past(RetentionRow::Selected, "2028-06-23") == Ids{"p01", "t1"});
    apply_retention(library.catalogue, day("2028-06-23"));
    CHECK(library.file()["texts"].empty());
}

TEST_CASE("a photo whose maker wants it archived stays, chosen or not, until that yes ends") {
    const Library library([](Json& file) {
        file["consent_events"].push_back(a_course::event("e0009", "d1", "archive", "grant"));
        file["consent_events"].back()["valid_until"] = "2033-01-01";
    });
    CHECK(library.past(RetentionRow::Unselected, "2032-12-31").empty());
    CHECK(library.past(RetentionRow::Selected, "2032-12-31").empty());
    CHECK(library.past(RetentionRow::Unselected, "2033-01-01") == Ids{"p02"});
    CHECK(library.past(RetentionRow::Selected, "2033-01-01") == Ids{"p01"});
}

TEST_CASE(
    "who sent somebody is forgotten when the report is accepted, and six months after closing at most") {
    Library library([](Json& file) {
        file["persons"][0]["referrer"] = "r1";
        file["persons"][0]["reason"] = "eenzaamheid";
    });
    CHECK(library.past(RetentionRow::Intake, "2026-12-22").empty());
    CHECK(library.past(RetentionRow::Intake, "2026-12-23") == Ids{"VB-d1"});
    set_report_accepted(library.catalogue, day("2026-08-20"));
    CHECK(library.past(RetentionRow::Intake, "2026-08-19").empty());
    CHECK(library.past(RetentionRow::Intake, "2026-08-20") == Ids{"VB-d1"});
    apply_retention(library.catalogue, day("2026-08-20"));
    const Json person = library.file()["persons"][0];
    CHECK_FALSE(person.contains("referrer"));
    CHECK_FALSE(person.contains("reason"));
    CHECK(person["display"]["first"] == "Maya");
}

TEST_CASE("forms go after the report and leave totals, from which nobody under five can be read") {
    Library library([](Json& file) {
        file["measurement"] = {{"questions", Json::array({Json{{"nl", "A?"}}, Json{{"nl", "B?"}}})},
                               {"scores", Json::object()}};
        for (int number = 1; number <= 5; ++number) {
            Json& score = file["measurement"]["scores"]["VB-d" + std::to_string(number)];
            score["start"] = {2, 1};
            score["end"] = number == 5 ? Json{4, nullptr} : Json{4, 3};
        }
        file["monitoring_kor"] = {{"rows", Json::array({Json{{"code", "VB-d1"}, {"age_group", "65+"}}})}};
    });
    CHECK(library.past(RetentionRow::Forms, "2026-12-22").empty());
    CHECK(library.past(RetentionRow::Forms, "2026-12-23").size() == 5);
    const auto before = library.catalogue.report(day("2026-12-23"));
    apply_retention(library.catalogue, day("2026-12-23"));
    const Json file = library.file();
    CHECK(file["measurement"]["scores"].empty());
    CHECK(file["monitoring_kor"]["rows"].empty());
    REQUIRE(file["measurement"]["totals"].size() == 1);
    CHECK(file["measurement"]["totals"][0]["people"] == 5);
    const auto after = library.catalogue.report(day("2026-12-23"));
    REQUIRE(after.questions.size() == before.questions.size());
    CHECK(after.questions[0].last == doctest::Approx(before.questions[0].last));
}

TEST_CASE("proof of consent goes five years after the last use, and leaves a code") {
    Library library;
    apply_retention(library.catalogue, day("2028-06-23"));  // the photos
    CHECK(library.past(RetentionRow::Proof, "2033-06-22").empty());
    CHECK(library.past(RetentionRow::Proof, "2033-06-23") == Ids{"VB-d1"});
    apply_retention(library.catalogue, day("2033-06-23"));
    const Json file = library.file();
    CHECK(file["persons"][0]["role"] == "tombstone");
    CHECK(file["consent_events"].empty());
    CHECK(file.dump().find("Maya") == std::string::npos);
}

TEST_CASE("proof stays as long as a photo of somebody hangs somewhere") {
    Library library([](Json& file) { a_course::hang(file, "p01"); });
    apply_retention(library.catalogue, day("2028-06-23"));
    CHECK(library.past(RetentionRow::Proof, "2040-01-01").empty());
}

TEST_CASE("pictures of a previous owner go when the course closes and nobody took them back") {
    Library library;
    catalogue::Arrival came = a_course::arrival('c', "IMG_0900.JPG");
    came.origin.method = "voor uitleen";
    came.origin.set_aside = true;
    const auto path = library.catalogue.master_path(came.picture);
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << "a picture";
    library.catalogue.record({came});
    CHECK(library.past(RetentionRow::PreviousOwner, "2026-06-22").empty());
    REQUIRE(library.past(RetentionRow::PreviousOwner, "2026-06-23").size() == 1);
    apply_retention(library.catalogue, day("2026-06-23"));
    CHECK_FALSE(std::filesystem::exists(path));
    CHECK(library.catalogue.lay_on_card_before({"kaart-07"}, came.file_sha256));
    CHECK(library.past(RetentionRow::PreviousOwner, "2030-01-01").empty());
}

TEST_CASE("what was printed is forgotten after seven years, unless it still hangs") {
    Library library([](Json& file) {
        const Json items = Json::array({Json{{"photo", "p01"}}});
        file["print_runs"] =
            Json::array({Json{{"id", "run-1"}, {"printed", "2026-06-24"}, {"items", items}},
                         Json{{"id", "run-2"}, {"printed", "2026-06-24"}, {"items", items}}});
        file["placements"] = Json::array({Json{{"id", "pl-1"},
                                               {"run", "run-2"},
                                               {"channel", "exhibition_print"},
                                               {"where", "Buurthuis"},
                                               {"since", "2026-07-01"},
                                               {"state", "hanging"}}});
    });
    CHECK(library.past(RetentionRow::Books, "2033-06-23").empty());
    CHECK(library.past(RetentionRow::Books, "2033-06-24") == Ids{"run-1"});
    apply_retention(library.catalogue, day("2033-06-24"));
    REQUIRE(library.file()["print_runs"].size() == 1);
    CHECK(library.file()["print_runs"][0]["id"] == "run-2");
}

TEST_CASE("nothing goes of who is on hold, and nothing at all while the course is") {
    for (const bool whole_course : {false, true}) {
        Library library([](Json& file) { file["persons"][0]["referrer"] = "r1"; });
        library.catalogue.hold({whole_course ? std::nullopt : std::optional{catalogue::PersonId{"d1"}},
                                day("2026-07-01"), "klacht"});
        const auto items = past_retention(library.catalogue, day("2029-01-01"));
        CHECK(items.size() == 3);
        CHECK(std::ranges::all_of(items, &RetentionItem::held));
        const std::string before = library.catalogue.export_course();
        const auto done = apply_retention(library.catalogue, day("2029-01-01"));
        CHECK(done.gone.empty());
        CHECK(done.refused.size() == 3);
        CHECK(library.catalogue.export_course() == before);
        CHECK(library.has_master('b'));
    }
}

TEST_CASE("a course that does not say when it closes lets nothing go") {
    const Library library([](Json& file) { file["course"].erase("meetings"); });
    CHECK_THROWS_AS(past_retention(library.catalogue, day("2040-01-01")), catalogue::CannotWork);
}
