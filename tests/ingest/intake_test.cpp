#include "ingest/intake.hpp"

#include "a_reading.hpp"
#include "catalogue/catalogue.hpp"
#include "ingest/card.hpp"
#include "ingest/files.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/picture_id.hpp"
#include "ingest/renditions.hpp"
#include "ingest/tags.hpp"
#include "ingest/version.hpp"
#include "ingest/which_card.hpp"
#include "jpegs.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/core.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;
using a_reading::Course;
using a_reading::picture;
using a_reading::Place;
using a_reading::taken_at;
using catalogue::Access;
using catalogue::Catalogue;
using ingest::Bytes;
using ingest::CardReport;
using jpegs::a_jpeg;
using Became = ingest::FileReport::Outcome;

const catalogue::Day opening = catalogue::parse_day("2026-07-02");

}  // namespace

TEST_CASE("a card's photos come in once, however often it is read") {
    const Course course;
    const Place card;
    for (unsigned i = 1; i <= 20; ++i) card.put(fmt::format("DCIM/100CANON/IMG_{:04}.JPG", i), picture(i));
    const CardReport first = course.read(card);
    CHECK(first.count(Became::New) == 20);
    CHECK(first.may_be_wiped());
    CHECK(course.files_in("masters").size() == 20);
    CHECK(course.files_in("renditions").size() == 60);
    CHECK(course.files_in("unfinished").empty());

    const CardReport second = course.read(card);
    CHECK(second.count(Became::Duplicate) == 20);
    CHECK(second.may_be_wiped());
    CHECK(second.photos[0].photo == first.photos[0].photo);
    CHECK(course.files_in("masters").size() == 20);
}

TEST_CASE("a master holds the picture that it is named after") {
    const Course course;
    const Place card;
    card.put("DCIM/100CANON/IMG_0001.JPG", picture(1));
    course.read(card);
    const auto masters = course.files_in("masters");
    REQUIRE(masters.size() == 1);
    const Bytes master = ingest::read_file(masters[0]);
    CHECK(ingest::picture_id(*ingest::parse_jpeg(master)).value == masters[0].stem());
    CHECK(ingest::coded_picture(*ingest::parse_jpeg(master)) ==
          ingest::coded_picture(*ingest::parse_jpeg(picture(1))));
}

TEST_CASE("two cards with the same names, times and sizes both come in whole") {
    const Course course;
    for (const unsigned participant : {0U, 50U}) {
        const Place card;
        for (unsigned i = 1; i <= 4; ++i) {
            Bytes file = taken_at(picture(participant + i), "2000:01:01 00:00:00");
            file.resize(30000);
            card.put(fmt::format("DCIM/100CANON/IMG_{:04}.JPG", i), file);
        }
        CHECK(course.read(card).count(Became::New) == 4);
    }
    CHECK(course.files_in("masters").size() == 8);
}

TEST_CASE("the same picture under other metadata and another name is not taken in twice") {
    const Course course;
    const Place card;
    card.put("DCIM/100CANON/IMG_0001.JPG", picture(1));
    card.put("DCIM/100CANON/IMG_0002.JPG", taken_at(picture(1), "2026:04:20 11:12:00"));
    const CardReport report = course.read(card);
    CHECK(report.count(Became::New) == 1);
    CHECK(report.count(Became::Duplicate) == 1);
    CHECK(report.may_be_wiped());
    CHECK(course.files_in("masters").size() == 1);
}

TEST_CASE("a photo that the course waits for is bound to its record") {
    const Course course;
    const Place card;
    card.put("INBEELD/KAART.txt", "kaart-07\r\nDeze kaart hoort bij een camera.\r\n");
    card.put("dcim/100CANON/img_0031.jpg", picture(31));
    const CardReport report = course.read(card);
    REQUIRE(report.photos.size() == 1);
    CHECK(report.photos[0].outcome == Became::Bound);
    CHECK(report.photos[0].photo == "p01");
    CHECK(report.card.registered);
}

TEST_CASE("of two files of one name the one taken at the record's time is bound, however many lie between") {
    const Course course;
    const Place card;
    card.put("INBEELD/KAART.txt", "kaart-07");
    card.put("DCIM/100CANON/IMG_0031.JPG", taken_at(picture(1), "2019:01:01 10:00:00"));
    for (unsigned i = 100; i < 140; ++i) card.put(fmt::format("DCIM/100CANON/IMG_0{}.JPG", i), picture(i));
    card.put("DCIM/101CANON/IMG_0031.JPG", taken_at(picture(2), "2026:04:20 11:12:00"));
    const CardReport report = course.read(card);
    for (const auto& photo : report.photos) {
        if (photo.file == "DCIM/101CANON/IMG_0031.JPG") CHECK(photo.photo == "p01");
        if (photo.file == "DCIM/100CANON/IMG_0031.JPG") CHECK(photo.photo != "p01");
    }
}

