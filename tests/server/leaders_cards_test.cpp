#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

using a_leader::Browser;
using a_leader::hidden;
using a_leader::Pages;

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

visitor::Reply undo(Browser& leader, const visitor::Reply& did) {
    const std::string location = did.header("Location");
    const std::string after = location.substr(location.find('=') + 1);
    leader.get("/");
    return leader.post("/terugdraaien", {{"stap", after.substr(0, after.find('#'))}});
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

    CHECK(undo(leader, did).status == 303);
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
    CHECK(undo(leader, did).status == 303);
    CHECK_FALSE(pages.reader().camera_with_serial("S-77"));
}
