#include "catalogue/catalogue.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/erasure_task.hpp"
#include "tests/catalogue/a_course.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using a_course::Json;
using a_course::today;
using catalogue::Catalogue;
using catalogue::Channel;
using catalogue::ErasureTask;

namespace {

const catalogue::PersonId maya{"d1"};

/// Every file below the folder that holds these bytes.
std::vector<std::string> files_with(const std::filesystem::path& folder, const std::string& bytes) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string all{std::istreambuf_iterator<char>(file), {}};
        if (all.find(bytes) != std::string::npos) found.push_back(entry.path().filename().string());
    }
    return found;
}

/// Maya made p01 and is on p02, which Joris made.
Json two_makers() {
    Json file = a_course::course();
    file["persons"][0]["display"] = {{"full", "Maya Zwezerijnck"},
                                     {"first", "Maya"},
                                     {"pseudonym", "Quetzalina"},
                                     {"native", {{"ar", "مايازو"}}}};
    file["persons"][0]["referrer"] = "r1";
    file["persons"].push_back(a_course::person("d2", "Joris"));
    file["photos"].push_back(a_course::photo("p02", "d2", "IMG_0002.JPG"));
    file["photos"][1]["depictions"] =
        Json::array({Json{{"id", "a"}, {"person", "d1"}, {"note", "Maya links"}}});
    file["photos"][1]["caption"] = "t2";
    file["texts"] = Json::array({Json{{"id", "t1"},
                                      {"kind", "story"},
                                      {"author", "d1"},
                                      {"nl", "Eekhoorntjesbrood"},
                                      {"approved_at", "2026-06-16"}},
                                 Json{{"id", "t2"},
                                      {"kind", "caption"},
                                      {"author", "d2"},
                                      {"photo", "p02"},
                                      {"nl", "Hier staat Maya, niet Mayaland."},
                                      {"approved_at", "2026-06-16"}}});
    file["consent_events"].push_back(a_course::event("e0003", "d2", "website", "grant"));
    file["consent_events"].back()["note"] = "Maya Zwezerijnck vertaalde";
    file["measurement"] = {{"scores", {{"VB-d1", {{"start", {1, 5}}}}, {"VB-d2", {{"start", {2, 2}}}}}}};
    file["booklet"] = {{"title", "Kijk"},
                       {"page_plan", Json::array({Json{{"page", 1}, {"what", "d1 als Quetzalina"}}})}};
    a_course::hang(file, "p01");
    return file;
}

/// A library with a picture of each, as bytes that can be looked for.
struct Library {
    Library() : catalogue(a_course::library_with(two_makers(), folder.path)) {
        put('a', "IMG_0001.JPG", "the picture of Maya");
        put('b', "IMG_0002.JPG", "the picture of Joris");
    }

    void put(char picture, const std::string& name, const std::string& bytes) {
        const catalogue::Arrival came = a_course::arrival(picture, name);
        for (const auto& path :
             {catalogue.master_path(came.picture), catalogue.rendition_path(came.picture, 800)}) {
            std::filesystem::create_directories(path.parent_path());
            std::ofstream(path) << bytes;
        }
        catalogue.record({came});
    }

    a_course::Folder folder;
    Catalogue catalogue;
};

}  // namespace

TEST_CASE("of somebody who was erased no byte of name, words or picture is left in the library") {
    Library library;
    const std::vector<std::string> theirs = {"Zwezerijnck", "Quetzalina", "مايازو", "Eekhoorntjesbrood",
                                             "the picture of Maya"};
    for (const std::string& bytes : theirs) {
        CAPTURE(bytes);
        CHECK_FALSE(files_with(library.folder.path, bytes).empty());
    }
    const catalogue::Erasure erased =
        library.catalogue.erase(maya, catalogue::parse_day("2026-06-30"), today);
    for (const std::string& bytes : theirs) {
        CAPTURE(bytes);
        CHECK(files_with(library.folder.path, bytes).empty());
    }
    CHECK(files_with(library.folder.path, "the picture of Joris").size() == 2);
    CHECK(erased.photos == 1);
    CHECK(erased.texts == 1);
    CHECK(erased.events == 2);
    CHECK(erased.depictions == 1);
}

TEST_CASE("photos of somebody who was erased do not come back when the card is read once more") {
    Library library;
    library.catalogue.erase(maya, today, today);
    CHECK(library.catalogue.lay_on_card_before({"kaart-07"}, std::string(64, 'a')));
    CHECK_FALSE(library.catalogue.lay_on_card_before({"kaart-07"}, std::string(64, 'b')));
}

