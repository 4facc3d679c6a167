#include "ingest/sanitise.hpp"

#include "ingest/capture_notes.hpp"
#include "ingest/exif.hpp"
#include "ingest/jpeg_structure.hpp"
#include "jpegs.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;
using ingest::Bytes;
using ingest::ByteView;
using ingest::sanitise;
using jpegs::a_jpeg;
using jpegs::before_marker;
using jpegs::behind_start;
using jpegs::holds;
using jpegs::joined;
using jpegs::segment;

constexpr auto secret = "Oosterpark 52.3712,4.9187 J. de Vries"sv;

struct Carrier {
    std::string_view where;
    Bytes file;
};

std::string exif_with(std::string_view tiff_bytes) {
    return "Exif\0\0"s.append(tiff_bytes);
}

std::string text(const Bytes& bytes) {
    return {bytes.begin(), bytes.end()};
}

/// Exif with the secret as the value of one tag.
Bytes exif_tag(std::uint32_t tag, std::uint32_t type = 2) {
    const auto length = static_cast<std::uint32_t>(secret.size());
    return segment(0xE1, exif_with(text(jpegs::tiff({{tag, type, length, jpegs::values_at(1)}}, secret))));
}

Bytes labelled(std::uint8_t marker, std::string_view label) {
    return segment(marker, std::string{label}.append(secret));
}

std::string icc_with_text() {
    std::string profile(128, '\0');
    profile.replace(16, 4, "RGB ").replace(20, 4, "XYZ ").replace(36, 4, "acsp");
    profile += "\0\0\0\1cprt\0\0\0\x90\0\0\0\x40text\0\0\0\0"sv;
    return profile.append(secret).append(40, '\0');
}

/// The same picture, with the secret in every place where such things are found.
std::vector<Carrier> carriers() {
    const Bytes plain = a_jpeg();
    const Bytes progressive = a_jpeg({.progressive = true});
    std::vector<Carrier> all = {
        {"Exif image description", behind_start(plain, exif_tag(0x010E))},
        {"Exif artist", behind_start(plain, exif_tag(0x013B))},
        {"Exif maker's name", behind_start(plain, exif_tag(0x010F))},
        {"Exif software", behind_start(plain, exif_tag(0x0131))},
        {"maker note", behind_start(plain, exif_tag(0x927C, 7))},
        {"user comment", behind_start(plain, exif_tag(0x9286, 7))},
        {"XP comment", behind_start(plain, exif_tag(0x9C9C, 1))},
        {"slack of a directory",
         behind_start(plain, segment(0xE1, exif_with(text(jpegs::tiff({}, secret)))))},
        {"GPS directory", behind_start(plain, exif_tag(0x8825, 4))},
        {"second Exif",
         behind_start(plain, joined(segment(0xE1, exif_with(text(jpegs::tiff({})))), exif_tag(0x010E)))},
        {"late Exif", before_marker(plain, 0xDA, exif_tag(0x010E))},
        {"XMP", behind_start(plain, labelled(0xE1, "http://ns.adobe.com/xap/1.0/\0"sv))},
        {"extended XMP", behind_start(plain, labelled(0xE1, "http://ns.adobe.com/xmp/extension/\0"sv))},
        {"Photoshop block", behind_start(plain, labelled(0xED,
                                                         "Photoshop 3.0\0"
                                                         "8BIM\4\4"sv))},
        {"multi-picture index", behind_start(plain, labelled(0xE2, "MPF\0"sv))},
        {"JFXX thumbnail", behind_start(plain, labelled(0xE0, "JFXX\0\x10"sv))},
        {"long Adobe segment", behind_start(plain, labelled(0xEE, "Adobe\0\x64\0\0\0\0\1"sv))},
        {"text in a colour profile",
         behind_start(plain, segment(0xE2, "ICC_PROFILE\0\1\1"s.append(icc_with_text())))},
        {"comment", behind_start(plain, segment(0xFE, secret))},
        {"comment between scans", before_marker(progressive, 0xDA, segment(0xFE, secret), 2)},
        {"Exif between scans", before_marker(progressive, 0xDA, exif_tag(0x010E), 3)},
        {"junk between segments", before_marker(plain, 0xDB, ByteView{segment(0xFE, secret)}.subspan(4))},
        {"behind the end of the picture", joined(plain, segment(0xFE, secret))},
        {"behind the end of the coded data",
         before_marker(plain, 0xD9, ByteView{segment(0xFE, secret)}.subspan(4))},
        {"behind the coded data of a scan",
         before_marker(progressive, 0xDA, ByteView{segment(0xFE, secret)}.subspan(4), 2)},
        {"another picture behind this", joined(plain, behind_start(plain, segment(0xFE, secret)))},
    };
    for (std::uint8_t marker = 0xE0; marker <= 0xEF; ++marker) {
        all.push_back({"application segment", behind_start(plain, segment(marker, secret))});
        all.push_back({"application segment before a scan",
                       before_marker(progressive, 0xDA, segment(marker, secret), 1)});
    }
    for (std::uint8_t marker = 0xF0; marker <= 0xFD; ++marker) {
        all.push_back({"reserved segment", behind_start(plain, segment(marker, secret))});
    }
    return all;
}

