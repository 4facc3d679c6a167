#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/second_factors.hpp"
#include "server/leaders/one_time_code.hpp"
#include "visitor.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using a_leader::Browser;
using a_leader::hidden;
using a_leader::Pages;
using catalogue::AccountRole;
using server::leaders::code_of;
using server::leaders::of_base32;
using server::leaders::step_at;
using server::leaders::step_of_code;

namespace {

const std::vector<unsigned char> rfc_secret = {'1', '2', '3', '4', '5', '6', '7', '8', '9', '0',
                                               '1', '2', '3', '4', '5', '6', '7', '8', '9', '0'};

/// A leader who has set up a code.
struct Guarded {
    Guarded() : pages(a_site::course()), leader(pages) {
        leader.sign_in_as(AccountRole::Leader, "jacqueline");
        const auto page = leader.get("/toegang/code");
        secret = hidden(page.body, "geheim");
        set = leader.post("/toegang/code",
                          {{"geheim", secret}, {"code", code_now()}, {"wachtwoord", a_leader::password}});
    }

    std::string code_now() const {
        return code_of(*of_base32(secret), static_cast<std::uint64_t>(step_at(pages.clock)), 6);
    }

    visitor::Reply type_password(Browser& browser) {
        browser.get("/inloggen");
        return browser.post(
            "/inloggen", {{"login", "jacqueline"}, {"wachtwoord", a_leader::password}, {"naar", "/fotos"}});
    }

    std::string recovery_code() const {
        const std::string start = "<li class=\"code\">";
        return set.body.substr(set.body.find(start) + start.size(), 11);
    }

    Pages pages;
    Browser leader;
    std::string secret;
    visitor::Reply set;
};

bool is_in(Browser& browser) {
    return browser.get("/toegang").status == 200;
}

}  // namespace

