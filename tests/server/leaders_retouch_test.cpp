#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "ingest/jpeg_decode.hpp"
#include "ingest/pictures.hpp"
#include "ingest/retouch.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <optional>
#include <string>

#include <doctest/doctest.h>

using a_leader::Browser;
using a_leader::hidden;
using a_leader::Pages;
using a_leader::Typed;
using catalogue::Channel;

namespace {

std::string a_picture() {
    ingest::Pixels pixels{300, 200, 3, {}};
    for (int i = 0; i < 300 * 200; ++i) {
        pixels.samples.push_back(static_cast<std::uint8_t>(i % 300 / 2));
        pixels.samples.push_back(120);
        pixels.samples.push_back(static_cast<std::uint8_t>(i / 300));
    }
    const auto jpeg = ingest::encode_master(pixels);
    return {jpeg.begin(), jpeg.end()};
}

a_course::Json course_with_a_plate() {
    a_course::Json course = a_site::course();
    course["photos"][1]["content_issues"] = {"plate"};
    return course;
}

/// Photos p01 and p02 with a picture; on p02 is a number plate.
struct Desk {
    Desk() : pages(course_with_a_plate()), leader(pages) {
        auto library = catalogue::Catalogue::open(pages.library, catalogue::Access::ReadWrite);
        std::string jpeg = a_picture();
        ingest::add_made_version(library, {{"p01"}, {"v1"}}, jpeg, pages.today);
        const std::string turned =
            ingest::retouched(library.holdings().front().picture, {{}, ingest::Part{0, 0, 900, 900}});
        ingest::add_made_version(library, {{"p02"}, {"v1"}}, turned, pages.today);
        leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
        leader.get("/");
    }

    /// Fills in the form afresh and sends it.
    visitor::Reply send(const std::string& photo, const std::string& what, Typed typed) {
        const auto page = leader.get("/fotos/" + photo + "/bewerken");
        REQUIRE(page.status == 200);
        typed.emplace_back("stand", hidden(page.body, "stand"));
        typed.emplace_back("wat", what);
        return leader.post("/fotos/" + photo + "/bewerken", typed);
    }

    visitor::Reply say(const std::string& photo, const std::string& version, const std::string& what) {
        const auto page = leader.get("/fotos/" + photo);
        return leader.post("/fotos/" + photo + "/versie",
                           {{"stand", hidden(page.body, "stand")}, {"versie", version}, {"wat", what}});
    }

    visitor::Reply undo(const visitor::Reply& done) {
        const std::string to = done.header("Location");
        const auto page = leader.get(to.substr(0, to.find('#')));
        return leader.post("/terugdraaien", {{"stap", hidden(page.body, "stap")}});
    }

    bool may(const std::string& photo) const {
        const auto verdicts = pages.reader().photo_verdicts(pages.today);
        return std::ranges::any_of(verdicts, [&](const auto& each) {
            return each.photo.value == photo && each.channel == Channel::Site && each.allow;
        });
    }

    std::optional<catalogue::Picture> picture(const std::string& photo, const std::string& version) const {
        return catalogue::Desk(pages.library).picture({photo}, {version});
    }

    std::size_t versions(const std::string& photo) const {
        return catalogue::Desk(pages.library).world().photo(catalogue::PhotoId{photo})->versions.size();
    }

    Pages pages;
    Browser leader;
};

Typed a_part(const std::string& number, const std::string& how, const char* left, const char* top,
             const char* width, const char* height) {
    return {{"hoe" + number, how},
            {"links" + number, left},
            {"boven" + number, top},
            {"breed" + number, width},
            {"hoog" + number, height}};
}

Typed operator+(Typed one, const Typed& other) {
    one.insert(one.end(), other.begin(), other.end());
    return one;
}

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a covered photo is looked at first, kept as another version, and shown once its maker says yes") {
    Desk desk;
    const auto master = desk.picture("p02", "v1");
    REQUIRE(master);
    const std::string before = bytes_of(master->master);
    const Typed typed = a_part("1", "vaag", "100", "200", "300", "250") +
                        a_part("0", "ja", "0", "0", "800", "1000") + Typed{{"weg", "plate"}};
    CHECK_FALSE(desk.may("p02"));

