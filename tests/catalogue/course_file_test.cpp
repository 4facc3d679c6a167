#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "tests/catalogue/a_course.hpp"

#include <fstream>
#include <functional>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

using a_course::Json;

namespace {

// What importing this says, or "" when it is taken.
std::string refusal(const std::string& text) {
    const a_course::Folder folder;
    catalogue::Catalogue library = catalogue::Catalogue::create(folder.path / "library");
    try {
        library.import_course(text);
    } catch (const catalogue::CannotWork& error) {
        CHECK_THROWS_AS(library.export_course(), catalogue::CannotWork);  // nothing of it came in
        return error.what();
    }
    return "";
}

std::string refusal_of_changed(const std::function<void(Json&)>& change) {
    Json file = a_course::course();
    change(file);
    return refusal(file.dump());
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the sample course comes back to the byte") {
    std::ifstream file(std::string(SOURCE_FOLDER) + "/sample-photos/course.json", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    REQUIRE(text.size() > 100000);
    const a_course::Folder folder;
    catalogue::Catalogue library = catalogue::Catalogue::create(folder.path);
    library.import_course(text);
    CHECK(library.export_course() == text);
    library.import_course(text);
    CHECK(library.export_course() == text);
}

TEST_CASE("what is not a course file is refused with line and column") {
    CHECK(has(refusal(""), "line 1"));
    CHECK(has(refusal("{\n \"schema\": oops\n}"), "line 2"));
    CHECK(refusal("[]") != "");
    CHECK(has(refusal("{}"), "schema"));
    CHECK(has(refusal("{\"schema\": \"inbeeld.sample-course/9\"}"), "sample-course/9"));
    CHECK(has(refusal("{\"schema\": \"inbeeld.sample-course/1\"}"), "course"));
    CHECK(has(refusal(std::string(200, '[') + std::string(200, ']')), "deep"));
    CHECK(has(refusal("{\"schema\": \"inbeeld.sample-course/1\", \"schema\": \"x\"}"), "twice"));
    CHECK(has(refusal("{\"a\": \"\xFF\"}"), "line 1"));
    CHECK(has(refusal("{\"a\": \"x\\u0000y\"}"), "NUL"));
    CHECK(has(refusal("{\"a\": 1e999}"), "too large"));
}

TEST_CASE("a record that the rule would misjudge is refused by its name") {
    struct Case {
        std::function<void(Json&)> change;
        const char* record;
        const char* field;
    };
    const Case cases[] = {
        {[](Json& f) { f["persons"][0].erase("id"); }, "persons 1", "id"},
        {[](Json& f) { f["persons"].push_back(f["persons"][0]); }, "'d1'", "id"},
        {[](Json& f) { f["persons"][0]["born"] = "2010-02-30"; }, "'d1'", "born"},
        {[](Json& f) { f["persons"][0]["name_form"] = "nickname"; }, "'d1'", "name_form"},
        {[](Json& f) { f["persons"] = 3; }, "", "persons"},
        {[](Json& f) { f["consent_events"][0]["person"] = "d9"; }, "'e0001'", "person"},
        {[](Json& f) { f["consent_events"][0]["purpose"] = "billboard"; }, "'e0001'", "purpose"},
        {[](Json& f) { f["consent_events"][0]["capacity"] = "owner"; }, "'e0001'", "capacity"},
        {[](Json& f) { f["consent_events"][0]["decision"] = "yes"; }, "'e0001'", "decision"},
        {[](Json& f) { f["consent_events"][0]["valid_from"] = "soon"; }, "'e0001'", "valid_from"},
        {[](Json& f) { f["consent_events"][0]["valid_until"] = 2027; }, "'e0001'", "valid_until"},
        {[](Json& f) { f["consent_events"][0]["assent"] = "no"; }, "'e0001'", "assent"},
        {[](Json& f) { f["consent_events"][0]["given_by"] = "aunt"; }, "'e0001'", "given_by"},
        {[](Json& f) { f["photos"][0]["use_version"] = "v7"; }, "'p01'", "use_version"},
        {[](Json& f) { f["photos"][0]["attribution"]["person"] = "d9"; }, "'p01'", "person"},
        {[](Json& f) { f["photos"][0]["state"] = "gone"; }, "'p01'", "state"},
        {[](Json& f) { f["texts"].push_back({{"id", "t1"}, {"author", "d9"}}); }, "'t1'", "author"},
        {[](Json& f) {
             f["placements"] = Json::array({Json{{"id", "l1"},
                                                 {"run", "r9"},
                                                 {"channel", "site"},
                                                 {"state", "hanging"},
                                                 {"since", "2026-07-02"}}});
         },
         "'l1'", "run"},
        {[](Json& f) {
             f["print_runs"] =
                 Json::array({Json{{"id", "r1"}, {"items", Json::array({Json{{"photo", "p9"}}})}}});
         },
         "'r1'", "photo"},
        {[](Json& f) { f["cameras"][0]["lent_to"] = "d9"; }, "'cam07'", "lent_to"},
        {[](Json& f) { f["course"].erase("id"); }, "course", "id"},
    };
    for (const Case& each : cases) {
        const std::string said = refusal_of_changed(each.change);
        CAPTURE(said);
        CHECK(has(said, each.record));
        CHECK(has(said, each.field));
        CHECK(has(said, "\n") == false);
    }
    CHECK(refusal_of_changed([](Json& f) { f["something_new"] = {1, nullptr, "x"}; }) == "");
}

TEST_CASE("consent that was recorded cannot be changed by bringing the file in again") {
    const a_course::Folder folder;
    Json file = a_course::course();
    catalogue::Catalogue library = a_course::library_with(file, folder.path);
    const std::string before = library.export_course();
    file["consent_events"][0]["decision"] = "deny";
    CHECK_THROWS_AS(library.import_course(file.dump()), catalogue::CourseFileBroken);
    CHECK(library.export_course() == before);

    Json more = a_course::course();
    more["consent_events"].push_back(a_course::event("e0003", "d1", "booklet", "grant"));
    library.import_course(more.dump());
    CHECK(Json::parse(library.export_course())["consent_events"].size() == 3);
    library.import_course(a_course::course().dump());
    CHECK(Json::parse(library.export_course())["consent_events"].size() == 3);
}

TEST_CASE("another course does not come into a library that has one") {
    const a_course::Folder folder;
    Json file = a_course::course();
    catalogue::Catalogue library = a_course::library_with(file, folder.path);
    file["course"]["id"] = "C-2";
    CHECK_THROWS_AS(library.import_course(file.dump()), catalogue::CannotWork);
    CHECK(library.course().id == "C-1");
}

TEST_CASE("who referred somebody is kept apart and comes back in its place") {
    const a_course::Folder folder;
    Json file = a_course::course();
    Json person = Json::object();
    for (const auto& [key, value] : file["persons"][0].items()) {
        person[key] = value;
        if (key == "code") person["referrer"] = "r1";
    }
    file["persons"][0] = person;
    catalogue::Catalogue library = a_course::library_with(file, folder.path);
    CHECK(Json::parse(library.export_course()).dump() == file.dump());
}

TEST_CASE("what a file is silent about stays when it is brought in again") {
    const a_course::Folder folder;
    Json file = a_course::course();
    file["holds"] = Json::array({Json{{"from", "2026-07-01"}}});
    catalogue::Catalogue library = a_course::library_with(file, folder.path);
    library.record({a_course::arrival('b', "IMG_0002.JPG")});
    const Json before = Json::parse(library.export_course());
    for (const char* key : {"holds", "photos", "consent_events"}) {
        CAPTURE(key);
        Json silent = a_course::course();
        silent["holds"] = Json::array({Json{{"from", "2026-07-01"}}});
        silent.erase(key);
        library.import_course(silent.dump());
        CHECK(Json::parse(library.export_course())[key] == before[key]);
        silent[key] = nullptr;
        if (std::string{key} != "holds") library.import_course(silent.dump());
        CHECK(Json::parse(library.export_course())[key] == before[key]);
    }
    Json lifted = a_course::course();
    lifted["holds"] = Json::array();
    library.import_course(lifted.dump());
    CHECK(Json::parse(library.export_course())["holds"].empty());
}

TEST_CASE("what refers to a record that is gone is taken in, told, and never a yes") {
    const a_course::Folder folder;
    Json file = a_course::course();
    file["photos"][0]["title"] = "t9";
    file["photos"][0]["depictions"].push_back({{"id", "a"}, {"person", "x9"}});
    file["consent_events"].push_back(a_course::event("e0003", "d1", "website", "deny"));
    file["consent_events"][2]["scope"] = "p99";
    CHECK(catalogue::course_file::loose_ends(file).size() == 3);
    catalogue::Catalogue library = a_course::library_with(file, folder.path);
    library.record({a_course::arrival('a', "IMG_0001.JPG")});
    CHECK(library.cleared<catalogue::Channel::Site>(a_course::today).empty());
}
