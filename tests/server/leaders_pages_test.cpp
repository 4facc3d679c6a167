#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/jobs.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

using a_leader::Browser;
using a_leader::hidden;
using a_leader::hidden_in;
using a_leader::Pages;
using catalogue::AccountRole;
using catalogue::Channel;

namespace {

/// The small course with its pictures, and a leader who has signed in.
struct Class {
    Class() : pages(a_site::course()), leader(pages) {
        leader.sign_in_as(AccountRole::Leader, "jacqueline");
        leader.get("/");
    }

    bool may(const std::string& photo, Channel channel) const {
        const auto verdicts = pages.reader().photo_verdicts(pages.today);
        return std::ranges::any_of(verdicts, [&](const auto& each) {
            return each.photo.value == photo && each.channel == channel && each.allow;
        });
    }

    Pages pages;
    Browser leader;
};

std::string file(const std::filesystem::path& path) {
    std::ifstream text(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(text), {}};
}

}  // namespace

TEST_CASE("somebody stops with everything in two taps from any page, and it can be taken back that day") {
    Class lesson;
    CHECK(lesson.leader.get("/fotos").body.find("href=\"/stoppen\"") != std::string::npos);
    REQUIRE(lesson.leader.get("/stoppen").body.find("value=\"d1\"") != std::string::npos);
    REQUIRE(lesson.may("p01", Channel::Site));
    const auto done = lesson.leader.post("/stoppen", {{"persoon", "d1"}});
    CHECK(done.status == 303);
    CHECK_FALSE(lesson.may("p01", Channel::Site));
    CHECK(lesson.may("p03", Channel::Site));
    CHECK(lesson.leader.undo(done).status == 303);
    CHECK(lesson.may("p01", Channel::Site));
}

TEST_CASE("a stop is not taken back on another day") {
    Class lesson;
    const auto done = lesson.leader.post("/stoppen", {{"persoon", "d1"}});
    lesson.pages.today = catalogue::parse_day("2026-07-03");
    CHECK(lesson.leader.undo(done).status == 409);
    CHECK_FALSE(lesson.may("p01", Channel::Site));
}

TEST_CASE("a yes in the consent talk counts, ask later leaves it open, and a mistake goes back to no") {
    Class lesson;
    const auto question = lesson.leader.get("/mensen/d1/gesprek?vraag=2&taal=ar");
    REQUIRE(question.status == 200);
    CHECK(question.body.find("dir=\"rtl\"") != std::string::npos);
    REQUIRE_FALSE(lesson.may("p01", Channel::ExhibitionPrint));
    const a_leader::Typed about = {{"vraag", "2"}, {"taal", "ar"}, {"lang", "2jaar"}};
    auto later = about;
    later.emplace_back("antwoord", "later");
    CHECK(lesson.leader.post("/mensen/d1/gesprek", later).header("Location").find("vraag=3") !=
          std::string::npos);
    CHECK_FALSE(lesson.may("p01", Channel::ExhibitionPrint));
    auto yes = about;
    yes.emplace_back("antwoord", "ja");
    const auto done = lesson.leader.post("/mensen/d1/gesprek", yes);
    CHECK(lesson.may("p01", Channel::ExhibitionPrint));
    CHECK(lesson.leader.undo(done).status == 303);
    CHECK_FALSE(lesson.may("p01", Channel::ExhibitionPrint));
    auto nonsense = about;
    nonsense.emplace_back("antwoord", "grant");
    lesson.leader.post("/mensen/d1/gesprek", nonsense);
    CHECK_FALSE(lesson.may("p01", Channel::ExhibitionPrint));
}

TEST_CASE("two leaders at once do not overwrite each other, and the second reads who was first") {
    Class lesson;
    Browser second(lesson.pages);
    second.sign_in_as(AccountRole::Leader, "moustapha");
    const std::string mark = hidden_in(lesson.leader.get("/mensen/d1").body, "/mensen/d1", "stand");
    second.get("/mensen/d1");
    const auto first = lesson.leader.post("/mensen/d1", {{"stand", mark}, {"voornaam", "Marijke"}});
    REQUIRE(first.status == 303);
    const auto refused = second.post("/mensen/d1", {{"stand", mark}, {"voornaam", "Rietje"}});
    CHECK(refused.status == 409);
    CHECK(refused.body.find("Jacqueline heeft dit net gewijzigd") != std::string::npos);
    CHECK(refused.body.find("value=\"Rietje\"") != std::string::npos);
    CHECK(lesson.pages.reader().export_course().find("Rietje") == std::string::npos);
    const auto again = second.post(
        "/mensen/d1", {{"stand", hidden_in(refused.body, "/mensen/d1", "stand")}, {"voornaam", "Rietje"}});
    CHECK(again.status == 303);
}

