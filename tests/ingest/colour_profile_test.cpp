#include "ingest/colour_profile.hpp"

#include "jpegs.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace {

using ingest::Bytes;
using ingest::clean_profile;
using namespace std::string_literals;

std::string big_endian(std::uint32_t number) {
    std::string bytes;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>(number >> shift & 0xFFU);
    return bytes;
}

struct Tag {
    std::string name;
    std::string content;
};

/// A profile with the tags, one behind the other.
Bytes profile(const std::string& space, const std::vector<Tag>& tags) {
    std::string table = big_endian(static_cast<std::uint32_t>(tags.size()));
    std::string content;
    for (const Tag& tag : tags) {
        const auto at = static_cast<std::uint32_t>(132 + 12 * tags.size() + content.size());
        table += tag.name + big_endian(at) + big_endian(static_cast<std::uint32_t>(tag.content.size()));
        content += tag.content;
    }
    std::string header(128, '\0');
    header.replace(4, 4, "Ria ").replace(16, 4, space).replace(20, 4, "XYZ ").replace(36, 4, "acsp");
    const std::string whole = header + table + content;
    return {whole.begin(), whole.end()};
}

std::string xyz(double y) {
    const auto number = static_cast<std::uint32_t>(y * 65536);
    return "XYZ \0\0\0\0"s + big_endian(number) + big_endian(number) + big_endian(number);
}

std::string curve(const std::string& values) {
    return "curv\0\0\0\0"s + big_endian(static_cast<std::uint32_t>(values.size() / 2)) + values;
}

std::vector<Tag> rgb_tags(const std::string& tone) {
    return {{"rXYZ", xyz(0.4)},      {"gXYZ", xyz(0.5)},
            {"bXYZ", xyz(0.1)},      {"wtpt", xyz(0.9)},
            {"rTRC", tone},          {"gTRC", tone},
            {"bTRC", tone},          {"desc", "desc\0\0\0\0Oosterpark 5"s},
            {"priv", "Oosterpark 5"}};
}

}  // namespace

TEST_CASE("a colour profile keeps its numbers and none of its words") {
    const Bytes clean = clean_profile(profile("RGB ", rgb_tags(curve("\0\0\x40\0\xFF\xFF"s))), 3);
    REQUIRE_FALSE(clean.empty());
    CHECK(jpegs::holds(clean, xyz(0.4)));
    CHECK(jpegs::holds(clean, "\0\0\x40\0\xFF\xFF"s));
    CHECK_FALSE(jpegs::holds(clean, "Oosterpark"));
    CHECK_FALSE(jpegs::holds(clean, "Ria"));
    CHECK(clean_profile(clean, 3) == clean);
}

TEST_CASE("words in place of a tone curve make a profile worthless") {
    CHECK(clean_profile(profile("RGB ", rgb_tags(curve("Oosterpark 5"))), 3).empty());
}

TEST_CASE("a profile for other colours than the picture's is left out") {
    const Bytes rgb = profile("RGB ", rgb_tags(curve("\2\0"s)));
    CHECK_FALSE(clean_profile(rgb, 3).empty());
    CHECK(clean_profile(rgb, 1).empty());
    CHECK(clean_profile(rgb, 4).empty());
    const Bytes grey = profile("GRAY", {{"kTRC", curve("\2\0"s)}, {"wtpt", xyz(0.9)}});
    CHECK_FALSE(clean_profile(grey, 1).empty());
}

TEST_CASE("a profile that is cut at any byte harms nothing") {
    const Bytes whole = profile("RGB ", rgb_tags(curve("\0\0\x40\0\xFF\xFF"s)));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        CHECK_FALSE(jpegs::holds(clean_profile(ingest::ByteView{whole}.first(length), 3), "Oosterpark"));
    }
}
