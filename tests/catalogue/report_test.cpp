#include "catalogue/catalogue.hpp"
#include "catalogue/course_report.hpp"
#include "catalogue/filled_forms.hpp"
#include "catalogue/forms.hpp"
#include "catalogue/quotes.hpp"
#include "tests/catalogue/a_course.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using a_course::Json;
using a_course::today;
using catalogue::Catalogue;
using catalogue::CourseReport;

namespace {

using Groups = std::vector<std::pair<std::string, int>>;

/// A course of `people`, all of whom finished it, and of whom the first `measured` filled in both forms.
Json course_of(int people, int measured) {
    Json file = a_course::course();
    file["persons"] = Json::array();
    file["consent_events"] = Json::array();
    file["measurement"] = {{"questions", Json::array({Json{{"nl", "Hoe gaat het?"}}})},
                           {"scores", Json::object()}};
    for (int number = 1; number <= people; ++number) {
        const std::string id = "d" + std::to_string(number);
        file["persons"].push_back(a_course::person(id, "Naam" + std::to_string(number)));
        file["persons"].back()["status"] = "afgerond";
        if (number > measured) continue;
        file["measurement"]["scores"]["VB-" + id] = {{"start", {2}}, {"end", {number <= 5 ? 4 : 2}}};
    }
    return file;
}

struct Library {
    explicit Library(const Json& file) : catalogue(a_course::library_with(file, folder.path)) {}

    a_course::Folder folder;
    Catalogue catalogue;
};

CourseReport report_of(const std::vector<const Library*>& libraries) {
    std::vector<const Catalogue*> courses;
    for (const Library* library : libraries) courses.push_back(&library->catalogue);
    return course_report(courses, today);
}

std::optional<int> count_in(const CourseReport& report, const std::string& what) {
    return std::ranges::find(report.counts, what, &catalogue::ReportCount::what)->number;
}

Json with_quote(const Json& check) {
    Json file = course_of(8, 8);
    file["texts"] = Json::array({Json{{"id", "q1"},
                                      {"kind", "quote"},
                                      {"author", "d1"},
                                      {"nl", "Ik ga weer naar buiten."},
                                      {"approved_at", "2026-06-23"}}});
    if (!check.is_null()) file["texts"][0]["anonymous_check"] = check;
    Json yes = a_course::event("e1", "d1", "accountability", "grant");
    yes["capacity"] = "author";
    file["consent_events"].push_back(yes);
    return file;
}

}  // namespace

TEST_CASE("a report does not tell how many answered when the few who did not could be worked out from it") {
    const Library all(course_of(8, 8));
    CHECK(report_of({&all}).questions.at(0).people == 8);
    const Library one_missing(course_of(8, 7));
    const CourseReport report = report_of({&one_missing});
    CHECK_FALSE(report.questions.at(0).people.has_value());
    CHECK_FALSE(report.questions.at(0).up.has_value());
    CHECK(report.questions.at(0).last == doctest::Approx((5 * 4 + 2 * 2) / 7.0));
    const Library few(course_of(8, 4));
    CHECK(report_of({&few}).questions.empty());
}

TEST_CASE("a report tells how many went up only when the others are five or more as well") {
    const Library eight(course_of(8, 8));
    CHECK_FALSE(report_of({&eight}).questions.at(0).up.has_value());  // 5 and 3
    const Library ten(course_of(10, 10));
    CHECK(report_of({&ten}).questions.at(0).up == 5);
}

TEST_CASE("totals over courses do not tell what the report of one of them kept silent") {
    const Library large(course_of(8, 8));
    const Library small(course_of(3, 3));
    CHECK_FALSE(count_in(report_of({&large, &small}), "participants").has_value());  // 11 − 8 = 3
    CHECK(report_of({&large, &small}).questions.at(0).last ==
          doctest::Approx(report_of({&large}).questions[0].last));
    const Library other_small(course_of(4, 4));
    CHECK(count_in(report_of({&large, &small, &other_small}), "participants") == 15);  // which of the two?
}