TEST_CASE("a card that nobody registered is not guessed to be anyone's") {
    const Course course;
    const Place card;
    card.put("DCIM/100CANON/IMG_0031.JPG", picture(31));
    const CardReport report = course.read(card);
    CHECK_FALSE(report.card.id);
    CHECK(report.photos[0].photo != "p01");
    const Place unknown;
    unknown.put("DCIM/100CANON/IMG_0001.JPG", picture(1));
    CHECK_THROWS_AS(course.read(unknown, "kaart-99"), ingest::NotACard);
    unknown.put("INBEELD/KAART.txt", "kaart-03");
    CHECK_THROWS_AS(course.read(unknown, "kaart-07"), ingest::NotACard);
}

TEST_CASE("a folder without DCIM is no card") {
    const Place folder;
    folder.put("foto.jpg", picture(1));
    CHECK_THROWS_AS(ingest::look_through_card(folder.path), ingest::NotACard);
    CHECK_THROWS_AS(ingest::look_through_card(folder.path / "nothing"), ingest::NotACard);
}

TEST_CASE("pictures are read in the order in which the camera took them, and none is passed over") {
    const Place card;
    card.put("foto bij het Oosterpark.jpg", picture(1));
    card.put("DCIM/Camera/IMG_20240513_090300.jpg", picture(2));
    card.put("DCIM/101CANON/IMG_0001.JPG", picture(3));
    card.put("DCIM/100CANON/IMG_9999.JPG", picture(4));
    card.put("DCIM/100CANON/IMG_9998.JPG", picture(5));
    card.put("DCIM/100CANON/zonder_naam", picture(6));
    card.put("DCIM/100CANON/._IMG_9998.JPG", "AppleDouble");
    card.put("DCIM/100CANON/MVI_0005.AVI", "RIFF");
    card.put("DCIM/100CANON/MVI_0005.THM", picture(7));
    card.put("DCIM/CANONMSC/M0100.CTG", "CANON CATALOG FILE");
    card.put("System Volume Information/photo.jpg", picture(8));
    fs::create_symlink("IMG_9998.JPG", card.path / "DCIM/100CANON/IMG_0009.JPG");
    const auto contents = ingest::look_through_card(card.path);
    std::vector<std::string> names;
    for (const auto& file : contents.files) names.push_back(file.name);
    CHECK(names == std::vector<std::string>{"DCIM/100CANON/IMG_9998.JPG", "DCIM/100CANON/IMG_9999.JPG",
                                            "DCIM/101CANON/IMG_0001.JPG", "DCIM/100CANON/zonder_naam",
                                            "DCIM/Camera/IMG_20240513_090300.jpg",
                                            "foto bij het Oosterpark.jpg"});
    CHECK(contents.left.size() == 1);
    CHECK(contents.others == 2);
}

TEST_CASE("what cannot be read is named, the rest comes in, and the card is not to be wiped") {
    const Course course;
    const Place card;
    card.put("DCIM/100CANON/IMG_0001.JPG", picture(1));
    card.put("DCIM/100CANON/IMG_0002.JPG", "");
    card.put("DCIM/100CANON/IMG_0003.JPG", "geen foto");
    Bytes cut = a_jpeg({.width = 640, .height = 480});
    cut.resize(cut.size() / 2);
    card.put("DCIM/100CANON/IMG_0004.JPG", cut);
    for (int time = 0; time < 2; ++time) {  // the second time as well
        const CardReport report = course.read(card);
        CHECK(report.count(Became::Quarantined) == 2);
        CHECK(report.photos[1].reason == "the file is empty");
        CHECK(report.damaged() == 1);
        CHECK(report.photos[3].reason == "the picture stops before its end");
        CHECK_FALSE(report.may_be_wiped());
    }
    CHECK(course.files_in("masters").size() == 2);
}