TEST_CASE("what is undone after somebody changed it again stays as that somebody left it") {
    Class lesson;
    const auto page = lesson.leader.get("/mensen/d1");
    const auto first = lesson.leader.post(
        "/mensen/d1", {{"stand", hidden_in(page.body, "/mensen/d1", "stand")}, {"voornaam", "Marijke"}});
    const auto then = lesson.leader.get("/mensen/d1");
    lesson.leader.post("/mensen/d1",
                       {{"stand", hidden_in(then.body, "/mensen/d1", "stand")}, {"voornaam", "Rietje"}});
    CHECK(lesson.leader.undo(first).status == 409);
    CHECK(lesson.pages.reader().export_course().find("Rietje") != std::string::npos);
}

TEST_CASE("what is wrong in a form is said beside the field, with what was typed") {
    Class lesson;
    const std::string long_name(81, 'x');
    const auto refused =
        lesson.leader.post("/mensen", {{"soort", "participant"},
                                       {"voornaam", long_name},
                                       {"naam", "<script>alert(1)</script> \xD8\xB3\xD9\x84\xD8\xA7\xD9\x85"},
                                       {"geboren", "gisteren"}});
    CHECK(refused.status == 422);
    CHECK(refused.body.find("value=\"" + long_name + "\"") != std::string::npos);
    CHECK(refused.body.find("Hoogstens 80 tekens") != std::string::npos);
    CHECK(refused.body.find("&lt;script&gt;") != std::string::npos);
    CHECK(refused.body.find("<script>alert") == std::string::npos);
    CHECK(refused.body.find("aria-describedby=\"geboren-note\" aria-invalid=\"true\"") != std::string::npos);
    CHECK(lesson.pages.reader().export_course().find("alert(1)") == std::string::npos);
}

TEST_CASE("a participant is added and taken back") {
    Class lesson;
    const auto done =
        lesson.leader.post("/mensen", {{"soort", "participant"}, {"voornaam", "Noor"}, {"talen", "nl, ar"}});
    REQUIRE(done.status == 303);
    CHECK(lesson.leader.get("/mensen").body.find("Noor") != std::string::npos);
    CHECK(lesson.leader.undo(done).status == 303);
    CHECK(lesson.pages.reader().export_course().find("Noor") == std::string::npos);
}

TEST_CASE("a photo with somebody unknown on it stays closed until it is known who that is") {
    Class lesson;
    auto page = lesson.leader.get("/fotos/p01");
    lesson.leader.post("/fotos/p01/erop", {{"stand", hidden(page.body, "stand")}, {"wie", ""}});
    CHECK_FALSE(lesson.may("p01", Channel::Site));
    const auto refused = lesson.leader.post("/fotos/p01/bekeken", {{"terug", "bekijken"}});
    CHECK(refused.status == 422);
    CHECK(refused.body.find("portretbriefje") != std::string::npos);
}

TEST_CASE("what is private on a photo closes it, and seeing that it was nothing opens it again") {
    Class lesson;
    const auto page = lesson.leader.get("/fotos/p01");
    const auto done =
        lesson.leader.post("/fotos/p01/letop", {{"stand", hidden(page.body, "stand")}, {"letop", "plate"}});
    CHECK_FALSE(lesson.may("p01", Channel::Site));
    const auto stale =
        lesson.leader.post("/fotos/p01/letop", {{"stand", "0123456789abcdef"}, {"letop", "plate"}});
    CHECK(stale.status == 409);
    CHECK(lesson.leader.undo(done).status == 303);
    CHECK(lesson.may("p01", Channel::Site));
}

