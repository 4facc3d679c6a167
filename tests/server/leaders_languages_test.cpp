#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/days.hpp"
#include "server/leaders/languages.hpp"
#include "server/leaders/reasons.hpp"
#include "server/leaders/words_file.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/core.h>

using a_leader::Browser;
using a_leader::Pages;
using catalogue::AccountRole;
using server::leaders::Language;
using server::leaders::Languages;

namespace {

std::filesystem::path templates() {
    return std::filesystem::path(SOURCE_FOLDER) / "templates/leaders";
}

bool is_in(const visitor::Reply& page, const std::string& language) {
    return page.body.find("<html lang=\"" + language + "\">") != std::string::npos;
}

bool says(const visitor::Reply& page, const std::string& words) {
    return page.body.find(words) != std::string::npos;
}

std::string code_for(const Languages& languages, const std::string& accepted) {
    server::Request request;
    request.accept_language = accepted;
    return languages.before_signing_in(request).code;
}

}  // namespace

TEST_CASE("every language of the leaders' pages has the same words, with the same gaps") {
    const auto gaps = [](const std::string& words) {
        int count = 0;
        for (std::size_t at = words.find("{}"); at != std::string::npos; at = words.find("{}", at + 2))
            ++count;
        return count;
    };
    const auto dutch = server::leaders::read_words(templates() / "words.nl.json");
    const auto english = server::leaders::read_words(templates() / "words.en.json");
    for (const auto& [key, words] : dutch) {
        CAPTURE(key);
        REQUIRE(english.contains(key));
        CHECK_FALSE(english.at(key).empty());
        CHECK(gaps(english.at(key)) == gaps(words));
    }
    CHECK(english.size() == dutch.size());
}

TEST_CASE("a language that lacks a word, or has one too many, is refused when the server starts") {
    const a_course::Folder folder;
    const auto copy = folder.path / "leaders";
    std::filesystem::copy(templates(), copy, std::filesystem::copy_options::recursive);
    CHECK(Languages{copy}.find("en") != nullptr);
    std::ofstream(copy / "words.fy.json") << R"({"language.code": "fy", "language.name": "Frysk"})";
    CHECK_THROWS_AS(Languages{copy}, catalogue::CannotWork);
}

TEST_CASE("who has not signed in is met in the language of their browser") {
    const Languages languages(templates());
    CHECK(code_for(languages, "") == "nl");
    CHECK(code_for(languages, "en") == "en");
    CHECK(code_for(languages, "en-GB,en;q=0.9,nl;q=0.8") == "en");
    CHECK(code_for(languages, "nl,en;q=0.9") == "nl");
    CHECK(code_for(languages, "en;q=0.5, nl-NL;q=0.7") == "nl");
    CHECK(code_for(languages, "fr-FR,fr") == "nl");
    CHECK(code_for(languages, "en;q=0") == "nl");
    CHECK(code_for(languages, ",;q=,en;q=0.0001") == "nl");
}