    const auto preview = desk.send("p02", "kijk", typed);
    REQUIRE(preview.status == 200);
    CHECK(desk.versions("p02") == 1);
    CHECK(preview.body.find("name=\"links1\" min=\"0\" max=\"1000\" value=\"100\"") != std::string::npos);
    const std::string source = "/fotos/p02/proef?snij=0,0,800,1000&amp;vaag=100,200,300,250\"";
    CHECK(preview.body.find(source) != std::string::npos);
    const auto shown = desk.leader.get("/fotos/p02/proef?snij=0,0,800,1000&vaag=100,200,300,250");
    CHECK(shown.status == 200);
    CHECK(shown.header("Content-Type") == "image/jpeg");
    CHECK(shown.header("Cache-Control") == "no-store");
    CHECK(shown.body.starts_with("\xFF\xD8"));

    const auto kept = desk.send("p02", "bewaar", typed);
    REQUIRE(kept.status == 303);
    CHECK(kept.header("Location").starts_with("/fotos/p02?versie=v2&gedaan="));
    const auto made = desk.picture("p02", "v2");
    REQUIRE(made);
    CHECK(made->width == 216);  // 270 pixels, of which 800 thousandths
    CHECK(made->height == 180);
    CHECK(bytes_of(desk.picture("p02", "v1")->master) == before);
    CHECK(desk.leader.get("/beeld/p02/v2/320").status == 200);
    CHECK(desk.leader.get("/fotos/p02").body.find("de maker heeft dit nog niet gezien") != std::string::npos);
    CHECK(desk.leader.get("/fotos?wat=bewerkt").body.find("/fotos/p02") != std::string::npos);

    CHECK(desk.say("p02", "v2", "gebruik").status == 303);
    CHECK_FALSE(desk.may("p02"));  // nobody has asked the maker
    CHECK(desk.say("p02", "v2", "goed").status == 303);
    CHECK(desk.may("p02"));
    const auto no = desk.say("p02", "v2", "niet");
    CHECK_FALSE(desk.may("p02"));
    CHECK(desk.leader.get("/fotos/p02").body.find("de maker wil dit niet") != std::string::npos);
    CHECK(desk.undo(no).status == 303);
    CHECK(desk.may("p02"));
}

TEST_CASE("making a version can be taken back and done again, and the same one twice is refused") {
    Desk desk;
    const Typed typed = a_part("2", "effen", "0", "0", "500", "1000");
    const auto made = desk.send("p01", "bewaar", typed);
    REQUIRE(made.status == 303);
    CHECK(desk.versions("p01") == 2);
    const auto twice = desk.send("p01", "bewaar", typed);
    CHECK(twice.status == 422);
    CHECK(twice.body.find("Deze bewerking is er al") != std::string::npos);
    CHECK(desk.versions("p01") == 2);
    CHECK(desk.undo(made).status == 303);
    CHECK(desk.versions("p01") == 1);
    CHECK(desk.send("p01", "bewaar", typed).status == 303);
    CHECK(desk.versions("p01") == 2);
    CHECK(desk.send("p01", "bewaar", a_part("2", "vaag", "0", "0", "500", "1000")).status == 303);
    CHECK(desk.versions("p01") == 3);
    CHECK(desk.may("p01"));  // the photo as it was taken is still the one in use
}