TEST_CASE("a sum is told when nobody can find a part under five in it") {
    using catalogue::sum_that_hides_few;
    CHECK(sum_that_hides_few({8}) == 8);
    CHECK(sum_that_hides_few({0}) == 0);
    CHECK(sum_that_hides_few({5, 0, 9}) == 14);
    CHECK_FALSE(sum_that_hides_few({4}).has_value());
    CHECK_FALSE(sum_that_hides_few({8, 1}).has_value());
    CHECK_FALSE(sum_that_hides_few({8, 1, 2}).has_value());
    CHECK(sum_that_hides_few({8, 3, 2}) == 13);
}

TEST_CASE("groups under five are taken together, with a larger one when they are too few even so") {
    using catalogue::groups_that_hide_few;
    CHECK(groups_that_hide_few({{"a", 9}, {"b", 6}}, "rest") == Groups{{"a", 9}, {"b", 6}});
    CHECK(groups_that_hide_few({{"a", 3}, {"b", 9}, {"c", 4}}, "rest") == Groups{{"b", 9}, {"rest", 7}});
    CHECK(groups_that_hide_few({{"a", 9}, {"b", 6}, {"c", 1}}, "rest") == Groups{{"a", 9}, {"rest", 7}});
    CHECK(groups_that_hide_few({{"a", 3}}, "rest").empty());
}

TEST_CASE("people are told apart by age only over several courses, and silence is a group too") {
    Json file = course_of(8, 8);
    file["monitoring_kor"] = {{"rows", Json::array()}};
    for (int number = 1; number <= 6; ++number) {
        file["monitoring_kor"]["rows"].push_back(
            Json{{"code", "VB-d" + std::to_string(number)}, {"age_group", "65+"}, {"area", "Overvecht"}});
    }
    const Library one(file);
    const Library two(file);
    CHECK(report_of({&one}).breakdowns.empty());
    const CourseReport report = report_of({&one, &two});
    CHECK(report.breakdowns.empty());  // 12, and 4 who did not say
    file["monitoring_kor"]["rows"].erase(0);
    const Library three(file);
    const CourseReport more = report_of({&one, &three});
    REQUIRE(more.breakdowns.size() == 1);
    CHECK(more.breakdowns[0].groups == Groups{{"65+", 11}, {"niet gezegd", 5}});
}

TEST_CASE("a quote is told with a yes of its author and after somebody looked whether it is anonymous") {
    const Library checked(with_quote("geen naam of leeftijd erin"));
    CHECK(report_of({&checked}).quotes == std::vector<std::string>{"Ik ga weer naar buiten."});
    const Library not_checked(with_quote(nullptr));
    CHECK(report_of({&not_checked}).quotes.empty());
    quote_looked_at(not_checked.catalogue, {"q1"}, today);
    CHECK(report_of({&not_checked}).quotes.size() == 1);
    Json denied = with_quote("gekeken");
    denied["consent_events"] = Json::array();
    const Library refused(denied);
    CHECK(report_of({&refused}).quotes.empty());
}

TEST_CASE("a quote with somebody's name in it is never told, whoever looked") {
    Json file = with_quote("gekeken");
    file["texts"][0]["nl"] = "Naam7 en ik gaan weer naar buiten.";
    const Library library(file);
    CHECK(report_of({&library}).quotes.empty());
    CHECK_THROWS_AS(quote_looked_at(library.catalogue, {"q1"}, today), catalogue::CannotWork);
}

TEST_CASE("other words of a quote have to be looked at again") {
    Library library(with_quote("gekeken"));
    library.catalogue.change(catalogue::EditText{{"q1"}, {"nl", "Ik ben 71 en ga weer naar buiten."}});
    library.catalogue.change(catalogue::MentionsLookedAt{{"q1"}});
    library.catalogue.change(catalogue::ApproveText{{"q1"}, {}, today});
    CHECK(report_of({&library}).quotes.empty());
}

