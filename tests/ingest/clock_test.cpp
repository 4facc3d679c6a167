#include "ingest/clock.hpp"

#include "ingest/moment.hpp"

#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using ingest::Period;
using ingest::read_moment;
using ingest::reckon;
using ingest::Reckoned;
using ingest::Shot;

namespace {

const Period course = {*read_moment("2026-03-24T00:00:00"), *read_moment("2026-05-12T12:30:00")};

Shot at(const char* camera) {
    return {read_moment(camera), std::nullopt, false};
}

Shot start(const char* camera, const char* real) {
    return {read_moment(camera), read_moment(real), true};
}

Shot ours(const char* camera) {
    return {read_moment(camera), std::nullopt, true};
}

/// "2026-04-20T11:12:00", "before" or "?".
std::vector<std::string> told(const std::vector<Shot>& shots) {
    std::vector<std::string> all;
    for (const Reckoned& each : reckon(shots, course)) {
        all.push_back(each.before_loan ? "before" : each.taken ? ingest::iso_moment(*each.taken) : "?");
    }
    return all;
}

using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("a moment is read and said again, and nonsense is none") {
    for (const char* text : {"2026-04-20T11:12:00", "2000-01-01T00:00:00", "2028-02-29T23:59:59"}) {
        CHECK(ingest::iso_moment(*read_moment(text)) == text);
    }
    CHECK(ingest::iso_moment(*read_moment("2026-04-20 11:12")) == "2026-04-20T11:12:00");
    for (const char* text : {"", "2026-04-20", "2026-02-30T10:00:00", "2026-04-20T24:00:00",
                             "2026-13-01T10:00:00", "2026-04-20T10:60:00", "-026-04-20T10:00:00", "nooit"}) {
        CAPTURE(text);
        CHECK_FALSE(read_moment(text));
    }
}

TEST_CASE("a clock that is right is left alone") {
    const auto reckoned = reckon({at("2026-03-24T10:05:00"), at("2026-04-20T11:12:00")}, course);
    CHECK(reckoned[0].taken == read_moment("2026-03-24T10:05:00"));
    CHECK(reckoned[1].reason.empty());
}

TEST_CASE("a start photo puts right every picture of its stretch, before and after it") {
    CHECK(told({at("2026-04-20T09:00:00"), start("2026-04-21T09:00:00", "2026-04-21T10:00:00"),
                at("2026-04-21T09:20:00")}) ==
          Told{"2026-04-20T10:00:00", "2026-04-21T10:00:00", "2026-04-21T10:20:00"});
    const auto reckoned = reckon({start("2026-04-21T10:13:00", "2026-04-21T10:00:00")}, course);
    CHECK(reckoned[0].reason == "de klok liep 13 minuten voor (startfoto)");
}

TEST_CASE("after an empty battery the next start photo tells what time it was") {
    CHECK(told({at("2026-04-12T18:30:00"), ours("2000-01-01T00:03:00"),
                start("2000-01-01T03:00:00", "2026-04-14T10:00:00"), at("2000-01-01T04:30:00")}) ==
          Told{"2026-04-12T18:30:00", "2026-04-14T07:03:00", "2026-04-14T10:00:00", "2026-04-14T11:30:00"});
}

TEST_CASE("a factory clock without a start photo tells nothing, and is nobody else's") {
    const auto reckoned =
        reckon({at("2014-01-01T00:01:01"), at("2014-01-01T00:02:02"), at("2014-01-03T09:00:00")}, course);
    for (const Reckoned& each : reckoned) {
        CHECK_FALSE(each.taken);
        CHECK_FALSE(each.before_loan);
        CHECK(each.reason == "de klok begon op 01-01-2014; wanneer het echt was, is niet bekend");
    }
}

TEST_CASE("what was taken before the loan is a previous owner's") {
    CHECK(told({at("2010-07-14T15:00:00"), at("2012-12-25T18:00:00"), at("2026-03-23T23:59:59"),
                at("2026-03-24T10:00:00")}) == Told{"before", "before", "before", "2026-03-24T10:00:00"});
}

TEST_CASE("a year that is wrong is put right only where the pictures are certainly ours") {
    CHECK(told({at("2016-04-01T10:00:00"), at("2016-04-20T10:00:00")}) == Told{"before", "before"});
    CHECK(told({ours("2016-04-01T10:00:00"), ours("2016-04-20T10:00:00")}) ==
          Told{"2026-04-01T10:00:00", "2026-04-20T10:00:00"});
}

TEST_CASE("day and month exchanged are put right, set so once or kept so by the camera") {
    // 7 April set as 4 July: the clock then runs on evenly.
    CHECK(told({at("2026-07-04T10:00:00"), at("2026-07-06T11:00:00")}) ==
          Told{"2026-04-07T10:00:00", "2026-04-09T11:00:00"});
    // A camera that always writes them the other way round.
    CHECK(told({at("2026-07-04T10:00:00"), at("2026-09-04T11:00:00")}) ==
          Told{"2026-04-07T10:00:00", "2026-04-09T11:00:00"});
}

TEST_CASE("a clock that is whole hours ahead of the reading is set back by so many") {
    CHECK(told({at("2026-05-12T11:00:00"), at("2026-05-12T13:10:00")}) ==
          Told{"2026-05-12T10:00:00", "2026-05-12T12:10:00"});
}

TEST_CASE("a clock in the future that nothing explains tells nothing") {
    CHECK(told({at("2031-08-25T11:00:00")}) == Told{"?"});
    CHECK(told({Shot{}}) == Told{"?"});
    CHECK(reckon({}, course).empty());
}

TEST_CASE("a start card of an earlier meeting does not put a clock back") {
    CHECK(told({start("2026-04-14T10:02:00", "2026-04-14T10:00:00"),
                start("2026-05-12T10:01:00", "2026-04-14T10:00:00"), at("2026-05-12T11:00:00")}) ==
          Told{"2026-04-14T10:00:00", "2026-05-12T09:59:00", "2026-05-12T10:58:00"});
}

TEST_CASE("a start photo holds only until the clock was set anew") {
    CHECK(told({start("2026-04-14T09:00:00", "2026-04-14T10:00:00"), at("2026-04-14T11:00:00"),
                at("2026-04-14T10:30:00")}) ==
          Told{"2026-04-14T10:00:00", "2026-04-14T12:00:00", "2026-04-14T10:30:00"});
}

TEST_CASE("pictures before the first start photo may be a previous owner's, those after it are not") {
    CHECK(told({at("2016-04-01T10:00:00"), start("2016-04-11T10:00:00", "2026-04-21T10:00:00"),
                ours("2016-04-11T11:00:00")}) ==
          Told{"before", "2026-04-21T10:00:00", "2026-04-21T11:00:00"});
}
