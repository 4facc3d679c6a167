#include "catalogue/catalogue.hpp"

#include <stdexcept>

#include <doctest/doctest.h>

TEST_CASE("a day is read from a date or from the date part of a moment") {
    CHECK(to_string(catalogue::parse_day("2026-07-02")) == "2026-07-02");
    CHECK(catalogue::parse_day("2026-07-02T16:00:00") == catalogue::parse_day("2026-07-02"));
    CHECK(in_dutch(catalogue::parse_day("2026-07-02")) == "2 juli 2026");
}

TEST_CASE("what is not a day is refused with a sentence") {
    for (const char* text :
         {"", "2026", "2026-02-30", "2026-13-01", "02-07-2026", "2026/07/02", "2026-0a-01"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(catalogue::parse_day(text), std::invalid_argument);
    }
}