TEST_CASE("whoever looks at a quote is told what to look at twice") {
    using catalogue::doubts_about;
    CHECK(doubts_about("Twaalf dinsdagen had ik iets om voor op te staan.").empty());
    CHECK(doubts_about("Ik ben 71.").size() == 1);
    CHECK(doubts_about("Mijn huisarts wees mij erop.").size() == 1);
    CHECK(doubts_about("Na de vlucht uit Syrië").size() == 1);
    CHECK(doubts_about("Wij kaarten en dansen.").empty());  // "arts" in the middle of a word
}

TEST_CASE("a form is kept by code, with its questions, and nobody's name is with it") {
    const Library library(course_of(2, 0));
    catalogue::FilledForm form{"VB-d1", catalogue::FormMoment::First, {3}, {}};
    record_form(library.catalogue, form);
    form.moment = catalogue::FormMoment::Last;
    form.faces = {0};
    form.open[2] = "Meer koffie";
    record_form(library.catalogue, form);
    const Json measurement = Json::parse(library.catalogue.export_course())["measurement"];
    CHECK(measurement["scores"]["VB-d1"]["start"] == Json::array({3}));
    CHECK(measurement["scores"]["VB-d1"]["end"] == Json::array({nullptr}));
    CHECK(measurement.dump().find("Naam") == std::string::npos);
    const auto there = forms_there(library.catalogue);
    REQUIRE(there.size() == 1);
    CHECK(there[0].end);
    const auto open = open_answers(library.catalogue);
    CHECK(std::ranges::any_of(
        open, [](const auto& each) { return each.answers == std::vector<std::string>{"Meer koffie"}; }));
}

TEST_CASE("forms that a course file has in another way than ours hold nobody up") {
    Json file = course_of(2, 0);
    const Json odd[] = {5, "x", Json::array({1}), {{"VB-d1", 5}, {"VB-d2", {{"start", 7}}}}};
    for (const Json& each : odd) {
        file["measurement"]["scores"] = each;
        file["measurement"]["answers"] = each;
        const Library library(file);
        CHECK(std::ranges::all_of(open_answers(library.catalogue),
                                  [](const auto& open) { return open.answers.empty(); }));
        CHECK(forms_there(library.catalogue).size() == (each.is_object() ? 1 : 0));
        record_form(library.catalogue, {"VB-d1", catalogue::FormMoment::First, {3}, {{1, "Goed"}}});
        const Json forms =
            catalogue::filled_forms(Json::parse(library.catalogue.export_course())["measurement"], "VB-d1");
        CHECK(forms.dump().find("Goed") != std::string::npos);
        CHECK(forms.dump().find("3 van") != std::string::npos);
    }
}

TEST_CASE("a form that does not fit its questions or is nobody's is refused") {
    const Library library(course_of(2, 0));
    using catalogue::FormMoment;
    const catalogue::FilledForm wrong[] = {{"VB-d9", FormMoment::First, {3}, {}},
                                           {"Naam1", FormMoment::First, {3}, {}},
                                           {"VB-d1", FormMoment::First, {3, 3}, {}},
                                           {"VB-d1", FormMoment::First, {6}, {}},
                                           {"VB-d1", FormMoment::First, {3}, {{9, "?"}}}};
    for (const auto& form : wrong)
        CHECK_THROWS_AS(record_form(library.catalogue, form), catalogue::CannotWork);
    CHECK_THROWS_AS(record_monitoring(library.catalogue, "VB-d1", {{"diagnosis", "x"}}),
                    catalogue::CannotWork);
}

TEST_CASE("who is erased takes their forms and answers along") {
    Library library(course_of(8, 0));
    record_form(library.catalogue, {"VB-d1", catalogue::FormMoment::Last, {3}, {{1, "Eekhoorntjesbrood"}}});
    record_monitoring(library.catalogue, "VB-d1", {{"age_group", "65+"}});
    library.catalogue.erase({"d1"}, today, today);
    const std::string left = library.catalogue.export_course();
    CHECK(left.find("Eekhoorntjesbrood") == std::string::npos);
    CHECK(Json::parse(left)["measurement"]["scores"].empty());
    CHECK(Json::parse(left)["monitoring_kor"]["rows"].empty());
}