Bytes coding_of(ByteView jpeg) {
    const auto structure = ingest::parse_jpeg(jpeg);
    REQUIRE(structure);
    return ingest::coded_picture(*structure);
}

Bytes with_slack(std::uint8_t marker) {
    const Bytes plain = a_jpeg();
    Bytes file = plain;
    for (std::size_t at = 2; at + 4 < file.size(); ++at) {
        if (file[at] != 0xFF || file[at + 1] != marker) continue;
        const std::size_t length = std::size_t{file[at + 2]} << 8U | file[at + 3];
        const std::size_t longer = length + secret.size();
        file[at + 2] = static_cast<std::uint8_t>(longer >> 8U);
        file[at + 3] = static_cast<std::uint8_t>(longer & 0xFFU);
        file.insert(file.begin() + static_cast<std::ptrdiff_t>(at + 2 + length), secret.begin(),
                    secret.end());
        return file;
    }
    FAIL("no such segment");
    return {};
}

}  // namespace

TEST_CASE("whatever carries a place or a name, only the picture is left") {
    for (const Carrier& carrier : carriers()) {
        CAPTURE(carrier.where);
        REQUIRE(holds(carrier.file, secret));
        const auto result = sanitise(carrier.file, "IMG_0001.JPG", {});
        REQUIRE_MESSAGE(result.picture, result.refusal.reason);
        const Bytes& clean = result.picture->jpeg;
        CHECK(result.picture->damage == "");
        for (const auto part : {secret, "Oosterpark"sv, "52.37"sv, "Vries"sv})
            CHECK_FALSE(holds(clean, part));
        const bool progressive = carrier.where.find("scan") != std::string_view::npos;
        const Bytes untouched = a_jpeg({.progressive = progressive});
        CHECK(coding_of(clean) == coding_of(untouched));
    }
}

TEST_CASE("what is clean stays as it is when it is cleaned again") {
    for (const Carrier& carrier : carriers()) {
        CAPTURE(carrier.where);
        const auto once = sanitise(carrier.file, "IMG_0001.JPG", {});
        REQUIRE(once.picture);
        const auto twice = sanitise(once.picture->jpeg, "IMG_0001.JPG", {});
        REQUIRE(twice.picture);
        CHECK(once.picture->jpeg == twice.picture->jpeg);
        CHECK(once.picture->id == twice.picture->id);
    }
}

TEST_CASE("how a photo was taken reads back as it was written, whatever the camera said") {
    for (const double told :
         {1e-6, 0.000987, 0.004, 0.15, 0.25, 0.28, 0.299, 0.3, 0.32, 0.5, 0.77, 2.5, 3600.0}) {
        CAPTURE(told);
        ingest::CaptureNotes notes;
        notes.exposure = told;
        notes.f_number = 0.5 + told / 50;
        notes.focal_length = 0.5 + told / 3;
        const Bytes once = ingest::write_exif(notes, 640, 480);
        CHECK(ingest::write_exif(ingest::read_exif(once), 640, 480) == once);
    }
}