TEST_CASE("what an interrupted run left behind is made good by the next") {
    const Course course;
    const Place card;
    card.put("DCIM/100CANON/IMG_0001.JPG", picture(1));
    course.read(card);
    for (const fs::path& file : course.files_in("renditions")) fs::remove(file);
    const fs::path master = course.files_in("masters")[0];
    fs::remove(master);
    card.put("DCIM/100CANON/IMG_0002.JPG", taken_at(picture(1), "2026:04:20 11:12:00"));
    CHECK(course.read(card).count(Became::Duplicate) == 2);
    CHECK(fs::exists(master));
    CHECK(ingest::make_missing_renditions(course.open()).made == 1);
    CHECK(course.files_in("renditions").size() == 3);
}

TEST_CASE(
    "a master carries its tags from the first, which say when, and new ones change nothing of the picture") {
    const Course course;
    const Place card;
    card.put("INBEELD/KAART.txt", "kaart-07");
    card.put("DCIM/100CANON/IMG_0031.JPG", picture(31));
    course.read(card);
    const fs::path master = course.files_in("masters")[0];
    const Bytes first = ingest::read_file(master);
    CHECK(jpegs::holds(first, "DMI-PROHIBITED"));
    CHECK(jpegs::holds(first, "<inbeeld:evaluated-at>2026-07-02<"));

    CHECK(ingest::refresh_tags(course.open(), opening).rewritten == 0);
    CHECK(ingest::refresh_tags(course.open(), catalogue::parse_day("2026-08-01")).rewritten == 1);
    const Bytes later = ingest::read_file(master);
    CHECK(jpegs::holds(later, "<inbeeld:evaluated-at>2026-08-01<"));
    CHECK(ingest::coded_picture(*ingest::parse_jpeg(later)) ==
          ingest::coded_picture(*ingest::parse_jpeg(first)));
}

TEST_CASE("the tags of a picture that comes in say what a later look at the same day says") {
    const Course course;
    const Place card;
    card.put("INBEELD/KAART.txt", "kaart-07");
    for (unsigned i = 30; i < 40; ++i) card.put(fmt::format("DCIM/100CANON/IMG_{:04}.JPG", i), picture(i));
    course.read(card);
    const auto report = ingest::refresh_tags(course.open(), opening);
    CHECK(report.unchanged == 10);
    CHECK(report.rewritten == 0);
}

TEST_CASE("a master that holds another picture than its name says is not touched") {
    const Course course;
    const Place card;
    card.put("DCIM/100CANON/IMG_0001.JPG", picture(1));
    course.read(card);
    const fs::path master = course.files_in("masters")[0];
    const Bytes other = picture(2);
    std::ofstream(master, std::ios::binary)
        .write(reinterpret_cast<const char*>(other.data()), static_cast<std::streamsize>(other.size()));
    const auto report = ingest::refresh_tags(course.open(), opening);
    CHECK(report.rewritten == 0);
    CHECK(report.refused.size() == 1);
    CHECK(ingest::read_file(master) == other);
}

TEST_CASE("the retouched picture of a photo comes in as its version, and only a whole one") {
    const Course course;
    const Place files;
    files.put("nieuw.jpg", taken_at(picture(77), "2026:05:01 10:00:00"));
    Bytes cut = a_jpeg({.width = 640, .height = 480});
    cut.resize(cut.size() / 2);
    files.put("half.jpg", cut);
    Catalogue catalogue = course.open();
    ingest::add_version_picture(catalogue, {{"p01"}, {"v2"}}, files.path / "nieuw.jpg", opening);
    CHECK(course.files_in("masters").size() == 1);
    CHECK(course.files_in("renditions").size() == 3);
    for (const auto& [version, file] :
         {std::pair{"v2", "half.jpg"}, std::pair{"v9", "nieuw2.jpg"}, std::pair{"v2", "weg.jpg"}}) {
        CAPTURE(file);
        files.put("nieuw2.jpg", picture(78));
        CHECK_THROWS_AS(
            ingest::add_version_picture(catalogue, {{"p01"}, {version}}, files.path / file, opening),
            catalogue::CannotWork);
        CHECK(course.files_in("masters").size() == 1);
    }
}

TEST_CASE("a card can be read without making its screen sizes, which are made later") {
    const Course course;
    const Place card;
    card.put("DCIM/100CANON/IMG_0001.JPG", picture(1));
    auto catalogue = course.open();
    const auto contents = ingest::look_through_card(card.path);
    const auto report = ingest::take_in(catalogue, contents, ingest::identify_card(catalogue, contents, ""),
                                        {"2026-07-02T12:00:00", {}, ingest::Renditions::Later});
    CHECK(report.count(Became::New) == 1);
    CHECK(course.files_in("renditions").empty());
    CHECK(ingest::make_missing_renditions(catalogue).made == 1);
    CHECK(course.files_in("renditions").size() == 3);
}