TEST_CASE("what cannot be cut or covered is said beside it, with what was typed") {
    Desk desk;
    struct {
        const char *left, *top, *width, *height, *said;
    } const cases[] = {
        {"", "0", "10", "10", "Vul vier hele getallen in"},
        {"1.5", "0", "10", "10", "Vul vier hele getallen in"},
        {"<b>", "0", "10", "10", "Vul vier hele getallen in"},
        {"99999999999999999999", "0", "10", "10", "Vul vier hele getallen in"},
        {"-1", "0", "10", "10", "valt buiten de foto"},
        {"0", "0", "0", "10", "valt buiten de foto"},
        {"991", "0", "10", "10", "valt buiten de foto"},
        {"0", "0", "10", "1001", "valt buiten de foto"},
        {"2147483647", "2147483647", "2147483647", "2147483647", "valt buiten de foto"},
    };
    for (const char* number : {"0", "1", "6"}) {
        for (const auto& each : cases) {
            CAPTURE(number);
            CAPTURE(each.left);
            const std::string how = number[0] == '0' ? "ja" : "vaag";
            for (const char* what : {"kijk", "bewaar", "zomaar"}) {
                const auto refused =
                    desk.send("p01", what, a_part(number, how, each.left, each.top, each.width, each.height));
                CHECK(refused.status == 422);
                CHECK(refused.body.find(std::string("id=\"fout") + number + "\">") != std::string::npos);
                CHECK(refused.body.find(each.said) != std::string::npos);
                CHECK(refused.body.find("<b>") == std::string::npos);
            }
        }
    }
    const auto nothing = desk.send("p01", "bewaar", {});
    CHECK(nothing.status == 422);
    CHECK(nothing.body.find("Er is nog niets aangegeven") != std::string::npos);
    CHECK(desk.send("p01", "bewaar", a_part("0", "ja", "0", "0", "1000", "1000")).status == 422);
    CHECK(desk.versions("p01") == 1);
}

TEST_CASE("a preview's address that is not ours shows nothing") {
    Desk desk;
    for (const char* query :
         {"?snij=1,2,3", "?snij=1,2,3,4,5", "?vaag=0,0,0,0", "?vaag=a,b,c,d", "?vaag=0,0,2000,1",
          "?anders=1,1,1,1",
          "?vaag=1,1,1,1&vaag=1,1,1,1&vaag=1,1,1,1&vaag=1,1,1,1&vaag=1,1,1,1&vaag=1,1,1,1&vaag=1,1,1,1"}) {
        CAPTURE(query);
        CHECK(desk.leader.get(std::string("/fotos/p01/proef") + query).status == 404);
    }
    CHECK(desk.leader.get("/fotos/p99/proef?vaag=1,1,1,1").status == 404);
    CHECK(desk.leader.get("/fotos/p03/proef?vaag=1,1,1,1").status == 404);  // its picture did not come in
    CHECK(desk.leader.get("/fotos/p03/bewerken").status == 200);
}

TEST_CASE("who kept looking at an old page overwrites nothing by keeping a version") {
    Desk desk;
    const std::string mark = hidden(desk.leader.get("/fotos/p01/bewerken").body, "stand");
    REQUIRE(desk.send("p01", "bewaar", a_part("1", "vaag", "1", "1", "100", "100")).status == 303);
    const auto stale = desk.leader.post("/fotos/p01/bewerken", a_part("1", "effen", "1", "1", "100", "100") +
                                                                   Typed{{"stand", mark}, {"wat", "bewaar"}});
    CHECK(stale.status == 409);
    CHECK(stale.body.find("Jacqueline heeft dit net gewijzigd") != std::string::npos);
    CHECK(desk.versions("p01") == 2);
}

TEST_CASE("people who cannot be recognised any more count no longer on that version alone") {
    a_course::Json course = a_site::course();
    course["photos"][0]["depictions"] =
        a_course::Json::array({a_course::Json{{"id", "a"}, {"person", "d2"}, {"recognisable", true}}});
    Pages pages(course);
    {
        auto library = catalogue::Catalogue::open(pages.library, catalogue::Access::ReadWrite);
        ingest::add_made_version(library, {{"p01"}, {"v1"}}, a_picture(), pages.today);
    }
    Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    const auto page = leader.get("/fotos/p01/bewerken");
    CHECK(page.body.find("name=\"onherkenbaar\" value=\"a\"") != std::string::npos);
    const auto made = leader.post("/fotos/p01/bewerken", a_part("1", "vaag", "0", "0", "400", "400") +
                                                             Typed{{"stand", hidden(page.body, "stand")},
                                                                   {"wat", "bewaar"},
                                                                   {"onherkenbaar", "a"},
                                                                   {"onherkenbaar", "zomaar"}});
    REQUIRE(made.status == 303);
    const catalogue::Desk desk(pages.library);
    const auto* photo = desk.world().photo(catalogue::PhotoId{"p01"});
    CHECK(photo->version({"v2"})->depictions.at("a") == catalogue::Recognisable::No);
    CHECK(photo->version({"v2"})->depictions.size() == 1);
    CHECK(photo->version({"v1"})->depictions.empty());
}