TEST_CASE("a list of a card whose files were named after somebody goes with them") {
    Library library;
    std::filesystem::create_directories(library.folder.path / "manifests");
    std::ofstream(library.folder.path / "manifests" / "1.mhl") << "<path>DCIM/quetzalina_01.JPG</path>";
    std::ofstream(library.folder.path / "manifests" / "2.mhl") << "<path>DCIM/100CANON/IMG_0001.JPG</path>";
    library.catalogue.erase(maya, today, today);
    CHECK_FALSE(std::filesystem::exists(library.folder.path / "manifests" / "1.mhl"));
    CHECK(std::filesystem::exists(library.folder.path / "manifests" / "2.mhl"));
}

TEST_CASE("what stays of somebody who was erased is a code, dates and counts") {
    Library library;
    library.catalogue.erase(maya, catalogue::parse_day("2026-06-30"), today);
    const Json file = Json::parse(library.catalogue.export_course());
    const Json& tombstone = file["persons"][0];
    CHECK(tombstone["code"] == "VB-d1");
    CHECK(tombstone["role"] == "tombstone");
    CHECK(tombstone["erased_at"] == "2026-07-02");
    CHECK(tombstone["erasure"]["requested"] == "2026-06-30");
    CHECK(tombstone["erasure"]["photos_deleted"] == 1);
    CHECK_FALSE(tombstone.contains("referrer"));
    CHECK_FALSE(file["measurement"]["scores"].contains("VB-d1"));
    CHECK(file["measurement"]["scores"].contains("VB-d2"));
    for (const Json& event : file["consent_events"]) CHECK(event["person"] != "d1");
    CHECK(file["booklet"]["page_plan"][0]["what"] == "d1 als VB-d1");
    CHECK(file["cameras"][0]["lent_to"].is_null());
}

TEST_CASE("others' photos of somebody who was erased are closed, and their words wait for approval") {
    Library library;
    const auto erased = library.catalogue.erase(maya, today, today);
    CHECK(library.catalogue.cleared<Channel::Site>(today).empty());
    const Json file = Json::parse(library.catalogue.export_course());
    CHECK(file["texts"][0]["nl"] == "Hier staat VB-d1, niet Mayaland.");
    CHECK(file["texts"][0]["approved_at"].is_null());
    REQUIRE(erased.tasks.size() == 2);
    CHECK(catalogue::erasure_task(erased.tasks[0]) ==
          ErasureTask{ErasureTask::Kind::OnOthersPhoto, {"VB-d1", "p02"}});
    CHECK(catalogue::erasure_task(erased.tasks[1]).value().kind == ErasureTask::Kind::NameInText);
    const auto tasks = library.catalogue.retract_tasks(today);
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0].id == "pl-1/p01");
}

TEST_CASE("what erasing leaves to do is read back as it was said, of every kind") {
    using Kind = ErasureTask::Kind;
    for (const ErasureTask& task : {ErasureTask{Kind::SharedCamera, {"p01"}},
                                    {Kind::OnOthersPhoto, {"VB-d1", "p02"}},
                                    {Kind::WasPrinted, {"out-3", "poster"}},
                                    {Kind::MakeAgain, {"out-3", "booklet"}},
                                    {Kind::NameInText, {"t1", "VB-d1"}}}) {
        CAPTURE(in_dutch(task));
        CHECK(catalogue::erasure_task(in_dutch(task)) == task);
    }
    CHECK_FALSE(catalogue::erasure_task("Iets anders."));
    CHECK_FALSE(
        catalogue::erasure_task("d1 staat op foto p02 van iemand anders. Die foto is nergens meer te zien; "
                                "maak een versie waarop d9 niet herkenbaar is."));
}

TEST_CASE("after erasing, the consent log is as closed as before") {
    Library library;
    library.catalogue.erase(maya, today, today);
    catalogue::database::Connection by_hand(library.folder.path / "catalogue.db",
                                            catalogue::database::Mode::ReadWrite);
    CHECK_THROWS_AS(by_hand.run("UPDATE consent_event SET decision = 'grant'"), catalogue::CannotWork);
    CHECK_THROWS_AS(by_hand.run("DELETE FROM consent_event"), catalogue::CannotWork);
}