TEST_CASE("words in Arabic are kept as typed and wait for their maker") {
    Class lesson;
    const std::string arabic = "\xD8\xA8\xD8\xA7\xD8\xA8";
    const auto page = lesson.leader.get("/fotos/p01");
    const std::string mark = hidden_in(page.body, "/fotos/p01/tekst", "stand");
    CHECK(lesson.leader
              .post("/fotos/p01/tekst",
                    {{"stand", mark}, {"soort", "title"}, {"taal", "ar"}, {"woorden", std::string(81, 'a')}})
              .status == 422);
    const auto done = lesson.leader.post(
        "/fotos/p01/tekst", {{"stand", mark}, {"soort", "title"}, {"taal", "ar"}, {"woorden", arabic}});
    REQUIRE(done.status == 303);
    const auto shown = lesson.leader.get("/fotos/p01");
    CHECK(shown.body.find("lang=\"ar\" dir=\"rtl\" class=\"said\">" + arabic) != std::string::npos);
    CHECK(lesson.leader.get("/woorden").body.find(arabic) != std::string::npos);
    const std::string text = shown.body.substr(shown.body.find("name=\"tekst\" value=\"") + 20);
    CHECK(lesson.leader
              .post("/fotos/p01/tekst/goed",
                    {{"stand", hidden_in(shown.body, "/fotos/p01/tekst/goed", "stand")},
                     {"tekst", text.substr(0, text.find('"'))}})
              .status == 303);
    CHECK(lesson.leader.get("/woorden").body.find(arabic) == std::string::npos);
}

TEST_CASE("a photo that the class should not see is hidden with one tap") {
    a_course::Json course = a_site::course();
    a_course::Json yes = a_course::event("e9000", "d1", "class", "grant");
    course["consent_events"].push_back(yes);
    Pages pages(course);
    Browser leader(pages);
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    leader.get("/samen");
    const auto may = [&] {
        const auto verdicts = pages.reader().photo_verdicts(pages.today);
        return std::ranges::any_of(verdicts, [](const auto& each) {
            return each.photo.value == "p01" && each.channel == Channel::ClassView && each.allow;
        });
    };
    REQUIRE(may());
    leader.get("/");
    const auto done = leader.post("/samen/verberg", {{"foto", "p01"}, {"nummer", "1"}});
    CHECK(done.status == 303);
    CHECK_FALSE(may());
    leader.get("/");
    const std::string step = done.header("Location").substr(done.header("Location").find("gedaan=") + 7);
    CHECK(leader.post("/terugdraaien", {{"stap", step}}).status == 303);
    CHECK(may());
}

TEST_CASE("pictures are for who has signed in, and no browser keeps them") {
    Class lesson;
    CHECK(visitor::ask(lesson.pages.http, "/beeld/p01/v1/320").status == 303);
    CHECK(lesson.leader.get("/beeld/p01/v1/320").status == 404);  // its picture did not come in
    CHECK(lesson.leader.get("/beeld/..%2f..%2fkey/v1/320").status == 404);
    CHECK(lesson.leader.get("/fotos").header("Cache-Control") == "no-store");
}

TEST_CASE("erasing asks for the name, and takes along what could have been undone") {
    Class lesson;
    const auto page = lesson.leader.get("/mensen/d1");
    lesson.leader.post("/mensen/d1",
                       {{"stand", hidden_in(page.body, "/mensen/d1", "stand")}, {"voornaam", "Marijke"}});
    {
        catalogue::Jobs jobs(lesson.pages.library);
        catalogue::Job proof;
        proof.kind = "proof";
        jobs.finish(jobs.ask(proof), catalogue::JobState::Done, "  Marijke wil dit niet.");
        std::filesystem::create_directories(lesson.pages.library / "publications/job-1");
        std::ofstream(lesson.pages.library / "publications/job-1/proef.pdf") << "Marijke";
    }
    CHECK(lesson.leader.post("/mensen/d1/wissen", {{"naam", "Ria"}}).status == 422);
    CHECK(lesson.leader.post("/mensen/d1/wissen", {{"naam", "Marijke"}}).status == 200);
    CHECK(lesson.leader.get("/mensen/d1").status == 404);
    const catalogue::Desk desk(lesson.pages.library);
    CHECK(desk.last_steps(10).empty());
    CHECK_FALSE(std::filesystem::exists(lesson.pages.library / "publications/job-1/proef.pdf"));
    for (const auto& each : std::filesystem::directory_iterator(lesson.pages.library)) {
        if (each.is_regular_file()) CHECK(file(each.path()).find("Marijke") == std::string::npos);
    }
}