TEST_CASE("a time that stands only in XMP or IPTC is the time that a photo was taken") {
    const auto dataset = [](char number, std::string_view value) {
        return std::string{'\x1C', '\x02', number, '\0', static_cast<char>(value.size())}.append(value);
    };
    const auto iptc = [&](std::string_view date, std::string_view time) {
        const std::string record = dataset(5, "A title") + dataset(55, date) + dataset(60, time);
        const std::string before = "8BIM\x04\x22\003Any\0\0\0\003one\0"s;
        const std::string head = "8BIM\x04\x04\0\0\0\0\0"s;
        return segment(0xED, "Photoshop 3.0\0"s + before + head + static_cast<char>(record.size()) + record);
    };
    const auto taken = [](const Bytes& metadata) {
        const auto result = sanitise(behind_start(a_jpeg(), metadata), "IMG_0001.JPG", {});
        REQUIRE(result.picture);
        CHECK(sanitise(result.picture->jpeg, "IMG_0001.JPG", {}).picture->notes == result.picture->notes);
        return result.picture->notes.taken;
    };
    CHECK(taken(iptc("20061029", "062751-0500")) == "2006:10:29 06:27:51");
    CHECK(taken(iptc("20061029", "062751")) == "2006:10:29 06:27:51");
    CHECK(taken(iptc("20061329", "062751")) == "");
    CHECK(taken(iptc("2006", "062751")) == "");
    CHECK(taken(iptc("20061029", "")) == "");
    CHECK(taken(segment(0xE1,
                        "http://ns.adobe.com/xap/1.0/\0<x photoshop:DateCreated='2006-10-29T06:27:51'/>"s)) ==
          "2006:10:29 06:27:51");
    // Cut off anywhere, it is at most not told.
    const Bytes whole = iptc("20061029", "062751-0500");
    for (std::size_t length = 20; length < whole.size(); ++length) {
        taken(segment(0xED,
                      std::string{whole.begin() + 4, whole.begin() + static_cast<std::ptrdiff_t>(length)}));
    }
}

TEST_CASE("nothing hides behind the content of a coding segment") {
    for (const std::uint8_t marker : std::initializer_list<std::uint8_t>{0xDB, 0xC4, 0xC0, 0xDA}) {
        CAPTURE(marker);
        const auto result = sanitise(with_slack(marker), "IMG_0001.JPG", {});
        REQUIRE(result.picture);
        CHECK_FALSE(holds(result.picture->jpeg, secret));
        CHECK(coding_of(result.picture->jpeg) == coding_of(a_jpeg()));
    }
}

TEST_CASE("a number of lines that no decoder here asks for does not stay") {
    for (const std::uint8_t before : std::initializer_list<std::uint8_t>{0xDB, 0xDA, 0xD9}) {
        CAPTURE(before);
        const Bytes jpeg = before_marker(a_jpeg(), before, segment(0xDC, "Xq"));
        const auto result = sanitise(jpeg, "IMG_0001.JPG", {});
        REQUIRE(result.picture);
        CHECK_FALSE(holds(result.picture->jpeg, "Xq"));
        CHECK(coding_of(result.picture->jpeg) == coding_of(a_jpeg()));
    }
}

TEST_CASE("the same picture under other metadata is the same picture") {
    const auto plain = sanitise(a_jpeg(), "IMG_0001.JPG", {});
    REQUIRE(plain.picture);
    for (const Carrier& carrier : carriers()) {
        if (carrier.where.find("scan") != std::string_view::npos) continue;
        CAPTURE(carrier.where);
        CHECK(sanitise(carrier.file, "x.jpg", {}).picture->id == plain.picture->id);
    }
    const auto other = sanitise(a_jpeg({.seed = 2}), "IMG_0001.JPG", {});
    CHECK(other.picture->id != plain.picture->id);
}

TEST_CASE("every way of coding comes through byte for byte") {
    using jpegs::Colours;
    for (const jpegs::Shape& shape :
         {jpegs::Shape{}, jpegs::Shape{.width = 33, .height = 17}, jpegs::Shape{.progressive = true},
          jpegs::Shape{.colours = Colours::Grey}, jpegs::Shape{.colours = Colours::Cmyk},
          jpegs::Shape{.restart_rows = 1}, jpegs::Shape{.progressive = true, .restart_rows = 1},
          jpegs::Shape{.width = 8, .height = 8, .colours = Colours::Grey}}) {
        CAPTURE(shape.width);
        CAPTURE(shape.progressive);
        const Bytes file = a_jpeg(shape);
        const auto result = sanitise(file, "IMG_0001.JPG", {});
        REQUIRE_MESSAGE(result.picture, result.refusal.reason);
        CHECK(result.picture->damage == "");
        CHECK(result.picture->width == shape.width);
        CHECK(result.picture->height == shape.height);
        CHECK(coding_of(result.picture->jpeg) == coding_of(file));
    }
}

