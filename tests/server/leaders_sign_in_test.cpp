#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/accounts.hpp"
#include "server/leaders/leaders.hpp"
#include "server/leaders/routes.hpp"
#include "visitor.hpp"

#include <regex>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using a_leader::Browser;
using a_leader::Pages;
using catalogue::AccountRole;
using server::leaders::Least;
using server::leaders::Route;

namespace {

std::string some_path(std::string_view pattern) {
    std::string path{pattern};
    for (std::size_t at = path.find(':'); at != std::string::npos; at = path.find(':'))
        path.replace(at, 1, "d1");
    return path;
}

bool let_through(const visitor::Reply& reply) {
    const bool sent_to_sign_in = reply.status == 303 && reply.header("Location").starts_with("/inloggen");
    return !sent_to_sign_in && reply.status != 401 && reply.status != 403 && reply.status != 405;
}

visitor::Reply ask(Browser& browser, const Route& route) {
    const std::string path = some_path(route.pattern);
    if (route.method == server::leaders::Method::Get) return browser.get(path);
    return browser.post(path, {});
}

}  // namespace

TEST_CASE("every page lets in exactly those for whom it is, by every method") {
    Pages pages(a_site::course());
    Browser leader(pages);
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    leader.get("/");
    Browser trainer(pages);
    trainer.sign_in_as(AccountRole::Trainer, "tom");
    trainer.get("/");
    for (const Route& route : server::leaders::routes()) {
        CAPTURE(std::string{route.pattern});
        CAPTURE(route.method == server::leaders::Method::Post);
        if (route.pattern == "/uitloggen" || route.pattern == "/welkom/:") continue;
        Browser stranger(pages);
        stranger.get("/inloggen");
        // At the sign-in page itself everybody is heard, and refused for what they typed.
        if (route.pattern != "/inloggen") {
            CHECK(let_through(ask(stranger, route)) == (route.least == Least::Anybody));
            CHECK(let_through(ask(trainer, route)) == (route.least != Least::Leader));
            CHECK(let_through(ask(leader, route)));
        }
        const std::string path = some_path(route.pattern);
        CHECK(visitor::ask(pages.http, path, "", "DELETE").status == 405);
        CHECK(visitor::ask(pages.http, path, "", "PUT").status == 405);
        if (route.method == server::leaders::Method::Post) {
            CHECK(leader.post_as(path, {}, "forged", "Origin: http://a\r\n").status == 403);
            CHECK(leader.post_as(path, {}, leader.seal, "Origin: http://elsewhere\r\n").status == 403);
            CHECK(leader.post_as(path, {}, leader.seal, "Origin: null\r\n").status == 403);
            CHECK(leader.post_as(path, {}, leader.seal, "Sec-Fetch-Site: cross-site\r\n").status == 403);
        }
    }
}

TEST_CASE("who may only look meets no link that refuses him") {
    Pages pages(a_site::course());
    Browser trainer(pages);
    trainer.sign_in_as(AccountRole::Trainer, "tom");
    const std::regex link("href=\"(/[^\"#]*)");
    std::vector<std::string> to_see = {"/"};
    std::set<std::string> met = {"/"};
    while (!to_see.empty()) {
        const std::string here = to_see.back();
        to_see.pop_back();
        CAPTURE(here);
        const auto page = trainer.get(here);
        CHECK(page.status != 403);
        CHECK(page.status != 404);
        for (std::sregex_iterator at(page.body.begin(), page.body.end(), link), end; at != end; ++at) {
            const std::string path = std::regex_replace((*at)[1].str(), std::regex("&amp;"), "&");
            if (met.insert(path).second) to_see.push_back(path);
        }
    }
    CHECK(met.contains("/mensen"));
    CHECK_FALSE(met.contains("/van-wie"));
}

TEST_CASE("the first leader begins with a link that works once") {
    Pages pages(a_site::course());
    const std::string link = pages.leaders.first_link();
    REQUIRE_FALSE(link.empty());
    Browser browser(pages);
    CHECK(browser.get("/").header("Location") == "/inloggen");
    REQUIRE(browser.get(link).status == 200);
    const auto short_one =
        browser.post(link, {{"naam", "Jacqueline"}, {"login", "jacqueline"}, {"wachtwoord", "kort"}});
    CHECK(short_one.status == 422);
    CHECK(short_one.body.find("value=\"Jacqueline\"") != std::string::npos);
    const auto begun = browser.post(
        link, {{"naam", "Jacqueline"}, {"login", "jacqueline"}, {"wachtwoord", a_leader::password}});
    CHECK(begun.status == 303);
    const std::string cookie = begun.head.substr(begun.head.find("Set-Cookie: inbeeld="));
    CHECK(cookie.find("HttpOnly; SameSite=Strict") != std::string::npos);
    CHECK(browser.get("/").body.find("Jacqueline") != std::string::npos);
    Browser second(pages);
    CHECK(second.get(link).status == 410);
    CHECK(pages.leaders.first_link().empty());
}