TEST_CASE("codes are those of RFC 4226 appendix D and RFC 6238 appendix B") {
    const char* hotp[] = {"755224", "287082", "359152", "969429", "338314",
                          "254676", "287922", "162583", "399871", "520489"};
    for (std::size_t i = 0; i < 10; ++i) CHECK(code_of(rfc_secret, i, 6) == hotp[i]);
    struct {
        std::int64_t seconds;
        const char* code;
    } const totp[] = {{59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
                      {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
    for (const auto& each : totp) {
        CHECK(code_of(rfc_secret, static_cast<std::uint64_t>(step_at(each.seconds)), 8) == each.code);
    }
}

TEST_CASE("base32 is read as RFC 4648 writes it") {
    CHECK(of_base32("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") == rfc_secret);
    CHECK(of_base32("gezd gnbv gy3t qojq gezd gnbv gy3t qojq") == rfc_secret);
    CHECK_FALSE(of_base32(""));
    CHECK_FALSE(of_base32("GEZD1"));
    CHECK_FALSE(of_base32("GEZD="));
    CHECK(of_base32(server::leaders::new_code_secret())->size() == 20);
}

TEST_CASE("a code is good in its half minute and in the ones beside it") {
    const std::string secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    const std::int64_t now = 1'800'000'000;
    const auto at = [&](std::int64_t seconds) {
        return code_of(rfc_secret, static_cast<std::uint64_t>(step_at(seconds)), 6);
    };
    CHECK(step_of_code(secret, at(now), now) == step_at(now));
    CHECK(step_of_code(secret, at(now - 30), now) == step_at(now) - 1);
    CHECK(step_of_code(secret, at(now + 30), now) == step_at(now) + 1);
    CHECK(step_of_code(secret, at(now).insert(3, " "), now) == step_at(now));
    CHECK_FALSE(step_of_code(secret, at(now - 60), now));
    CHECK_FALSE(step_of_code(secret, at(now + 60), now));
    CHECK_FALSE(step_of_code(secret, "", now));
    CHECK_FALSE(step_of_code(secret, at(now) + "0", now));
    CHECK_FALSE(step_of_code("", at(now), now));
}

TEST_CASE("who has set up a code is not in with the password alone, and each code is good once") {
    Guarded guarded;
    REQUIRE(guarded.set.status == 200);
    Browser browser(guarded.pages);
    const auto asked = guarded.type_password(browser);
    CHECK(asked.status == 200);
    CHECK(asked.body.find("action=\"/inloggen/code\"") != std::string::npos);
    CHECK_FALSE(is_in(browser));
    // The code with which it was set up was used.
    guarded.type_password(browser);
    CHECK(browser.post("/inloggen/code", {{"code", guarded.code_now()}}).status == 401);
    guarded.pages.clock += 30;
    const auto in = browser.post("/inloggen/code", {{"code", guarded.code_now()}, {"naar", "/fotos"}});
    CHECK(in.status == 303);
    CHECK(in.header("Location") == "/fotos");
    CHECK(is_in(browser));
    Browser second(guarded.pages);
    guarded.type_password(second);
    CHECK(second.post("/inloggen/code", {{"code", guarded.code_now()}}).status == 401);
    CHECK_FALSE(is_in(second));
}

TEST_CASE("a code without the password, or long after it, opens nothing") {
    Guarded guarded;
    guarded.pages.clock += 30;
    Browser stranger(guarded.pages);
    stranger.get("/inloggen");
    CHECK(stranger.post("/inloggen/code", {{"code", guarded.code_now()}}).status == 410);
    CHECK_FALSE(is_in(stranger));
    Browser late(guarded.pages);
    guarded.type_password(late);
    guarded.pages.clock += 5 * 60 + 1;
    CHECK(late.post("/inloggen/code", {{"code", guarded.code_now()}}).status == 410);
    CHECK_FALSE(is_in(late));
}

TEST_CASE("who guesses codes is held up, and the right one does not help then") {
    Guarded guarded;
    guarded.pages.clock += 30;
    Browser browser(guarded.pages);
    guarded.type_password(browser);
    const std::string right = guarded.code_now();
    const std::string wrong = right == "123456" ? "654321" : "123456";
    for (int i = 0; i < 5; ++i) CHECK(browser.post("/inloggen/code", {{"code", wrong}}).status == 401);
    CHECK(browser.post("/inloggen/code", {{"code", right}}).status == 429);
    CHECK(browser.post("/inloggen/code", {{"code", right}}).status == 410);
    CHECK_FALSE(is_in(browser));
}

TEST_CASE("without the telephone a recovery code lets somebody in, once") {
    Guarded guarded;
    const std::string code = guarded.recovery_code();
    Browser browser(guarded.pages);
    guarded.type_password(browser);
    CHECK(browser.post("/inloggen/code", {{"code", code}}).status == 303);
    CHECK(is_in(browser));
    Browser second(guarded.pages);
    guarded.type_password(second);
    CHECK(second.post("/inloggen/code", {{"code", code}}).status == 401);
    const auto codes = server::leaders::new_recovery_codes();
    CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == 10);
    CHECK(server::leaders::hash_of_recovery_code("abcde fghij") ==
          server::leaders::hash_of_recovery_code("ABCDE-FGHIJ"));
}

TEST_CASE("a new password does not go around the code") {
    Guarded guarded;
    const auto link = guarded.leader.post("/toegang/link", {{"account", "1"}});
    const std::size_t at = link.body.find("/welkom/");
    REQUIRE(at != std::string::npos);
    Browser browser(guarded.pages);
    const std::string path = link.body.substr(at, 8 + 43);
    browser.get(path);
    const auto asked = browser.post(path, {{"wachtwoord", "zes rode appels op een dak"}});
    CHECK(asked.status == 200);
    CHECK(asked.body.find("action=\"/inloggen/code\"") != std::string::npos);
    CHECK_FALSE(is_in(browser));
}

TEST_CASE("the code is set up and taken away with the password, never without") {
    Pages pages(a_site::course());
    Browser trainer(pages);
    trainer.sign_in_as(AccountRole::Trainer, "tom");
    const auto page = trainer.get("/toegang/code");
    const std::string secret = hidden(page.body, "geheim");
    const std::string code = code_of(*of_base32(secret), static_cast<std::uint64_t>(step_at(pages.clock)), 6);
    const auto tom = pages.accounts.with_login("tom")->id;
    const catalogue::SecondFactors factors(pages.library);
    const auto set = [&](const std::string& typed, const std::string& password) {
        return trainer.post("/toegang/code", {{"geheim", secret}, {"code", typed}, {"wachtwoord", password}})
            .status;
    };
    CHECK(set(code, "geraden wachtwoord") == 422);
    CHECK(set("000", a_leader::password) == 422);
    CHECK_FALSE(factors.secret_of(tom));
    CHECK(set(code, a_leader::password) == 200);
    CHECK(factors.secret_of(tom) == secret);
    CHECK(factors.recovery_left(tom) == 10);
    CHECK(trainer.get("/toegang/code").body.find(secret) == std::string::npos);
    CHECK(trainer.post("/toegang/code/uit", {{"wachtwoord", "geraden wachtwoord"}}).status == 422);
    CHECK(factors.secret_of(tom));
    CHECK(trainer.post("/toegang/code/uit", {{"wachtwoord", a_leader::password}}).status == 303);
    CHECK_FALSE(factors.secret_of(tom));
    CHECK(factors.recovery_left(tom) == 0);
}
