#include "server/leaders/password_rule.hpp"

#include <string>

#include <doctest/doctest.h>

using server::leaders::fault_of_password;
using server::leaders::PasswordFault;

namespace {

PasswordFault of_jacqueline(const std::string& password) {
    return fault_of_password(password, "Jacqueline Jansen", "jacqueline");
}

}  // namespace

TEST_CASE("words that have nothing to do with each other are a good password") {
    for (const char* good :
         {"een fiets zonder bel staat", "vijf gele tulpen in de wind", "correct horse battery staple",
          "Ik drink om 4 uur munt-thee", "meisje met foto van een paard",
          "\xD9\x82\xD9\x85\xD8\xB1 \xD8\xA8\xD9\x8A\xD8\xAA \xD8\xA8\xD8\xAD\xD8\xB1 "
          "\xD8\xB4\xD8\xA7\xD9\x8A",
          "kR7#vq!Lm29xTz@wB", "welkom fiets tulp dak rozijn"}) {
        CAPTURE(std::string{good});
        CHECK(of_jacqueline(good) == PasswordFault::None);
    }
}

TEST_CASE("a password that is easy to guess is refused, and it is told why") {
    struct {
        const char* password;
        PasswordFault fault;
    } const cases[] = {
        {"", PasswordFault::TooShort},
        {"tulpen in de z", PasswordFault::TooShort},
        {"jacquelinejansen", PasswordFault::OwnName},
        {"Jacqueline Jansen 2026!", PasswordFault::OwnName},
        {"JACQU3L1NE-1968-06-12", PasswordFault::OwnName},
        {"mijn jacqueline jansen", PasswordFault::OwnName},
        {"aaaaaaaaaaaaaaaaaaaa", PasswordFault::Repeated},
        {"hoihoihoihoihoihoi", PasswordFault::Repeated},
        {"munt thee munt thee munt thee", PasswordFault::Repeated},
        {"121212121212121212", PasswordFault::Repeated},
        {"qwertyuiop12345", PasswordFault::Row},
        {"0987654321poiuytrewq", PasswordFault::Row},
        {"azertyuiop-wxcvbn-!", PasswordFault::Row},
        {"abcdefghijklmnop", PasswordFault::Row},
        {"welkom2026welkom!", PasswordFault::WellKnown},
        {"W3lk0m-F0t0club-26", PasswordFault::WellKnown},
        {"Fotocursus Utrecht 2026", PasswordFault::WellKnown},
        {"wachtwoord12345678", PasswordFault::WellKnown},
        {"InBeeld-Kanaleneiland", PasswordFault::WellKnown},
        {"zomer2026 winter2027", PasswordFault::WellKnown},
        {"06 12 34 99 88 17 55", PasswordFault::WellKnown},
    };
    for (const auto& each : cases) {
        CAPTURE(std::string{each.password});
        CHECK(of_jacqueline(each.password) == each.fault);
    }
    CHECK(of_jacqueline(std::string(201, 'x')) == PasswordFault::TooLong);
}

TEST_CASE("a very long password is judged by what is left without its rows") {
    std::string rows;
    while (rows.size() < 190) rows += "qwertyuiop";
    CHECK(of_jacqueline(rows + "1") == PasswordFault::Row);
    CHECK(of_jacqueline(rows.substr(0, 150) + " tulpen en fietsen") == PasswordFault::None);
}