TEST_CASE("padding that a camera writes behind its picture is part of what it coded") {
    const Bytes padded = before_marker(a_jpeg(), 0xD9, Bytes(40, 0));
    const auto result = sanitise(padded, "IMG_0001.JPG", {});
    REQUIRE(result.picture);
    CHECK(coding_of(result.picture->jpeg) == coding_of(padded));
}

TEST_CASE("a short word at the very end of the coded data does not stay") {
    for (const std::string_view word :
         {"Vries"sv, "Utrecht"sv, "Ria 1953"sv, "Utrecht\0\0\0\0\0\0\0\0\0\0\0\0"sv}) {
        const Bytes bytes{word.begin(), word.end()};
        for (const bool progressive : {false, true}) {
            CAPTURE(word);
            const Bytes plain = a_jpeg({.progressive = progressive});
            const auto result = sanitise(before_marker(plain, 0xD9, bytes), "IMG_0001.JPG", {});
            REQUIRE(result.picture);
            CHECK_FALSE(holds(result.picture->jpeg, word.substr(0, word.find('\0'))));
            CHECK(coding_of(result.picture->jpeg) == coding_of(plain));
        }
    }
}

TEST_CASE("a picture that was cut off is kept and called damaged") {
    Bytes cut = a_jpeg({.width = 640, .height = 480});
    cut.resize(cut.size() / 2);
    const auto result = sanitise(cut, "IMG_0001.JPG", {});
    REQUIRE(result.picture);
    CHECK(result.picture->damage == "the picture stops before its end");
    CHECK(result.picture->height == 480);
    const auto again = sanitise(result.picture->jpeg, "IMG_0001.JPG", {});
    REQUIRE(again.picture);
    CHECK(again.picture->damage == "");
    CHECK(again.picture->jpeg == result.picture->jpeg);
}

TEST_CASE("what lies on the card behind a picture that was cut off does not come in") {
    Bytes cut = a_jpeg({.width = 640, .height = 480});
    cut.resize(cut.size() / 2);
    for (int i = 0; i < 40; ++i) cut.insert(cut.end(), secret.begin(), secret.end());
    const auto result = sanitise(cut, "IMG_0001.JPG", {});
    REQUIRE(result.picture);
    CHECK(result.picture->damage != "");
    CHECK_FALSE(holds(result.picture->jpeg, "Oosterpark"));
}

TEST_CASE("another photo's clusters in the middle of a picture do not come in") {
    const Bytes first = a_jpeg({.width = 640, .height = 480});
    Bytes crossed{first.begin(), first.begin() + static_cast<std::ptrdiff_t>(first.size() / 2)};
    crossed = joined(crossed, behind_start(a_jpeg({.seed = 9}), segment(0xE1, secret)));
    const auto result = sanitise(crossed, "IMG_0001.JPG", {});
    REQUIRE(result.picture);
    CHECK(result.picture->damage == "another file's contents lie in the middle of the picture");
    CHECK(result.picture->width == 640);
    CHECK_FALSE(holds(result.picture->jpeg, "Oosterpark"));
}

TEST_CASE("a header that claims a huge picture is not believed") {
    Bytes bomb = a_jpeg();
    for (std::size_t at = 2; at + 9 < bomb.size(); ++at) {
        if (bomb[at] != 0xFF || bomb[at + 1] != 0xC0) continue;
        bomb[at + 5] = bomb[at + 7] = 0xFF;
        break;
    }
    const auto result = sanitise(bomb, "IMG_0001.JPG", {});
    CHECK_FALSE(result.picture);
    CHECK(result.refusal.kind == ingest::Refusal::Kind::Doubtful);
}

TEST_CASE("what is no picture is refused with a reason") {
    const Bytes noise(5000, 0x55);
    const Bytes ones(5000, 0xFF);
    const std::string_view words = "geen foto";
    for (const ByteView file :
         {ByteView{}, ByteView{noise}, ByteView{ones},
          ByteView{reinterpret_cast<const std::uint8_t*>(words.data()), words.size()}}) {
        const auto result = sanitise(file, "IMG_0001.JPG", {});
        CHECK_FALSE(result.picture);
        CHECK(result.refusal.reason != "");
    }
}

TEST_CASE("a picture survives being cut at any byte") {
    const Bytes whole =
        behind_start(a_jpeg({.width = 32, .height = 24, .progressive = true}), exif_tag(0x010E));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto result = sanitise(ByteView{whole}.first(length), "IMG_0001.JPG", {});
        if (result.picture) CHECK_FALSE(holds(result.picture->jpeg, "Oosterpark"));
    }
}
