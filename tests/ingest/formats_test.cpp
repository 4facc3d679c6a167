#include "ingest/format.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/raw_profile.hpp"
#include "ingest/sanitise.hpp"
#include "jpegs.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <vips/vips.h>

namespace {

using ingest::Bytes;

constexpr std::string_view secret = "Oosterpark 52.3712,4.9187";

/// A picture of 60 × 40, red above and blue below, saved by libvips with Exif that turns it on its side and
/// with a comment.
Bytes saved_as(const std::string& suffix) {
    REQUIRE(VIPS_INIT("ingest_tests") == 0);
    std::array<std::uint8_t, std::size_t{60} * 40 * 3> samples{};
    for (std::size_t i = 0; i < samples.size(); i += 3) samples.at(i < samples.size() / 2 ? i : i + 2) = 230;
    VipsImage* raw = vips_image_new_from_memory(samples.data(), samples.size(), 60, 40, 3, VIPS_FORMAT_UCHAR);
    VipsImage* image = nullptr;
    REQUIRE(vips_copy(raw, &image, "interpretation", VIPS_INTERPRETATION_sRGB, nullptr) == 0);
    vips_image_set_int(image, VIPS_META_ORIENTATION, 6);
    vips_image_set_string(image, "png-comment-0-Comment", secret.data());
    vips_image_set_string(image, VIPS_META_IMAGEDESCRIPTION, secret.data());
    vips_image_set_string(image, "exif-ifd0-ImageDescription", secret.data());
    vips_image_set_string(image, "exif-ifd2-DateTimeOriginal", "2026:04:20 11:12:00");
    void* data = nullptr;
    std::size_t length = 0;
    REQUIRE(vips_image_write_to_buffer(image, suffix.c_str(), &data, &length, nullptr) == 0);
    const auto* bytes = static_cast<const std::uint8_t*>(data);
    Bytes file{bytes, bytes + length};
    g_free(data);
    g_object_unref(image);
    g_object_unref(raw);
    return file;
}

}  // namespace

TEST_CASE("pictures of other formats become JPEGs of nothing but the picture") {
    // What libvips writes of the Exif differs: nothing into a PNG, no times into a TIFF.
    struct Case {
        std::string_view suffix;
        int orientation;
        std::string_view taken;
    };
    for (const auto& [suffix, orientation, taken] :
         {Case{".png", 1, ""}, Case{".webp", 6, "2026:04:20 11:12:00"}, Case{".tif", 6, ""}}) {
        CAPTURE(suffix);
        const Bytes file = saved_as(std::string{suffix});
        const auto result = ingest::sanitise(file, "IMG_0001.JPG", {});  // the name does not decide
        REQUIRE_MESSAGE(result.picture, result.refusal.reason);
        CHECK(result.picture->damage == "");
        CHECK_FALSE(jpegs::holds(result.picture->jpeg, "Oosterpark"));
        CHECK(result.picture->notes.orientation == orientation);
        CHECK(result.picture->notes.taken == taken);
        CHECK(result.picture->width == 60);
        const auto structure = ingest::parse_jpeg(result.picture->jpeg);
        REQUIRE(structure);
        CHECK(structure->frame.components == 3);
    }
}

TEST_CASE("a cut PNG is kept and called damaged, or refused, but never passed off as whole") {
    Bytes file = saved_as(".png");
    for (std::size_t length = file.size() - 13; length > 8; length -= 7) {
        const auto result = ingest::sanitise(ingest::ByteView{file}.first(length), "x.png", {});
        if (result.picture) CHECK(result.picture->damage != "");
    }
}

TEST_CASE("Exif that a PNG carries as text is read") {
    const Bytes tiff = ingest::read_raw_profile("\nexif\n      12\n457869660000\n49492a000800\n");
    CHECK(tiff == Bytes{'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0});
    for (const char* text : {"", "\nexif", "\nexif\n8\n", "\nexif\n8\nOosterpark", "\nexif\n8\n4"}) {
        CHECK(ingest::read_raw_profile(text).empty());
    }
}

TEST_CASE("what a file is, is told by its content") {
    using ingest::Format;
    using ingest::format_of;
    const auto of = [](std::string_view bytes, std::string_view name) {
        return format_of({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, name);
    };
    using namespace std::string_view_literals;
    CHECK(of("\xFF\xD8\xFF\xE1"sv, "photo.png") == Format::Jpeg);
    CHECK(of("\0\0\0\x18"
             "ftypmp42\0\0\0\0"sv,
             "photo.jpg") == Format::Movie);
    CHECK(of("\0\0\0\x18"
             "ftypmif1\0\0\0\0heic"sv,
             "photo.jpg") == Format::Heif);
    CHECK(of("RIFF\0\0\0\0WEBP"sv, "x") == Format::WebP);
    CHECK(of("RIFF\0\0\0\0AVI "sv, "x") == Format::Movie);
    CHECK(of("II*\0\x10\0\0\0CR\2\0"sv, "x.jpg") == Format::Raw);
    CHECK(of("II*\0\x08\0\0\0"sv, "x.nef") == Format::Raw);
    CHECK(of("II*\0\x08\0\0\0"sv, "x.tif") == Format::Tiff);
    CHECK(of("geen foto"sv, "x.jpg") == Format::Other);
    CHECK(of(""sv, "x.jpg") == Format::Empty);
}
