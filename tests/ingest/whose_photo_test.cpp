// Whose pictures are and when they were taken, from the card to the record.

#include "a_reading.hpp"
#include "catalogue/catalogue.hpp"
#include "ingest/intake.hpp"
#include "ingest/picture_id.hpp"
#include "ingest/pictures.hpp"
#include "ingest/renditions.hpp"
#include "photographed_card.hpp"

#include <string>

#include <doctest/doctest.h>
#include <fmt/core.h>

namespace {

using a_reading::Course;
using a_reading::picture;
using a_reading::Place;
using a_reading::taken_at;
using ingest::Bytes;
using ingest::CardReport;
using Became = ingest::FileReport::Outcome;

const catalogue::Day opening = catalogue::parse_day("2026-07-02");

/// A photo of somebody's start card, by a camera whose clock says `camera`.
Bytes start_photo(const Course& course, const char* person, const std::string& real,
                  const std::string& camera) {
    const auto catalogue = course.open();
    const std::string text =
        fmt::format("INBEELD1/{}/{}/{}", catalogue.course().id, catalogue.start_code({person}), real);
    return taken_at(ingest::encode_master(photographed_card::photo_of(text, {.degrees = 8})), camera);
}

/// "d2 confirmed 2026-04-21T10:20:00, ..."
std::string told(const CardReport& report) {
    std::string all;
    for (const auto& photo : report.photos) {
        if (!photo.origin || photo.outcome == Became::Start) continue;
        const catalogue::Origin& origin = *photo.origin;
        all += fmt::format("{}{} {} {}", all.empty() ? "" : ", ", origin.maker ? origin.maker->value : "?",
                           origin.confirmed ? "confirmed" : "proposed",
                           origin.taken_true.empty() ? "?" : origin.taken_true);
    }
    return all;
}

}  // namespace

TEST_CASE("start photos divide a shared camera's pictures and put its clock right") {
    const Course course;
    const Place card;
    card.put("INBEELD/KAART.txt", "kaart-07");
    card.put("DCIM/100CANON/IMG_0100.JPG", taken_at(picture(100), "2026:04:17 12:00:00"));
    card.put("DCIM/100CANON/IMG_0101.JPG",
             start_photo(course, "d1", "2026-04-21T10:00", "2026:04:21 09:00:00"));
    card.put("DCIM/100CANON/IMG_0102.JPG", taken_at(picture(102), "2026:04:21 09:20:00"));
    card.put("DCIM/100CANON/IMG_0103.JPG",
             start_photo(course, "d3", "2026-04-21T11:00", "2026:04:21 10:00:00"));
    card.put("DCIM/100CANON/IMG_0104.JPG", taken_at(picture(104), "2026:04:21 10:30:00"));
    const std::string expected =
        "d1 proposed 2026-04-17T13:00:00, d1 confirmed 2026-04-21T10:20:00, d3 confirmed 2026-04-21T11:30:00";
    const CardReport first = course.read(card);
    CHECK(told(first) == expected);
    CHECK(first.count(Became::Start) == 2);
    CHECK(first.photos[3].origin->maker->value == "d3");
    CHECK(first.may_be_wiped());
    CHECK(course.files_in("masters").size() == 3);

    const CardReport again = course.read(card);
    CHECK(told(again) == expected);
    CHECK(again.count(Became::Start) == 2);

    // The participant deleted the start photos: what they told is not forgotten.
    card.remove("DCIM/100CANON/IMG_0101.JPG");
    card.remove("DCIM/100CANON/IMG_0103.JPG");
    CHECK(told(course.read(card)) == expected);
}

TEST_CASE("a card of one borrower says whose its pictures are, and a start photo says otherwise") {
    const Course course;
    const Place card;
    card.put("INBEELD/KAART.txt", "kaart-12");
    card.put("DCIM/100CANON/IMG_0901.JPG", taken_at(picture(1), "2026:04:17 12:00:00"));
    card.put("DCIM/100CANON/IMG_0902.JPG",
             start_photo(course, "d6", "2026-04-21T10:00", "2026:04:21 10:00:30"));
    card.put("DCIM/100CANON/IMG_0903.JPG", taken_at(picture(3), "2026:04:21 12:00:00"));
    CHECK(told(course.read(card)) == "d2 confirmed 2026-04-17T12:00:00, d6 confirmed 2026-04-21T12:00:00");
}