TEST_CASE("erasing somebody twice does nothing more, and nothing new is kept about them") {
    Library library;
    library.catalogue.erase(maya, today, today);
    const std::string before = library.catalogue.export_course();
    CHECK(library.catalogue.erase(maya, today, today).photos == 0);
    CHECK(library.catalogue.export_course() == before);
    catalogue::NewConsentEvent yes;
    yes.person = "d1";
    yes.capacity = "maker";
    yes.purpose = "website";
    yes.decision = "grant";
    yes.valid_from = "2026-07-03";
    CHECK_THROWS_AS(library.catalogue.record(std::vector{yes}), catalogue::CannotWork);
    CHECK_THROWS_AS(library.catalogue.erase({"d99"}, today, today), catalogue::CannotWork);
}

TEST_CASE("what somebody takes along is all theirs and nobody else's") {
    const Library library;
    const catalogue::TakeAway taken = library.catalogue.take_away(maya, today);
    const Json all = Json::parse(taken.json);
    CHECK(all["answers"].size() == 2);
    CHECK(all["words"].size() == 1);
    CHECK(all["photos"].size() == 1);
    CHECK(all["me_on_photos_of_others"][0]["photo"] == "p02");
    CHECK(all["where"][0]["where"] == "Buurthuis");
    CHECK(taken.photos.size() == 1);
    CHECK(taken.photos[0].first == "fotos/p01-v1.jpg");
    CHECK(taken.html.find("Eekhoorntjesbrood") != std::string::npos);
    for (const char* const theirs : {"Joris", "Hier staat"}) {
        CHECK(taken.json.find(theirs) == std::string::npos);
        CHECK(taken.html.find(theirs) == std::string::npos);
    }
}

TEST_CASE("somebody's first and last form go along with them, those of others do not") {
    Json file = a_course::course();
    file["persons"].push_back(a_course::person("d2", "Joris"));
    file["measurement"] = {
        {"questions", Json::array({Json{{"nl", "Hoe gaat het?"}}})},
        {"open_start", Json::array({"Wat hoopt u?"})},
        {"scores", {{"VB-d1", {{"start", {2}}, {"end", nullptr}}}, {"VB-d2", {{"start", {5}}}}}},
        {"answers",
         {{"VB-d1", {{"start", {{"1", "Vrienden & licht"}}}}}, {"VB-d2", {{"start", {{"1", "Rust"}}}}}}}};
    const a_course::Folder folder;
    const Catalogue library = a_course::library_with(file, folder.path);
    const catalogue::TakeAway taken = library.take_away({"d1"}, today);
    const Json forms = Json::parse(taken.json)["forms"];
    REQUIRE(forms.size() == 1);
    CHECK(forms[0]["moment"] == "start");
    CHECK(forms[0]["answers"][0] == Json{{"question", "Hoe gaat het?"}, {"answer", "2 van 5"}});
    CHECK(forms[0]["answers"][1]["answer"] == "Vrienden & licht");
    CHECK(taken.html.find("Vrienden &amp; licht") != std::string::npos);
    CHECK(taken.html.find("Rust") == std::string::npos);
}

TEST_CASE("a report tells nothing that is about fewer than five people") {
    Json file = a_course::course();
    for (int number = 2; number <= 8; ++number) {
        file["persons"].push_back(
            a_course::person("d" + std::to_string(number), "N" + std::to_string(number)));
    }
    for (Json& person : file["persons"]) person["status"] = "afgerond";
    file["persons"][7]["status"] = "gestopt";
    file["measurement"] = {{"questions", Json::array({Json{{"nl", "A?"}}, Json{{"nl", "B?"}}})},
                           {"scores", Json::object()}};
    for (int number = 1; number <= 5; ++number) {
        Json& score = file["measurement"]["scores"]["VB-d" + std::to_string(number)];
        score["start"] = {2, 2};
        score["end"] = number == 5 ? Json{4, nullptr} : Json{4, 4};
    }
    const a_course::Folder folder;
    const Catalogue library = a_course::library_with(file, folder.path);
    const catalogue::Report report = library.report(today);
    const auto count = [&](const std::string& what) {
        return std::ranges::find(report.counts, what, &catalogue::Report::Count::what)->number;
    };
    CHECK(count("participants") == 8);
    CHECK_FALSE(count("finished").has_value());  // one would be left
    REQUIRE(report.questions.size() == 1);
    CHECK(report.questions[0].dutch == "A?");
    CHECK(report.questions[0].last == doctest::Approx(4));
}
