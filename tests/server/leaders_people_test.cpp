#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "server/leaders/routes.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <cstddef>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using a_leader::Browser;
using a_leader::hidden_in;
using a_leader::Pages;
using catalogue::AccountRole;

namespace {

struct Class {
    Class() : pages(a_site::course()), leader(pages) {
        leader.sign_in_as(AccountRole::Leader, "jacqueline");
        leader.get("/");
    }

    /// Sends the form of that address on the page of d1.
    visitor::Reply post(const std::string& action, a_leader::Typed typed) {
        typed.emplace_back("stand", hidden_in(leader.get("/mensen/d1").body, action, "stand"));
        return leader.post(action, typed);
    }
    std::string course() const { return pages.reader().export_course(); }
    bool holds(const std::string& words) const { return course().find(words) != std::string::npos; }
    bool undo(const visitor::Reply& done) { return leader.undo(done).status == 303; }

    Pages pages;
    Browser leader;
};

std::string first_of(const std::string& text, const std::regex& pattern) {
    std::smatch found;
    return std::regex_search(text, found, pattern) ? found[1].str() : std::string{};
}

}  // namespace

TEST_CASE("a maker's story is written in two languages, read aloud, approved and taken back") {
    Class lesson;
    const auto done = lesson.post("/mensen/d1/woorden",
                                  {{"welke", "story"}, {"taal", "nl"}, {"woorden", "Ik woon hier al lang."}});
    REQUIRE(done.status == 303);
    CHECK(lesson
              .post("/mensen/d1/woorden",
                    {{"welke", "story"}, {"taal", "ar"}, {"woorden", "\xD8\xA3\xD9\x86\xD8\xA7"}})
              .status == 303);
    const std::string page = lesson.leader.get("/mensen/d1").body;
    CHECK(page.find("<p lang=\"ar\" dir=\"rtl\" class=\"said\">") != std::string::npos);
    CHECK(lesson.leader.get("/woorden").body.find("/mensen/d1#woorden-van") != std::string::npos);
    const std::string text = first_of(page, std::regex("name=\"tekst\" value=\"([^\"]+)\""));
    REQUIRE_FALSE(text.empty());
    const auto heard = lesson.post("/mensen/d1/woorden/doe", {{"tekst", text}, {"wat", "goed"}});
    REQUIRE(heard.status == 303);
    CHECK(lesson.leader.get("/woorden").body.find("/mensen/d1#woorden-van") == std::string::npos);
    CHECK(lesson.undo(heard));
    CHECK(lesson.leader.get("/woorden").body.find("/mensen/d1#woorden-van") != std::string::npos);
    CHECK(lesson.post("/mensen/d1/woorden/doe", {{"tekst", text}, {"wat", "gevoelig"}}).status == 303);
    CHECK(lesson.leader.get("/mensen/d1").body.find("Maker zegt ja tegen deze tekst") != std::string::npos);
}

TEST_CASE("words of nobody's, too long ones and a stale page write no story, and what was typed stays") {
    Class lesson;
    const std::string before = lesson.course();
    const auto refused =
        lesson.post("/mensen/d1/woorden",
                    {{"welke", "story"}, {"taal", "nl"}, {"woorden", std::string(2001, 'x') + "&"}});
    CHECK(refused.status == 422);
    CHECK(refused.body.find("hoogstens 2000 tekens") != std::string::npos);
    CHECK(refused.body.find("xxx&amp;") != std::string::npos);
    CHECK(lesson.post("/mensen/d1/woorden", {{"welke", "story"}, {"taal", "xx"}, {"woorden", "a"}}).status ==
          422);
    CHECK(lesson.post("/mensen/d1/woorden", {{"welke", "p01"}, {"taal", "nl"}, {"woorden", "a"}}).status ==
          422);
    const std::string now = hidden_in(lesson.leader.get("/mensen/d1").body, "/mensen/d1/woorden", "stand");
    CHECK(
        lesson.leader.post("/mensen/d1/woorden/doe", {{"stand", now}, {"tekst", "nothing"}, {"wat", "goed"}})
            .status == 422);
    CHECK(lesson.course() == before);
    Browser second(lesson.pages);
    second.sign_in_as(AccountRole::Leader, "moustapha");
    const std::string stand = hidden_in(second.get("/mensen/d1").body, "/mensen/d1/woorden", "stand");
    lesson.post("/mensen/d1/woorden", {{"welke", "story"}, {"taal", "nl"}, {"woorden", "Van de een."}});
    const auto late =
        second.post("/mensen/d1/woorden",
                    {{"stand", stand}, {"welke", "story"}, {"taal", "nl"}, {"woorden", "Van de ander."}});
    CHECK(late.status == 409);
    CHECK(late.body.find("Jacqueline heeft dit net gewijzigd") != std::string::npos);
    CHECK(late.body.find("Van de ander.</textarea>") != std::string::npos);
    CHECK(lesson.holds("Van de een."));
}

