#include "a_job.hpp"
#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/jobs.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using a_job::asking;
using a_leader::Browser;
using a_leader::hidden;
using a_leader::Pages;
using catalogue::Job;
using catalogue::Jobs;
using catalogue::JobState;

namespace {

namespace fs = std::filesystem;

/// A reader with cards in it, where the pages look for them.
class Reader {
 public:
    Reader() { ::setenv("INBEELD_CARDS", cards.path.c_str(), 1); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader() { ::unsetenv("INBEELD_CARDS"); }

    fs::path insert(const std::string& name) const {
        fs::create_directories(cards.path / name);
        return cards.path / name;
    }

    a_course::Folder cards;
};

std::string text_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

a_course::Json course_with(const a_course::Json& cameras) {
    a_course::Json course = a_site::course();
    course["cameras"] = cameras;
    return course;
}

a_course::Json camera(const std::string& id, const std::string& serial = "") {
    a_course::Json record = {{"id", id}};
    if (!serial.empty()) record["serial"] = serial;
    return record;
}

visitor::Reply make_ready(Browser& leader, const fs::path& card, const std::string& person = "") {
    const std::string stand = hidden(leader.get("/kaarten").body, "stand");
    return leader.post(
        "/kaarten/klaar",
        {{"kaart", card.string()}, {"camera", "cam07"}, {"persoon", person}, {"stand", stand}});
}

}  // namespace

TEST_CASE("an empty card in the reader becomes a camera's with one button, and that is taken back") {
    const Reader reader;
    const fs::path card = reader.insert("NIEUW");
    Pages pages(course_with(a_course::Json::array({camera("cam07")})));
    Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    CHECK(leader.get("/kaarten").body.find("action=\"/kaarten/klaar\"") != std::string::npos);
    const auto did = make_ready(leader, card);
    REQUIRE(did.status == 303);
    const std::string number = text_of(card / "INBEELD/KAART.txt");
    REQUIRE(number.size() == 20);
    CHECK(pages.reader().registered_card(number.substr(0, 19))->card == catalogue::CardId{"kaart-07"});
    const std::string page = leader.get("/kaarten").body;
    CHECK(page.find("<span class=\"chip\">kaart-07</span>") != std::string::npos);
    CHECK(page.find("action=\"/kaarten/klaar\"") == std::string::npos);

    const auto twice = make_ready(leader, card);
    CHECK(twice.status == 422);
    CHECK(twice.body.find("Deze kaart is al kaart-07") != std::string::npos);
    CHECK(text_of(card / "INBEELD/KAART.txt") == number);

    CHECK(leader.undo(did).status == 303);
    CHECK_FALSE(pages.reader().registered_card(number.substr(0, 19)));
    CHECK(make_ready(leader, card).status == 303);
    CHECK(text_of(card / "INBEELD/KAART.txt") != number);
}

TEST_CASE("a card with pictures on it is not made ready, whosever they are") {
    const Reader reader;
    const fs::path card = reader.insert("VOL");
    fs::create_directories(card / "DCIM/100CANON");
    std::ofstream(card / "DCIM/100CANON/IMG_0001.JPG") << "a picture of somebody";
    Pages pages(course_with(a_course::Json::array({camera("cam07")})));
    Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    CHECK(leader.get("/kaarten").body.find("action=\"/kaarten/klaar\"") == std::string::npos);
    const auto refused = make_ready(leader, card);
    CHECK(refused.status == 422);
    CHECK(refused.body.find("Deze kaart is niet leeg") != std::string::npos);
    CHECK_FALSE(fs::exists(card / "INBEELD"));
    CHECK(make_ready(leader, "/etc").status == 422);
}

TEST_CASE("who made a card ready for the same camera meanwhile is named, and the second card stays empty") {
    const Reader reader;
    const fs::path card = reader.insert("EEN");
    const fs::path other = reader.insert("TWEE");
    Pages pages(course_with(a_course::Json::array({camera("cam07"), camera("cam08")})));
    Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    const std::string stand = hidden(leader.get("/kaarten").body, "stand");
    REQUIRE(leader
                .post("/kaarten/klaar",
                      {{"kaart", card.string()}, {"camera", "cam08"}, {"persoon", "d2"}, {"stand", stand}})
                .status == 303);
    bool lent = false;
    for (const catalogue::Loan& loan : pages.reader().loans())
        lent = lent || (loan.camera == catalogue::CameraId{"cam08"} && loan.person.value == "d2");
    CHECK(lent);
    const auto stale =
        leader.post("/kaarten/klaar", {{"kaart", other.string()}, {"camera", "cam08"}, {"stand", stand}});
    CHECK(stale.status == 409);
    CHECK(stale.body.find("Jacqueline") != std::string::npos);
    CHECK_FALSE(fs::exists(other / "INBEELD"));
}

TEST_CASE("a camera's brand and serial number are written down, mended, and never given twice") {
    Pages pages(course_with(a_course::Json::array({camera("cam07"), camera("cam08", "X-1")})));
    Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    const auto write = [&](const std::string& serial, const std::string& stand) {
        return leader.post("/cursus/camera/cam07", {{"merk-cam07", "Canon"},
                                                    {"model-cam07", "<b>A40</b>"},
                                                    {"serie-cam07", serial},
                                                    {"stand", stand}});
    };
    const auto mark = [&] {
        leader.get("/cursus");
        return catalogue::Desk(pages.library).mark({{"cameras", "cam07"}});
    };
    const std::string first = mark();
    const auto did = write("S-77", first);
    REQUIRE(did.status == 303);
    CHECK(pages.reader().camera_with_serial("S-77") == catalogue::CameraId{"cam07"});
    CHECK(leader.get("/cursus").body.find("cam07, Canon &lt;b&gt;A40&lt;/b&gt;") != std::string::npos);
    CHECK(write("S-78", first).status == 409);
    const auto twice = write("X-1", mark());
    CHECK(twice.status == 422);
    CHECK(twice.body.find("Dit nummer staat al bij cam08") != std::string::npos);
    CHECK(twice.body.find("value=\"X-1\"") != std::string::npos);
    CHECK(write(std::string(121, 'x'), mark()).status == 422);
    CHECK(leader.post("/cursus/camera/cam99", {}).status == 404);
    CHECK(leader.undo(did).status == 303);
    CHECK_FALSE(pages.reader().camera_with_serial("S-77"));
}

TEST_CASE("a card is read only when it is in the reader, whatever path somebody sends") {
    a_leader::Pages pages(a_site::course());
    a_leader::Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    leader.get("/kaarten");
    CHECK(leader.post("/kaarten", {{"kaart", "/etc"}}).status == 422);
    CHECK(Jobs(pages.library).last(10).empty());
}

TEST_CASE("who reads a card sees how far it is, what came in and of whom, and what to do with the rest") {
    a_leader::Pages pages(a_site::course());
    a_leader::Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    Jobs jobs(pages.library);
    Job reading = asking("card");
    reading.arguments = {"ingest", "--totals", "/media/KAART1"};
    const std::int64_t id = jobs.ask(reading);
    jobs.begin_next();
    jobs.say(id, "{\"files\":12,\"of_files\":48}\n{\"files\":24,\"of_fi");
    CHECK(leader.get("/kaarten").body.find("max=\"1\"") == std::string::npos);
    jobs.say(id, "{\"files\":24,\"of_files\":48}\n");
    CHECK(leader.get("/kaarten").body.find("<progress value=\"24\" max=\"48\"") != std::string::npos);
    jobs.finish(id, JobState::PartlyRefused,
                "{\"files\":48,\"of_files\":48}\n"
                "{\"counts\":{\"new\":46,\"quarantined\":1,\"duplicate\":0},\"known\":true,"
                "\"makers\":[{\"maker\":\"d1\",\"sure\":false,\"photos\":46}],\"nobody\":0,"
                "\"troubles\":[{\"file\":\"DCIM/<b>.JPG\",\"outcome\":\"quarantined\"}],"
                "\"stopped\":false,\"taken_out\":false,\"may_be_wiped\":false}\n");
    const std::string told = leader.get("/kaarten").body;
    CHECK(told.find("46 nieuw, 1 niet binnengehaald.") != std::string::npos);
    CHECK(told.find("<bdi>Ria</bdi>: 46 misschien") != std::string::npos);
    CHECK(told.find("href=\"/van-wie\">Kies van wie ze zijn") != std::string::npos);
    CHECK(told.find("DCIM/&lt;b&gt;.JPG") != std::string::npos);
    CHECK(told.find("Maak deze kaart nog niet leeg.") != std::string::npos);
}

TEST_CASE("a card is emptied once all of it is in and its name was typed, and not again") {
    const Reader reader;
    const std::string card = reader.insert("KAART1").string();
    fs::create_directories(fs::path{card} / "DCIM");
    a_leader::Pages pages(a_site::course());
    a_leader::Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    Jobs jobs(pages.library);
    const auto empty = [&](const std::string& name) {
        leader.get("/kaarten");
        return leader.post("/kaarten/leeg", {{"kaart", card}, {"naam-0", name}}).status;
    };
    const auto read = [&](const std::string& may) {
        Job reading = asking("card");
        reading.arguments = {"ingest", "--totals", card};
        jobs.finish(jobs.ask(reading), JobState::Done,
                    "{\"counts\":{\"new\":1},\"makers\":[],\"nobody\":1,\"troubles\":[],\"may_be_wiped\":" +
                        may + "}\n");
    };
    CHECK(empty("KAART1") == 422);
    read("false");
    CHECK(empty("KAART1") == 422);
    read("true");
    CHECK(leader.get("/kaarten").body.find("action=\"/kaarten/leeg\"") != std::string::npos);
    CHECK(empty("kaart") == 422);
    CHECK(empty("KAART1") == 303);
    CHECK(jobs.last(1).front().arguments == std::vector<std::string>{"card", "wipe", card});
    CHECK(empty("KAART1") == 422);
}
