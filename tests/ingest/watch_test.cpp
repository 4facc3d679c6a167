#include "ingest/watch.hpp"

#include "a_reading.hpp"
#include "catalogue/catalogue.hpp"
#include "ingest/intake.hpp"
#include "ingest/manifest.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <unistd.h>

using a_reading::Course;
using a_reading::picture;
using a_reading::Place;
using Became = ingest::FileReport::Outcome;

namespace {

namespace fs = std::filesystem;

/// Something to wait for that does not come, or has come.
struct Stop {
    Stop() { REQUIRE(::pipe(ends) == 0); }
    ~Stop() {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    Stop(const Stop&) = delete;
    Stop& operator=(const Stop&) = delete;
    void now() const { REQUIRE(::write(ends[1], "x", 1) == 1); }

    int ends[2];
};

}  // namespace

TEST_CASE("cards are noticed in a folder as they appear, also after they were away") {
    const Place folder;
    const Stop stop;
    folder.put("kaart-07/DCIM/100CANON/IMG_0001.JPG", picture(1));
    folder.put("geen kaart/foto.jpg", picture(2));
    folder.put(".verborgen/DCIM/foto.jpg", picture(2));
    ingest::CardsComing coming{folder.path};
    CHECK(coming.wait(stop.ends[0]) == std::vector{folder.path / "kaart-07"});
    folder.put("kaart-09/dcim/100CANON/IMG_0001.JPG", picture(1));
    CHECK(coming.wait(stop.ends[0]) == std::vector{folder.path / "kaart-09"});
    folder.put("kaart-07/DCIM/100CANON/IMG_0002.JPG", picture(3));
    CHECK(coming.wait(stop.ends[0]) == std::vector{folder.path / "kaart-07"});
    stop.now();
    CHECK(coming.wait(stop.ends[0]).empty());
}

TEST_CASE("a folder that is not there cannot be watched") {
    CHECK_THROWS_AS(ingest::CardsComing{"/nergens/te/vinden"}, catalogue::CannotWork);
}

TEST_CASE("a card that is taken out while it is read keeps what is in and may not be wiped") {
    const Course course;
    const Place reader;
    for (unsigned i = 10; i < 60; ++i)
        reader.put("kaart/DCIM/100CANON/IMG_00" + std::to_string(i) + ".JPG", picture(i));
    auto catalogue = course.open();
    const auto contents = ingest::look_through_card(reader.path / "kaart");
    const ingest::Observer pulls_it_out{[&](int, std::uint64_t) { fs::remove_all(reader.path / "kaart"); },
                                        {}};
    const auto report = ingest::take_in(catalogue, contents, ingest::identify_card(catalogue, contents, ""),
                                        {"2026-07-02T12:00:00", pulls_it_out});
    CHECK(report.was_taken_out);
    CHECK_FALSE(report.may_be_wiped());
    CHECK(report.count(Became::New) > 0);
    CHECK(course.files_in("masters").size() == static_cast<std::size_t>(report.count(Became::New)));
    const std::string manifest = ingest::manifest_of(report, "2026-07-02T12:00:00");
    for (const auto& file : contents.files) CHECK(manifest.find(file.name) != std::string::npos);
}

TEST_CASE("a card onto which something comes while it is read may not be wiped") {
    const Course course;
    const Place card;
    card.put("DCIM/100CANON/IMG_0001.JPG", picture(1));
    {
        auto catalogue = course.open();
        const auto contents = ingest::look_through_card(card.path);
        const ingest::Observer adds_one{
            [&](int, std::uint64_t) { card.put("DCIM/100CANON/IMG_0002.JPG", picture(2)); }, {}};
        const auto which = ingest::identify_card(catalogue, contents, "");
        const auto report = ingest::take_in(catalogue, contents, which, {"2026-07-02T12:00:00", adds_one});
        CHECK(report.count(Became::New) == 1);
        CHECK_FALSE(report.may_be_wiped());
    }
    CHECK(course.read(card).may_be_wiped());
}

TEST_CASE("reading stops when it is asked to, after the photos that are on their way") {
    const Course course;
    const Place card;
    for (unsigned i = 100; i < 500; ++i)
        card.put("DCIM/100CANON/IMG_0" + std::to_string(i) + ".JPG", picture(i));
    auto catalogue = course.open();
    const auto contents = ingest::look_through_card(card.path);
    int seen = 0;
    const ingest::Observer asks{[&](int files, std::uint64_t) { seen += files; }, [&] { return seen > 0; }};
    const auto report = ingest::take_in(catalogue, contents, ingest::identify_card(catalogue, contents, ""),
                                        {"2026-07-02T12:00:00", asks});
    CHECK_FALSE(report.stopped.empty());
    CHECK_FALSE(report.may_be_wiped());
    CHECK(report.count(Became::New) == seen);
    CHECK(seen < 400);
}