TEST_CASE("a mentor who decides too is written down, is asked in the talk, and is taken back") {
    Class lesson;
    CHECK(lesson.leader.get("/mensen/d1/gesprek?vraag=1").body.find("mentor of curator") ==
          std::string::npos);
    const auto done = lesson.post("/mensen/d1", {{"voornaam", "Ria"}, {"beslist", "mentor"}});
    REQUIRE(done.status == 303);
    CHECK(lesson.leader.get("/mensen/d1/gesprek?vraag=1").body.find("mentor of curator") !=
          std::string::npos);
    CHECK(lesson.post("/mensen/d1", {{"voornaam", "Ria"}, {"beslist", "buurman"}}).status == 422);
    CHECK(lesson.undo(done));
    CHECK(lesson.leader.get("/mensen/d1/gesprek?vraag=1").body.find("mentor of curator") ==
          std::string::npos);
}

TEST_CASE("who gets another name goes by it on every page from then on") {
    Class lesson;
    const auto added = lesson.leader.post(
        "/mensen", {{"soort", "participant"}, {"voornaam", "Selma"}, {"andere", "Zonnebloem"}});
    REQUIRE(added.status == 303);
    for (const char* const page : {"/", "/mensen", "/stoppen", "/cursus", "/veranderd"}) {
        CAPTURE(page);
        CHECK(lesson.leader.get(page).body.find("Selma") == std::string::npos);
    }
    CHECK(lesson.leader.get("/mensen").body.find("Zonnebloem") != std::string::npos);
}

TEST_CASE("of two who write down another answer to one question the second is told") {
    Class lesson;
    Browser second(lesson.pages);
    second.sign_in_as(AccountRole::Leader, "moustapha");
    const std::string question = "/mensen/d1/gesprek?vraag=2";
    const std::string stand = hidden_in(second.get(question).body, "/mensen/d1/gesprek", "stand");
    const a_leader::Typed about = {{"vraag", "2"}, {"taal", "nl"}, {"lang", "2jaar"}, {"stand", stand}};
    auto yes = about;
    yes.emplace_back("antwoord", "ja");
    const auto done = lesson.leader.post("/mensen/d1/gesprek", yes);
    REQUIRE(done.status == 303);
    CHECK(lesson.leader.get(done.header("Location")).body.find("in de buurt: mag.") != std::string::npos);
    auto no = about;
    no.emplace_back("antwoord", "nee");
    const auto late = second.post("/mensen/d1/gesprek", no);
    CHECK(late.status == 409);
    CHECK(late.body.find("Jacqueline heeft dit net gewijzigd") != std::string::npos);
}

TEST_CASE("of two who write the title of one photo the second is told, and keeps what was typed") {
    Class lesson;
    Browser second(lesson.pages);
    second.sign_in_as(AccountRole::Leader, "moustapha");
    const std::string form = "/fotos/p01/tekst";
    const std::string stand = hidden_in(second.get("/fotos/p01").body, form, "stand");
    const a_leader::Typed title = {{"stand", stand}, {"soort", "title"}, {"taal", "nl"}};
    a_leader::Typed mine = title;
    mine.emplace_back("woorden", "De deur van de buren");
    REQUIRE(lesson.leader.post(form, mine).status == 303);
    a_leader::Typed theirs = title;
    theirs.emplace_back("woorden", "Achter het gordijn");
    const auto late = second.post(form, theirs);
    CHECK(late.status == 409);
    CHECK(late.body.find("Jacqueline heeft dit net gewijzigd") != std::string::npos);
    CHECK(late.body.find("Achter het gordijn") != std::string::npos);
    CHECK(late.body.find("De deur van de buren") != std::string::npos);
    CHECK(lesson.holds("De deur van de buren"));
    CHECK(!lesson.holds("Achter het gordijn"));
}

TEST_CASE("a camera that somebody else lent out meanwhile is not lent or taken back unseen") {
    Class lesson;
    lesson.leader.post("/cursus/camera", {});
    const std::string page = lesson.leader.get("/cursus").body;
    const std::string stand = hidden_in(page, "/cursus/lenen", "stand");
    const std::string camera = hidden_in(page, "/cursus/lenen", "camera");
    const a_leader::Typed lending = {{"stand", stand}, {"camera", camera}, {"persoon", "d1"}};
    CHECK(lesson.leader.post("/cursus/lenen", lending).status == 303);
    const auto late =
        lesson.leader.post("/cursus/lenen", {{"stand", stand}, {"camera", camera}, {"persoon", "d2"}});
    CHECK(late.status == 409);
    CHECK(late.body.find("Jacqueline heeft dit net gewijzigd") != std::string::npos);
}