TEST_CASE("a start card of another course makes nobody's what comes after it") {
    const Course course;
    const Place card;
    card.put("INBEELD/KAART.txt", "kaart-12");
    const auto photo = photographed_card::photo_of("INBEELD1/INB-2031/0123456789/2026-04-21T10:00");
    card.put("DCIM/100CANON/IMG_0902.JPG", ingest::encode_master(photo));
    card.put("DCIM/100CANON/IMG_0903.JPG", picture(3));
    const CardReport report = course.read(card);
    CHECK(told(report) == "? proposed ?");
    CHECK(report.photos[0].reason == "a start card that this course does not know");
}

TEST_CASE("pictures from before the camera was lent are set aside unseen") {
    const Course course;
    const Place card;
    card.put("INBEELD/KAART.txt", "kaart-12");
    card.put("DCIM/100CANON/IMG_0001.JPG", taken_at(picture(1), "2010:07:14 15:00:00"));
    card.put("DCIM/100CANON/IMG_0002.JPG", taken_at(picture(2), "2012:12:25 18:00:00"));
    card.put("DCIM/100CANON/IMG_0003.JPG", taken_at(picture(3), "2026:04:17 12:00:00"));
    const CardReport report = course.read(card);
    CHECK(report.count(Became::SetAside) == 2);
    CHECK(told(report) == "? proposed ?, ? proposed ?, d2 confirmed 2026-04-17T12:00:00");
    CHECK(course.files_in("masters").size() == 3);
    CHECK(course.files_in("renditions").size() == 3);
    ingest::make_missing_renditions(course.open());
    CHECK(course.files_in("renditions").size() == 3);
}

TEST_CASE("a wrong year is known to be the participant's own once a start photo says so") {
    const Course course;
    const Place card;
    card.put("INBEELD/KAART.txt", "kaart-12");
    card.put("DCIM/100CANON/IMG_0001.JPG",
             start_photo(course, "d2", "2026-04-14T10:00", "2016:04:14 10:00:00"));
    card.put("DCIM/100CANON/IMG_0002.JPG", taken_at(picture(2), "2016:04:15 12:30:00"));
    const CardReport report = course.read(card);
    CHECK(told(report) == "d2 confirmed 2026-04-15T12:30:00");
    CHECK(report.photos[1].origin->taken_reason == "de klok liep 3652 dagen achter (startfoto)");
    CHECK(course.files_in("renditions").size() == 3);
}

TEST_CASE("what a card held when it was prepared is left on it and not looked at") {
    const Course course;
    const Place card;
    card.put("DCIM/100OLYMP/P0000001.JPG", picture(50));
    const Bytes earlier = picture(50);
    {
        auto catalogue = course.open();
        catalogue.register_card({.card = {"kaart-12"},
                                 .camera = {},
                                 .volume_id = "",
                                 .prepared_at = "2026-03-24T09:00:00",
                                 .earlier_files = {ingest::sha256(earlier)}});
    }
    card.put("DCIM/100CANON/IMG_0001.JPG", taken_at(picture(2), "2016:04:15 12:30:00"));
    const CardReport report = course.read(card, "kaart-12");
    CHECK(report.count(Became::EarlierOwner) == 1);
    CHECK(told(report) == "d2 confirmed 2026-04-15T12:30:00");
    CHECK(course.files_in("masters").size() == 1);
}

TEST_CASE("pictures of a card that nobody knows are nobody's until somebody says so") {
    const Course course;
    const Place card;
    card.put("DCIM/100CANON/IMG_0001.JPG", taken_at(picture(1), "2026:04:17 12:00:00"));
    CHECK(told(course.read(card)) == "? proposed 2026-04-17T12:00:00");
}
