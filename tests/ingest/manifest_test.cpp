#include "ingest/manifest.hpp"

#include "a_reading.hpp"
#include "ingest/files.hpp"
#include "ingest/picture_id.hpp"
#include "ingest/progress.hpp"

#include <chrono>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>

using a_reading::Course;
using a_reading::picture;
using a_reading::Place;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a manifest lists every file of a card with what became of it") {
    const Course course;
    const Place card;
    card.put("INBEELD/KAART.txt", "kaart-07\n");
    card.put("DCIM/100CANON/IMG_0031.JPG", picture(1));
    card.put("DCIM/100CANON/IMG_0032.JPG", "");
    card.put("DCIM/100CANON/MVI_0001.AVI", "RIFF");
    card.put("DCIM/CANONMSC/M0100.CTG", "CANON CATALOG FILE");
    card.put("DCIM/100CANON/._IMG_0031.JPG", "AppleDouble");
    const auto report = course.read(card);
    const std::string manifest = ingest::manifest_of(report, "2026-07-02T12:00:00");
    CHECK(has(manifest, "<hashlist version=\"2.0\" xmlns=\"urn:ASC:MHL:v2.0\""));
    CHECK(has(manifest,
              "size=\"" + std::to_string(picture(1).size()) + "\">DCIM/100CANON/IMG_0031.JPG</path>"));
    CHECK(
        has(manifest, "action=\"original\" hashdate=\"2026-07-02T12:00:00\">" + ingest::sha256(picture(1))));
    CHECK(has(manifest, "<inbeeld:outcome>bound<"));
    CHECK(has(manifest, "<inbeeld:outcome>quarantined<"));
    CHECK(has(manifest, "<inbeeld:reason>the file is empty<"));
    for (const char* name : {"IMG_0032.JPG", "MVI_0001.AVI", "M0100.CTG", "._IMG_0031.JPG"}) {
        CAPTURE(name);
        CHECK(has(manifest, std::string{name} + "</path>"));
    }
    CHECK_FALSE(has(manifest, "Maya"));
    CHECK(has(ingest::manifest_of(course.read(card), "2026-07-02"), "action=\"verified\""));
}

TEST_CASE("a name that is no text does not break the manifest") {
    const Course course;
    const Place card;
    card.put("DCIM/100CANON/<&\"\x01\xFF\xC3\xA9.JPG", picture(1));
    const std::string manifest = ingest::manifest_of(course.read(card), "2026-07-02");
    CHECK(has(manifest, ">DCIM/100CANON/&lt;&amp;&quot;\xEF\xBF\xBD\xEF\xBF\xBD\xC3\xA9.JPG</path>"));
}

TEST_CASE("every run leaves a manifest of its own, for the owner alone") {
    const Course course;
    const Place card;
    card.put("DCIM/100CANON/IMG_0031.JPG", picture(1));
    const auto report = course.read(card);
    const auto folder = course.folder.path / "library/manifests";
    const auto first = ingest::write_manifest(folder, report, "2026-07-02T12:00:00");
    const auto second = ingest::write_manifest(folder, report, "2026-07-02T12:00:00");
    CHECK(first != second);
    CHECK(course.files_in("manifests").size() == 2);
    const auto perms = std::filesystem::status(first).permissions();
    CHECK((perms & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
          std::filesystem::perms::none);
}

TEST_CASE("progress tells what is done, how fast it goes and how long it takes") {
    using ingest::in_words;
    CHECK(in_words({12, 48, 30'000'000, 120'000'000}, std::chrono::seconds{3}) ==
          "[#####---------------] 12 of 48 photos  10.0 MB/s  0:09 left");
    CHECK(in_words({0, 48, 0, 120'000'000}, std::chrono::seconds{3}) ==
          "[--------------------] 0 of 48 photos");
    CHECK(in_words({48, 48, 120'000'000, 120'000'000}, std::chrono::seconds{12}) ==
          "[####################] 48 of 48 photos  10.0 MB/s");
    CHECK(in_words({0, 0, 0, 0}, std::chrono::seconds{0}) == "[####################] 0 of 0 photos");
    CHECK(in_words({9999, 20000, 1, 80'000'000'000}, std::chrono::hours{9}).size() <= 79);
}
