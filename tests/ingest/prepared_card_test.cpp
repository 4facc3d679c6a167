#include "a_reading.hpp"
#include "catalogue/catalogue.hpp"
#include "ingest/card.hpp"
#include "ingest/card_preparation.hpp"
#include "ingest/files.hpp"
#include "ingest/intake.hpp"
#include "ingest/volume.hpp"
#include "ingest/which_card.hpp"

#include <filesystem>
#include <optional>
#include <string>

#include <doctest/doctest.h>

using a_reading::Catalogue;
using a_reading::Course;
using a_reading::picture;
using a_reading::Place;
using catalogue::CannotWork;
using catalogue::CardId;
using Became = ingest::FileReport::Outcome;

namespace {

namespace fs = std::filesystem;

ingest::PreparedCard prepare(const Course& course, const Place& card, const std::string& label,
                             bool again = false) {
    Catalogue catalogue = course.open();
    return ingest::prepare_card(catalogue, {card.path, label, {}, {}, again, "2026-03-20T10:00:00"});
}

std::string card_file(const Place& card) {
    const auto bytes = ingest::read_file(card.path / "INBEELD/KAART.txt");
    return {bytes.begin(), bytes.end()};
}

ingest::WhichCard identify(const Course& course, const ingest::CardContents& card) {
    return ingest::identify_card(course.open(), card, "");
}

}  // namespace

TEST_CASE("a prepared card says a number and nothing else, and is known by it") {
    const Course course;
    const Place card;
    fs::create_directory(card.path / "DCIM");
    const auto prepared = prepare(course, card, "Kaart 15");
    CHECK(card_file(card) == prepared.card.number + "\n");
    CHECK(prepared.earlier_files == 0);
    int entries = 0;
    for (const auto& entry : fs::directory_iterator(card.path / "INBEELD")) {
        CAPTURE(entry.path().string());
        ++entries;
    }
    CHECK(entries == 1);
    const auto which = identify(course, ingest::look_through_card(card.path));
    CHECK(which.id == CardId{"kaart-15"});
    CHECK(which.registered);
    CHECK(which.doubt.empty());
}

TEST_CASE("a number on another file system than its own was copied, and is a proposal only") {
    const Course course;
    const Place card;
    fs::create_directory(card.path / "DCIM");
    prepare(course, card, "kaart-15");
    ingest::CardContents contents = ingest::look_through_card(card.path);
    contents.volume_id = "4A1B-22C0";
    const auto which = identify(course, contents);
    CHECK(which.id == CardId{"kaart-15"});
    CHECK_FALSE(which.registered);
    CHECK(which.doubt.find("copied") != std::string::npos);
}

TEST_CASE("a number that nobody registered is asked about") {
    const Course course;
    const Place card;
    card.put("INBEELD/KAART.txt", "7KQ2-M9TX-4WHB-C3NP\n");
    card.put("DCIM/100CANON/IMG_0031.JPG", picture(1));
    CHECK_FALSE(identify(course, ingest::look_through_card(card.path)).id);
    CHECK(course.read(card).photos[0].photo != "p01");
}

TEST_CASE("the pictures of a previous owner never come in, and are only counted") {
    const Course course;
    const Place card;
    card.put("DCIM/100CANON/IMG_0001.JPG", picture(1));
    card.put("DCIM/100CANON/IMG_0002.JPG", picture(2));
    CHECK(prepare(course, card, "kaart-15").earlier_files == 2);
    card.put("DCIM/100CANON/IMG_0003.JPG", picture(3));
    const auto report = course.read(card);
    CHECK(report.count(Became::EarlierOwner) == 2);
    CHECK(report.count(Became::New) == 1);
    CHECK(course.files_in("masters").size() == 1);
}

TEST_CASE("a card of the course is not made another one, or anew, unless that is said") {
    const Course course;
    const Place card;
    card.put("INBEELD/KAART.txt", "kaart-07\n");
    fs::create_directory(card.path / "DCIM");
    CHECK_THROWS_AS(prepare(course, card, "kaart-15"), CannotWork);
    CHECK(card_file(card) == "kaart-07\n");
    const auto first = prepare(course, card, "kaart-15", true);
    CHECK_THROWS_AS(prepare(course, card, "kaart-15"), CannotWork);
    CHECK_THROWS_AS(prepare(course, card, "kaart-07"), CannotWork);
    CHECK(card_file(card) == first.card.number + "\n");
    const auto second = prepare(course, card, "kaart-15", true);
    CHECK(second.card.number != first.card.number);
    CHECK_FALSE(second.other_one);
}

TEST_CASE("a participant's photos are not taken for a previous owner's when a card is prepared again") {
    const Course course;
    const Place card;
    card.put("DCIM/100CANON/IMG_0001.JPG", picture(1));
    prepare(course, card, "kaart-15");
    card.put("DCIM/100CANON/IMG_0002.JPG", picture(2));
    CHECK_THROWS_AS(prepare(course, card, "kaart-15", true), CannotWork);
    course.read(card);
    CHECK(prepare(course, card, "kaart-15", true).earlier_files == 1);
}

TEST_CASE("photos on a card that was formatted at home are not taken for a previous owner's") {
    const Course course;
    const Place card;
    fs::create_directory(card.path / "DCIM");
    prepare(course, card, "kaart-15");
    fs::remove_all(card.path / "INBEELD");
    card.put("DCIM/100CANON/IMG_0001.JPG", picture(1));
    CHECK_THROWS_AS(prepare(course, card, "kaart-15"), CannotWork);
    CHECK(prepare(course, card, "kaart-15", true).earlier_files == 1);
}

TEST_CASE("what is no card, or a card that cannot be written to, is refused and nothing is registered") {
    const Course course;
    const Place home;
    home.put("foto.jpg", picture(1));
    CHECK_THROWS_AS(prepare(course, home, "kaart-15"), CannotWork);
    const Place card;
    fs::create_directory(card.path / "DCIM");
    CHECK_THROWS_AS(prepare(course, card, "kaart-99"), CannotWork);
    card.put("elders/iets.txt", "iets");
    fs::create_directory_symlink("elders", card.path / "INBEELD");
    CHECK_THROWS_AS(prepare(course, card, "kaart-15"), CannotWork);
    CHECK_FALSE(course.open().registration_of(CardId{"kaart-15"}));
    CHECK_FALSE(fs::exists(card.path / "elders/KAART.txt"));
}

TEST_CASE("mounts are read with their spaces, and lines that say something else are passed over") {
    const auto mounts = ingest::read_mounts(
        "36 35 8:17 / /media/anna/KAART\\04007 rw,nosuid shared:1 master:2 - vfat /dev/sdb1 rw\n"
        "niets\n"
        "37 35 0:40 / /run/x rw - tmpfs tmpfs rw\n");
    REQUIRE(mounts.size() == 2);
    CHECK(mounts[0] == ingest::Mount{"/media/anna/KAART 07", "8:17", "/dev/sdb1"});
    CHECK(mounts[1].source == "tmpfs");
}

TEST_CASE("a plain folder has no volume") {
    const Place folder;
    CHECK(ingest::volume_id_of(folder.path).empty());
    CHECK_FALSE(ingest::is_mounted(folder.path));
}
