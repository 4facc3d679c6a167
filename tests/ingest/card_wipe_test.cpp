#include "ingest/card_wipe.hpp"

#include "a_reading.hpp"
#include "catalogue/catalogue.hpp"
#include "ingest/card.hpp"
#include "ingest/card_preparation.hpp"
#include "ingest/files.hpp"
#include "ingest/intake.hpp"
#include "ingest/left_files.hpp"
#include "ingest/look_only.hpp"
#include "ingest/which_card.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

using a_reading::Catalogue;
using a_reading::Course;
using a_reading::picture;
using a_reading::Place;
using ingest::CardReport;
using ingest::LeftFiles;
using ingest::why_not_to_wipe;

namespace {

namespace fs = std::filesystem;

CardReport look(const Course& course, const Place& card) {
    const Catalogue catalogue = course.open();
    const auto contents = ingest::look_through_card(card.path);
    return ingest::look_only(catalogue, contents, ingest::identify_card(catalogue, contents, ""),
                             {ingest::Look::BeforeWiping, {}});
}

/// A card of kaart-07 with one photo, which is in.
struct CardThatIsIn {
    CardThatIsIn() {
        card.put("INBEELD/KAART.txt", "kaart-07\n");
        card.put("DCIM/100CANON/IMG_0031.JPG", picture(1));
        course.read(card);
    }

    Course course;
    Place card;
};

}  // namespace

TEST_CASE("a card of which every photo is in is overwritten, and keeps what says which card it is") {
    const CardThatIsIn in;
    in.card.put("DCIM/CANONMSC/M0100.CTG", "CANON CATALOG FILE");
    in.card.put("DCIM/100CANON/._IMG_0031.JPG", "AppleDouble");
    const fs::path photo = in.card.path / "DCIM/100CANON/IMG_0031.JPG";
    std::ifstream still_open{photo, std::ios::binary};  // sees what is under the name that goes
    const CardReport report = look(in.course, in.card);
    CHECK(report.may_be_wiped());
    REQUIRE(why_not_to_wipe(report, LeftFiles::Stay).empty());
    const auto wiped = ingest::wipe(report);
    CHECK(wiped.files == 3);
    CHECK(wiped.refused.empty());
    const std::string content{std::istreambuf_iterator<char>(still_open), {}};
    CHECK(content.size() == picture(1).size());
    CHECK(content == std::string(content.size(), '\0'));
    CHECK(fs::is_empty(in.card.path / "DCIM"));
    CHECK(fs::exists(in.card.path / "INBEELD/KAART.txt"));
    CHECK(in.course.files_in("masters").size() == 1);
}

TEST_CASE("a card with a photo that is not in is not wiped") {
    const CardThatIsIn in;
    in.card.put("DCIM/100CANON/IMG_0032.JPG", picture(2));
    const CardReport report = look(in.course, in.card);
    CHECK_FALSE(report.may_be_wiped());
    CHECK(why_not_to_wipe(report, LeftFiles::Go).find("IMG_0032.JPG") != std::string::npos);
}

TEST_CASE("a card is not wiped when the library does not give one of its photos back") {
    const CardThatIsIn in;
    const fs::path master = in.course.files_in("masters")[0];
    std::fstream file{master, std::ios::binary | std::ios::in | std::ios::out};
    file.seekp(-10, std::ios::end);
    file << "ANDERS";
    file.close();
    CHECK_FALSE(why_not_to_wipe(look(in.course, in.card), LeftFiles::Go).empty());
    fs::remove(master);
    CHECK_FALSE(why_not_to_wipe(look(in.course, in.card), LeftFiles::Go).empty());
}

TEST_CASE("RAW, movies, sound and unknown files go only when that is said") {
    for (const char* name :
         {"DCIM/100CANON/IMG_0031.CR2", "DCIM/100CANON/MVI_0001.AVI", "DCIM/100CANON/SND_0001.WAV",
          "brief.docx", ".geheim.jpg", "FOUND.000/FILE0000.CHK"}) {
        CAPTURE(name);
        const CardThatIsIn in;
        in.card.put(name, "RIFF of iets anders");
        const CardReport report = look(in.course, in.card);
        CHECK_FALSE(why_not_to_wipe(report, LeftFiles::Stay).empty());
        CHECK(why_not_to_wipe(report, LeftFiles::Go).empty());
        ingest::wipe(report);
        CHECK_FALSE(fs::exists(in.card.path / name));
    }
}

TEST_CASE("a previous owner's photos may be wiped though they are not in") {
    const Course course;
    const Place card;
    card.put("DCIM/100CANON/IMG_0001.JPG", picture(1));
    {
        Catalogue catalogue = course.open();
        ingest::prepare_card(catalogue, {card.path, "kaart-15", {}, {}, false, "2026-03-20T10:00:00"});
    }
    const CardReport report = look(course, card);
    REQUIRE(why_not_to_wipe(report, LeftFiles::Stay).empty());
    CHECK(ingest::wipe(report).files == 1);
}

TEST_CASE("what came onto the card or changed after it was looked at is not wiped") {
    const CardThatIsIn in;
    const CardReport report = look(in.course, in.card);
    in.card.put("DCIM/100CANON/IMG_0032.JPG", picture(2));
    CHECK_THROWS_AS(ingest::wipe(report), catalogue::CannotWork);
    CHECK(fs::exists(in.card.path / "DCIM/100CANON/IMG_0031.JPG"));
    in.card.remove("DCIM/100CANON/IMG_0032.JPG");
    auto changed = picture(1);
    changed[changed.size() / 2] ^= 1;
    in.card.put("DCIM/100CANON/IMG_0031.JPG", changed);  // of the same size
    CHECK(ingest::wipe(report).refused.size() == 1);
    CHECK(ingest::read_file(in.card.path / "DCIM/100CANON/IMG_0031.JPG") == changed);
}

TEST_CASE("wiping never follows a link, and leaves what has another name elsewhere") {
    const CardThatIsIn in;
    const Place elsewhere;
    elsewhere.put("foto.jpg", picture(5));
    fs::create_symlink(elsewhere.path / "foto.jpg", in.card.path / "DCIM/100CANON/IMG_0040.JPG");
    fs::create_directory_symlink(elsewhere.path, in.card.path / "DCIM/101CANON");
    fs::create_hard_link(in.card.path / "DCIM/100CANON/IMG_0031.JPG", elsewhere.path / "ook.jpg");
    const auto wiped = ingest::wipe(look(in.course, in.card));
    CHECK(wiped.files == 0);
    CHECK(wiped.refused.size() == 1);
    CHECK(ingest::read_file(elsewhere.path / "foto.jpg") == picture(5));
    CHECK(ingest::read_file(elsewhere.path / "ook.jpg") == picture(1));
}

TEST_CASE("what stays on a card is told by kind") {
    const Course course;
    const Place card;
    card.put("DCIM/100CANON/IMG_0001.JPG", picture(1));
    card.put("DCIM/100CANON/IMG_0001.CR2", "beside");
    card.put("DCIM/100CANON/IMG_0002.CR2", "alone");
    card.put("DCIM/100CANON/MVI_0003.AVI", "RIFF");
    card.put("DCIM/100CANON/MVI_0003.WAV", "RIFF");
    card.put("DCIM/100CANON/MVI_0003.THM", "thumbnail");
    card.put("brief.docx", "een brief");
    CHECK(ingest::in_words(ingest::left_counts(look(course, card))) ==
          "1 RAW file beside its photo, 1 RAW file without a photo, 1 movie, 1 sound, 1 other file");
}