TEST_CASE("the door is in the language that the browser sends along") {
    Pages pages(a_site::course());
    const auto door = [&](const std::string& line) {
        return visitor::answer_to(
            pages.http, "GET /inloggen HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + line + "\r\n");
    };
    CHECK(door("Accept-Language: en-US,en;q=0.9\r\n").find("<html lang=\"en\">") != std::string::npos);
    CHECK(door("Accept-Language: nl\r\n").find("<html lang=\"nl\">") != std::string::npos);
    CHECK(door("").find("<html lang=\"nl\">") != std::string::npos);
}

TEST_CASE("a leader who chooses English has English pages, and another at the same course stays Dutch") {
    Pages pages(a_site::course());
    Browser leader(pages);
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    CHECK(is_in(leader.get("/mensen"), "nl"));
    const auto chosen = leader.post("/taal", {{"taal", "en"}, {"terug", "/mensen?x=1"}});
    CHECK(chosen.status == 303);
    CHECK(chosen.header("Location") == "/mensen?x=1");
    const auto people = leader.get("/mensen");
    CHECK(is_in(people, "en"));
    CHECK(says(people, "<h1>People</h1>"));
    CHECK(says(people, "value=\"nl\" lang=\"nl\">Nederlands</button>"));
    Browser trainer(pages);
    trainer.sign_in_as(AccountRole::Trainer, "tom");
    CHECK(is_in(trainer.get("/mensen"), "nl"));
    CHECK(trainer.post("/taal", {{"taal", "en"}, {"terug", "/"}}).status == 303);
    CHECK(is_in(trainer.get("/mensen"), "en"));
    CHECK(leader.post("/taal", {{"taal", "nl"}, {"terug", "/"}}).status == 303);
    CHECK(is_in(leader.get("/mensen"), "nl"));
    CHECK(is_in(trainer.get("/mensen"), "en"));
}

TEST_CASE("the language that was chosen at the door is kept after signing in") {
    Pages pages(a_site::course());
    Browser leader(pages);
    leader.get("/inloggen");
    leader.post("/taal", {{"taal", "en"}, {"terug", "/inloggen"}});
    const auto door = leader.get("/inloggen");
    CHECK(is_in(door, "en"));
    CHECK(says(door, "<h1>Sign in</h1>"));
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    CHECK(is_in(leader.get("/mensen"), "en"));
}

TEST_CASE("the switch leads nowhere else, and knows no language that is not there") {
    Pages pages(a_site::course());
    Browser leader(pages);
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    leader.get("/mensen");
    for (const char* elsewhere : {"//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere", ""}) {
        CAPTURE(elsewhere);
        CHECK(leader.post("/taal", {{"taal", "en"}, {"terug", elsewhere}}).header("Location") == "/");
    }
    leader.post("/taal", {{"taal", "../../words.en"}, {"terug", "/"}});
    CHECK(is_in(leader.get("/mensen"), "en"));
}

TEST_CASE("the switch goes back to the page, also from one that answers a form") {
    Pages pages(a_site::course());
    Browser leader(pages);
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    CHECK(a_leader::hidden(leader.get("/fotos?wat=gekozen").body, "terug") == "/fotos?wat=gekozen");
    const auto refused = leader.post("/fotos/p01/beschrijving", {{"alt", std::string(301, 'x')}});
    REQUIRE(refused.status == 422);
    const std::string after_form = refused.body.substr(refused.body.find("class=\"switch\""));
    CHECK(a_leader::hidden(after_form, "terug") == "/fotos/p01");
}

TEST_CASE("there is no switch where what was typed waits to be sent") {
    Pages pages(a_site::course());
    Browser leader(pages);
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    leader.get("/toegang");
    pages.clock += 31 * 60;
    const auto asked = leader.post("/toegang", {{"naam", "Tom"}, {"login", "tom"}, {"rol", "trainer"}});
    REQUIRE(asked.status == 401);
    CHECK_FALSE(says(asked, "class=\"switch\""));
    CHECK(says(leader.get("/inloggen"), "class=\"switch\""));
}

TEST_CASE("what was done is read by each leader in their own language") {
    Pages pages(a_site::course());
    Browser leader(pages);
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    Browser second(pages);
    second.sign_in_as(AccountRole::Leader, "moustapha");
    second.get("/");
    second.post("/taal", {{"taal", "en"}, {"terug", "/"}});
    const auto page = leader.get("/fotos/p01");
    const auto done = leader.post("/fotos/p01/letop",
                                  {{"stand", a_leader::hidden(page.body, "stand")}, {"letop", "plate"}});
    REQUIRE(done.status == 303);
    CHECK(says(leader.get(done.header("Location")), "kenteken te zien."));
    CHECK(says(leader.get("/veranderd"), "kenteken te zien"));
    CHECK(says(second.get("/veranderd"), "number plate in the photo"));
    CHECK(leader.get("/veranderd").body.find_first_of("\x1D\x1E\x1F") == std::string::npos);
}

TEST_CASE("in Dutch the pages give every reason as the program itself does, and in English another") {
    using namespace catalogue;
    Pages pages(a_site::course());
    const Desk desk(pages.library);
    const World& world = desk.world();
    const Languages languages(templates());
    const Language& english = *languages.find("en");
    const Day day = parse_day("2026-07-02");
    const std::optional<PersonId> who = world.persons.begin()->first;
    std::vector<Reason> reasons;
    for (const SubjectState& state :
         {SubjectState{NotAsked{}}, SubjectState{Denied{day}}, SubjectState{Withdrawn{day}},
          SubjectState{Expired{day}}, SubjectState{Turned16{}}, SubjectState{NeedsRepresentative{}},
          SubjectState{PersonDidNotAgree{}}, SubjectState{Erased{}}, SubjectState{UnknownPerson{}}}) {
        for (const char* role : {"maker_", "portrayed_", "author_"})
            reasons.push_back({role + std::string{code_of(state)}, who, state});
    }
    for (const char* code :
         {"content_issue:plate", "version_not_approved", "person_hold", "not_attributed",
          "people_check_missing", "portrayed_unknown_person", "course_hold", "photo_quarantined",
          "photo_deleted", "photo_rejected", "text_not_approved", "sensitive_needs_own_yes"}) {
        reasons.push_back({code, who, std::nullopt});
        reasons.push_back({code, std::nullopt, std::nullopt});
    }
    for (const Reason& reason : reasons) {
        CAPTURE(reason.code);
        const std::string dutch = in_dutch(world, {reason}).front();
        CHECK(server::leaders::reason_said(languages.dutch(), world, reason) == dutch);
        CHECK(server::leaders::reason_said(english, world, reason) != dutch);
        CHECK(server::leaders::reason_said(english, world, reason) != reason.code);
    }
    for (const ChannelRule& rule : channels()) {
        CAPTURE(rule.name);
        CHECK(server::leaders::channel_said(languages.dutch(), rule.channel) == in_dutch(rule.channel));
    }
}

TEST_CASE("days are written as the language writes them") {
    const Languages languages(templates());
    const Language& english = *languages.find("en");
    const catalogue::Day day = catalogue::parse_day("2026-03-24");
    CHECK(server::leaders::day_said(languages.dutch(), day) == catalogue::in_dutch(day));
    CHECK(server::leaders::weekday(languages.dutch(), day) == catalogue::weekday_in_dutch(day));
    CHECK(server::leaders::day_said(english, day) == "24 March 2026");
    CHECK(server::leaders::moment_said(english, "2026-03-29T09:05:00") == "Sunday 29 March at 09:05");
    CHECK(server::leaders::short_moment(english, "2026-03-29T09:05:00") == "29/03 09:05");
    CHECK(server::leaders::short_moment(languages.dutch(), "2026-03-29T09:05:00") == "29-03 09:05");
    for (int month = 1; month <= 12; ++month) {
        const auto first = catalogue::parse_day(fmt::format("2026-{:02}-01", month));
        CHECK(server::leaders::day_and_month(languages.dutch(), first) ==
              catalogue::day_and_month_in_dutch(first));
    }
}