TEST_CASE("a page that lay open while its leader signed in anew loses nothing of what was typed") {
    Pages pages(a_site::course());
    Browser leader(pages);
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    const std::string here = "Origin: http://a\r\n";
    const auto late = leader.post_as("/mensen", {{"voornaam", "Noor & co"}}, "of the session before", here);
    CHECK(late.status == 403);
    CHECK(pages.reader().export_course().find("Noor") == std::string::npos);
    const auto sent = leader.post("/opnieuw", {{"later_pad", a_leader::hidden(late.body, "later_pad")},
                                               {"later_inhoud", "voornaam=Noor+%26+co"}});
    CHECK(late.body.find("voornaam=Noor%20%26%20co") != std::string::npos);
    CHECK(sent.status == 303);
    CHECK(pages.reader().export_course().find("Noor & co") != std::string::npos);
    // Another site is told nothing, and offers nothing.
    const auto elsewhere =
        leader.post_as("/mensen", {{"voornaam", "Eva"}}, "forged", "Origin: http://elsewhere\r\n");
    CHECK(elsewhere.status == 403);
    CHECK(elsewhere.body.find("Eva") == std::string::npos);
    Browser stranger(pages);
    const auto door = stranger.post_as("/inloggen", {{"login", "jacqueline"}}, "old", here);
    CHECK(door.status == 403);
    CHECK(door.body.find("value=\"jacqueline\"") != std::string::npos);
}

TEST_CASE("who guesses a password locks out nobody but the guesser") {
    Pages pages(a_site::course(), server::leaders::Proxy::Trusted);
    Browser leader(pages);
    leader.from = "10.0.0.1";
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    Browser stranger(pages);
    stranger.from = "10.0.0.1";  // from the same building
    stranger.get("/inloggen");
    for (int i = 0; i < 5; ++i) {
        CHECK(stranger.post("/inloggen", {{"login", "jacqueline"}, {"wachtwoord", "geraden wachtwoord"}})
                  .status == 401);
    }
    CHECK(stranger.post("/inloggen", {{"login", "jacqueline"}, {"wachtwoord", a_leader::password}}).status ==
          429);
    leader.cookies.erase("inbeeld");
    leader.get("/inloggen");
    CHECK(leader.post("/inloggen", {{"login", "jacqueline"}, {"wachtwoord", a_leader::password}}).status ==
          303);
    Browser elsewhere(pages);
    elsewhere.from = "10.0.0.2";
    elsewhere.get("/inloggen");
    CHECK(elsewhere.post("/inloggen", {{"login", "jacqueline"}, {"wachtwoord", a_leader::password}}).status ==
          303);
    pages.clock += 16 * 60;
    CHECK(stranger.post("/inloggen", {{"login", "jacqueline"}, {"wachtwoord", a_leader::password}}).status ==
          303);
}

TEST_CASE("who was away for half an hour signs in again, and what was typed is kept") {
    Pages pages(a_site::course());
    Browser leader(pages);
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    leader.get("/toegang");
    pages.clock += 31 * 60;
    const auto asked = leader.post("/toegang", {{"naam", "Tom"}, {"login", "tom"}, {"rol", "trainer"}});
    CHECK(asked.status == 401);
    CHECK_FALSE(pages.accounts.with_login("tom"));
    const auto again = leader.post("/inloggen", {{"login", "jacqueline"},
                                                 {"wachtwoord", a_leader::password},
                                                 {"later_pad", a_leader::hidden(asked.body, "later_pad")},
                                                 {"later_inhoud", "naam=Tom&login=tom&rol=trainer"}});
    REQUIRE(again.status == 200);
    leader.post("/opnieuw", {{"later_pad", "/toegang"}, {"later_inhoud", "naam=Tom&login=tom&rol=trainer"}});
    CHECK(pages.accounts.with_login("tom").has_value());
}

TEST_CASE("signing out ends the session on the server, and signing in leads nowhere else") {
    Pages pages(a_site::course());
    Browser leader(pages);
    leader.sign_in_as(AccountRole::Leader, "jacqueline");
    const auto kept = leader.cookies;
    CHECK(leader.get("/toegang").status == 200);
    CHECK(leader.post("/uitloggen", {}).status == 303);
    leader.cookies = kept;
    CHECK(leader.get("/toegang").status == 303);
    leader.get("/inloggen");
    const auto elsewhere = leader.post(
        "/inloggen",
        {{"login", "jacqueline"}, {"wachtwoord", a_leader::password}, {"naar", "//elsewhere.example/"}});
    CHECK(elsewhere.header("Location") == "/");
}

TEST_CASE("the log of who did what holds together line by line") {
    Pages pages(a_site::course());
    pages.accounts.log({1, "Jacqueline", "signed in", "127.0.0.0"});
    pages.accounts.log({2, "Jacqueline", "GET /", "127.0.0.0"});
    CHECK(pages.accounts.log_is_whole());
    CHECK(pages.accounts.last_lines(1).front().did == "GET /");
}

TEST_CASE("a form that is no form, and one that is too large, are refused with a sentence") {
    Pages pages(a_site::course());
    const std::string start = "POST /inloggen HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
    CHECK(visitor::answer_to(pages.http, start + "Content-Type: text/plain\r\nContent-Length: 1\r\n\r\na")
              .starts_with("HTTP/1.1 403"));
    const std::string large = visitor::answer_to(pages.http, start + "Content-Length: 70000\r\n\r\n");
    CHECK(large.starts_with("HTTP/1.1 413"));
    CHECK(large.find("64 kilobyte") != std::string::npos);
    const std::string upload = visitor::answer_to(
        pages.http, start + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 70000\r\n\r\n");
    CHECK(upload.starts_with("HTTP/1.1 413"));
}
