#include "catalogue/catalogue.hpp"

#include <doctest/doctest.h>

using catalogue::NameForm;

TEST_CASE("two wishes about a name meet in what tells no more than either") {
    struct Case {
        NameForm one, other, both;
    };
    for (const Case& each : {
             Case{NameForm::Full, NameForm::Full, NameForm::Full},
             Case{NameForm::Full, NameForm::First, NameForm::First},
             Case{NameForm::Full, NameForm::Pseudonym, NameForm::Anonymous},
             Case{NameForm::First, NameForm::Pseudonym, NameForm::Anonymous},
             Case{NameForm::Pseudonym, NameForm::Pseudonym, NameForm::Pseudonym},
             Case{NameForm::Anonymous, NameForm::Full, NameForm::Anonymous},
         }) {
        CHECK(meet(each.one, each.other) == each.both);
        CHECK(meet(each.other, each.one) == each.both);
        CHECK(tells_no_more_than(each.both, each.one));
        CHECK(tells_no_more_than(each.both, each.other));
    }
}

TEST_CASE("a channel limits a name but leaves a pseudonym, which tells no real name") {
    CHECK(limit(NameForm::Full, NameForm::First) == NameForm::First);
    CHECK(limit(NameForm::Pseudonym, NameForm::First) == NameForm::Pseudonym);
    CHECK(limit(NameForm::Pseudonym, NameForm::Anonymous) == NameForm::Anonymous);
    CHECK(limit(NameForm::Anonymous, NameForm::Full) == NameForm::Anonymous);
}
