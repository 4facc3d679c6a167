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
#include <regex>
#include <set>
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

std::set<std::string> found_in(const std::string& text, const std::regex& pattern) {
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
        found.insert((*at)[1]);
    return found;
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

TEST_CASE("a course is set up from an empty library") {
    Pages pages(nullptr);
    Browser leader(pages);
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    CHECK(leader.get("/").header("Location") == "/cursus");
    leader.get("/cursus");
    CHECK(leader.post("/cursus", {{"titel", ""}}).status == 422);
    CHECK(leader.post("/cursus", {{"titel", "In Beeld, Kanaleneiland"}, {"tijd", "10.00 uur"}}).status ==
          303);
    auto page = leader.get("/cursus");
    CHECK(leader
              .post("/cursus/lessen", {{"stand", hidden(page.body, "stand")},
                                       {"dag1", "2026-09-01"},
                                       {"thema1", "Kennismaken"},
                                       {"dag2", "2026-09-0x"}})
              .status == 422);
    CHECK(
        leader
            .post("/cursus/lessen",
                  {{"stand", hidden(page.body, "stand")}, {"dag1", "2026-09-01"}, {"thema1", "Kennismaken"}})
            .status == 303);
    page = leader.get("/cursus");
    CHECK(leader
              .post("/cursus/tentoonstelling", {{"stand", hidden(page.body, "stand")},
                                                {"expo_titel", "Kijk"},
                                                {"expo_opening", "2026-12-01"}})
              .status == 303);
    CHECK(leader.post("/cursus/praktijk", {{"praktijk", "De Linde"}, {"scherm", "ja"}}).status == 303);
    for (int twice = 0; twice < 2; ++twice) {
        const std::string now = hidden_in(leader.get("/cursus").body, "/cursus/praktijk", "stand");
        CHECK(leader
                  .post("/cursus/praktijk",
                        {{"stand", now}, {"wie", "r1"}, {"praktijk-r1", "De Iep"}, {"scherm", "ja"}})
                  .status == 303);
    }
    CHECK(pages.reader().course().practices.size() == 1);
    CHECK(pages.reader().course().practices.front().organisation == "De Iep");
    CHECK(leader.post("/cursus/camera", {}).status == 303);
    CHECK(leader.post("/mensen", {{"soort", "participant"}, {"voornaam", "Noor"}}).status == 303);
    const catalogue::Course course = pages.reader().course();
    CHECK(course.title == "In Beeld, Kanaleneiland");
    CHECK(course.meetings.size() == 1);
    CHECK(course.exhibition.title == "Kijk");
    CHECK(course.practices.front().has_screen);
    CHECK(leader.get("/").body.find("Kennismaken") != std::string::npos);
}

TEST_CASE("every page can be read before there is a course") {
    Pages pages(nullptr);
    Browser leader(pages);
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    for (const char* path :
         {"/", "/mensen", "/fotos", "/samen", "/waar", "/cursus", "/bekijken", "/boekje", "/drukwerk",
          "/kaarten", "/van-wie", "/woorden", "/veranderd", "/toegang", "/stoppen"}) {
        CAPTURE(path);
        CHECK(leader.get(path).status < 400);
    }
}

TEST_CASE("no words are missing and none are left over") {
    const std::filesystem::path folder = std::filesystem::path(SOURCE_FOLDER) / "templates/leaders";
    const auto keys = [&](const char* name) {
        return found_in(file(folder / name), std::regex("\\n? *\"([a-z0-9_.]+)\" *: *\""));
    };
    const auto words = keys("words.nl.json");
    std::set<std::string> used;
    for (const auto& each : std::filesystem::directory_iterator(folder)) {
        if (each.path().extension() != ".mustache") continue;
        used.merge(found_in(file(each.path()), std::regex(R"(\[\[([a-z0-9_.]+)\]\])")));
    }
    for (const auto& each :
         std::filesystem::directory_iterator(std::filesystem::path(SOURCE_FOLDER) / "server/leaders")) {
        if (each.path().extension() != ".cpp") continue;
        used.merge(found_in(file(each.path()), std::regex(R"re("([a-z_]+\.[a-z0-9_]+)")re")));
    }
    for (const std::string& key : words) {
        // Those that are found by what a record says, such as "state.hanging".
        const bool by_record =
            key.starts_with("issue.") || key.starts_with("kind.") || key.starts_with("purpose.") ||
            key.starts_with("state.") || key.starts_with("job.") || key.starts_with("output.") ||
            key.starts_with("month.") || key.starts_with("weekday.") || key.starts_with("reason.") ||
            key.starts_with("section.") || key.starts_with("channel.");
        CAPTURE(key);
        CHECK((by_record || used.contains(key)));
    }
    for (const std::string& key : used) {
        CAPTURE(key);
        const bool is_file = key.ends_with(".json") || key.ends_with(".pdf") || key.ends_with(".zip");
        CHECK((is_file || words.contains(key)));
    }
    const auto dutch = keys("talk.nl.json");
    for (const char* other : {"talk.en.json", "talk.ar.json", "talk.tr.json"}) CHECK(keys(other) == dutch);
}