TEST_CASE("what is not there any more is said to be gone, on the page where it stood") {
    Class lesson;
    const std::string before = lesson.course();
    for (const auto& [path, typed] : std::vector<std::pair<std::string, a_leader::Typed>>{
             {"/cursus/lenen", {{"camera", "cam99"}, {"persoon", "d1"}}},
             {"/cursus/even-uit", {{"uit", "misschien"}}},
             {"/mensen/d1/even-uit", {{"uit", ""}}},
             {"/fotos/p01/gekozen", {{"gekozen", "x"}}},
             {"/fotos/p01/letop", {{"letop", "spook"}}},
             {"/fotos/p01/eraf", {{"wie", "nobody"}}},
             {"/fotos/p01/erop", {{"wie", "d99"}}},
             {"/fotos/p01/versie", {{"versie", "v9"}, {"wat", "goed"}}},
             {"/samen/verberg", {{"foto", "p99"}}},
             {"/schermen/niet", {{"praktijk", "r99"}, {"wat", "d1"}, {"doe", "niet"}}},
             {"/schermen/laden", {{"scherm", "s99"}}},
             {"/toegang/sluiten", {{"account", "99"}}}}) {
        CAPTURE(path);
        const auto told = lesson.leader.post(path, typed);
        CHECK(told.status == 422);
        CHECK(told.body.find("role=\"alert\">Er is niets veranderd.") != std::string::npos);
    }
    CHECK(lesson.course() == before);
}

TEST_CASE("no page gives two things the same id, and each label has its field") {
    Class lesson;
    for (const server::leaders::Route& route : server::leaders::routes()) {
        if (route.method != server::leaders::Method::Get) continue;
        std::string path{route.pattern};
        if (path.starts_with("/beeld/") || path.starts_with("/welkom/")) continue;
        const std::string id = path.starts_with("/fotos/") ? "p01" : "d1";
        for (std::size_t at = path.find(':'); at != std::string::npos; at = path.find(':'))
            path.replace(at, 1, id);
        CAPTURE(path);
        const std::string page = lesson.leader.get(path).body;
        std::set<std::string> ids;
        const std::regex an_id(" id=\"([^\"]+)\"");
        for (std::sregex_iterator at(page.begin(), page.end(), an_id), end; at != end; ++at) {
            CAPTURE((*at)[1].str());
            CHECK(ids.insert((*at)[1]).second);
        }
        const std::regex a_label("<label[^>]* for=\"([^\"]+)\"");
        for (std::sregex_iterator at(page.begin(), page.end(), a_label), end; at != end; ++at) {
            CAPTURE((*at)[1].str());
            CHECK(ids.contains((*at)[1]));
        }
    }
}

TEST_CASE("what is left to do after erasing somebody is said in the language of the page") {
    Class lesson;
    const std::string stand = hidden_in(lesson.leader.get("/fotos/p03").body, "/fotos/p03/erop", "stand");
    REQUIRE(lesson.leader.post("/fotos/p03/erop", {{"stand", stand}, {"wie", "d1"}}).status == 303);
    lesson.leader.post("/taal", {{"taal", "en"}, {"terug", "/"}});
    const std::string page = lesson.leader.get("/mensen/d1").body;
    const std::string name = first_of(page, std::regex("<title>([^<]*) – In Beeld"));
    lesson.leader.get("/mensen/d1/wissen");
    const auto erased = lesson.leader.post("/mensen/d1/wissen", {{"naam", name}});
    REQUIRE(erased.status == 200);
    CHECK(erased.body.find("is on photo p03 of somebody else") != std::string::npos);
    CHECK(erased.body.find("staat op foto") == std::string::npos);
}

TEST_CASE("hiding a photo leads back to a number, whatever was sent as one") {
    Class lesson;
    for (const char* const sent : {"<b>", "2 3", "-5", "99999999999", "\r\nX-Evil: 1", ""}) {
        CAPTURE(std::string{sent});
        const auto hidden = lesson.leader.post("/samen/verberg", {{"foto", "p01"}, {"nummer", sent}});
        const std::string to = hidden.header("Location");
        CHECK(std::regex_match(to, std::regex("/samen\\?foto=[0-9]+(&gedaan=[0-9]+)?")));
    }
}
