#include "ingest/colour_profile.hpp"

#include "ingest/bytes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace ingest {

namespace {

using namespace std::string_view_literals;
using Signature = std::uint32_t;

constexpr Signature signature(std::string_view letters) {
    Signature value = 0;
    for (const char letter : letters) value = value << 8U | static_cast<unsigned char>(letter);
    return value;
}

constexpr std::size_t header_length = 128;
constexpr std::size_t entry_length = 12;

std::uint32_t read_16(ByteView bytes, std::size_t at) {
    return static_cast<std::uint32_t>(bytes[at]) << 8U | bytes[at + 1];
}

std::uint32_t read_32(ByteView bytes, std::size_t at) {
    return read_16(bytes, at) << 16U | read_16(bytes, at + 2);
}

void append_32(Bytes& out, std::uint32_t number) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        out.push_back(static_cast<std::uint8_t>(number >> shift & 0xFFU));
    }
}

void append(Bytes& out, std::string_view text) {
    out.insert(out.end(), text.begin(), text.end());
}

/// Type signature, four zero bytes, then the numbers: as much of the tag as means something.
Bytes with_type(Signature type, ByteView numbers) {
    Bytes tag;
    append_32(tag, type);
    append_32(tag, 0);
    tag.insert(tag.end(), numbers.begin(), numbers.end());
    return tag;
}

bool all_between(ByteView numbers, double least, double most) {  // s15Fixed16
    for (std::size_t at = 0; at + 4 <= numbers.size(); at += 4) {
        const double value = static_cast<std::int32_t>(read_32(numbers, at)) / 65536.0;
        if (value < least || value > most) return false;
    }
    return true;
}

std::optional<Bytes> clean_numbers(Signature type, ByteView tag, std::size_t count) {
    if (tag.size() < 8 + 4 * count) return std::nullopt;
    const ByteView numbers = tag.subspan(8, 4 * count);
    if (!all_between(numbers, -5, 5)) return std::nullopt;
    return with_type(type, numbers);
}

// A tone curve rises. Words do not, so that none fits in one.
std::optional<Bytes> clean_curve(ByteView tag) {
    if (tag.size() < 12) return std::nullopt;
    const std::size_t count = read_32(tag, 8);
    if (count > 4096 || tag.size() < 12 + 2 * count) return std::nullopt;
    for (std::size_t i = 1; i < count; ++i) {
        if (read_16(tag, 12 + 2 * i) < read_16(tag, 10 + 2 * i)) return std::nullopt;
    }
    return with_type(signature("curv"), tag.subspan(8, 4 + 2 * count));
}

std::optional<Bytes> clean_parametric(ByteView tag) {
    constexpr std::array<std::size_t, 5> parameters = {1, 3, 4, 5, 7};  // ICC.1:2022 table 68
    if (tag.size() < 12) return std::nullopt;
    const std::size_t function = read_16(tag, 8);
    if (function >= parameters.size()) return std::nullopt;
    const std::size_t length = 4 * parameters.at(function);
    if (tag.size() < 12 + length || !all_between(tag.subspan(12, length), -100, 100)) return std::nullopt;
    Bytes numbers = {0, static_cast<std::uint8_t>(function), 0, 0};
    numbers.insert(numbers.end(), tag.begin() + 12, tag.begin() + 12 + static_cast<std::ptrdiff_t>(length));
    return with_type(signature("para"), numbers);
}

std::optional<Bytes> clean_tag(Signature type, ByteView tag) {
    if (type == signature("XYZ ")) return clean_numbers(type, tag, 3);
    if (type == signature("sf32")) return clean_numbers(type, tag, 9);
    if (type == signature("curv")) return clean_curve(tag);
    if (type == signature("para")) return clean_parametric(tag);
    return std::nullopt;
}

using Tags = std::map<Signature, Bytes>;  // in order, so that the result has one form only

std::vector<Signature> wanted_tags(int components) {
    if (components == 1) return {signature("kTRC"), signature("wtpt"), signature("chad")};
    return {signature("rXYZ"), signature("gXYZ"), signature("bXYZ"), signature("rTRC"),
            signature("gTRC"), signature("bTRC"), signature("wtpt"), signature("chad")};
}

Tags read_tags(ByteView profile, int components) {
    Tags tags;
    const auto wanted = wanted_tags(components);
    const std::size_t count = std::min<std::size_t>(read_32(profile, header_length), 100);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t entry = header_length + 4 + i * entry_length;
        if (profile.size() - entry < entry_length || entry > profile.size()) break;
        const Signature name = read_32(profile, entry);
        const std::size_t at = read_32(profile, entry + 4);
        const std::size_t length = read_32(profile, entry + 8);
        if (std::find(wanted.begin(), wanted.end(), name) == wanted.end()) continue;
        if (at > profile.size() || length > profile.size() - at || length < 8) continue;
        const ByteView tag = profile.subspan(at, length);
        if (auto clean = clean_tag(read_32(tag, 0), tag)) tags[name] = std::move(*clean);
    }
    return tags;
}

/// Everything but the chromatic adaptation must be there (ICC.1:2022 clauses 8.3.3 and 8.3.4).
bool is_complete(const Tags& tags, int components) {
    const auto wanted = wanted_tags(components);
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](Signature name) { return name == signature("chad") || tags.contains(name); });
}

// textDescriptionType (ICC.1:2001-04 clause 6.5.17): ASCII, then empty Unicode and ScriptCode parts.
Bytes description(std::string_view text) {
    Bytes content;
    append_32(content, static_cast<std::uint32_t>(text.size() + 1));
    append(content, text);
    content.resize(content.size() + 1 + 8 + 3 + 67);
    return with_type(signature("desc"), content);
}

Bytes copyright_text() {
    const std::string_view text = "None: numbers only\0"sv;
    return with_type(signature("text"), {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

/// Version 2.4 header, every field ours but the colour space (ICC.1:2001-04 clause 6.1).
Bytes header(int components, std::size_t size) {
    Bytes out;
    append_32(out, static_cast<std::uint32_t>(size));
    append_32(out, 0);
    append_32(out, 0x02400000);
    append(out, "mntr");
    append(out, components == 1 ? "GRAY" : "RGB ");
    append(out, "XYZ ");
    append(out, "\x07\xd0\0\x01\0\x01\0\0\0\0\0\0"sv);  // 1 January 2000
    append(out, "acsp");
    out.resize(68);
    append(out, "\0\0\xf6\xd6\0\x01\0\0\0\0\xd3\x2d"sv);  // D50, the connection space's white
    out.resize(header_length);
    return out;
}

/// Equal tags (three curves of one shape, mostly) are written once.
Bytes lay_out(const Tags& tags, int components) {
    Bytes table;
    Bytes data;
    std::map<Bytes, std::size_t> placed;
    const std::size_t data_at = header_length + 4 + tags.size() * entry_length;
    append_32(table, static_cast<std::uint32_t>(tags.size()));
    for (const auto& [name, tag] : tags) {
        const auto [place, is_new] = placed.try_emplace(tag, data_at + data.size());
        append_32(table, name);
        append_32(table, static_cast<std::uint32_t>(place->second));
        append_32(table, static_cast<std::uint32_t>(tag.size()));
        if (!is_new) continue;
        data.insert(data.end(), tag.begin(), tag.end());
        data.resize((data.size() + 3) / 4 * 4);
    }
    Bytes profile = header(components, data_at + data.size());
    profile.insert(profile.end(), table.begin(), table.end());
    profile.insert(profile.end(), data.begin(), data.end());
    return profile;
}

}  // namespace

Bytes join_profile(const std::vector<ByteView>& chunks) {
    std::map<int, ByteView> by_number;
    for (const ByteView chunk : chunks) {
        if (chunk.size() > 2) by_number.try_emplace(chunk[0], chunk);
    }
    if (by_number.empty() || by_number.size() != by_number.begin()->second[1]) return {};
    Bytes profile;
    for (const auto& [number, chunk] : by_number) {
        profile.insert(profile.end(), chunk.begin() + 2, chunk.end());
    }
    return profile;
}

Bytes clean_profile(ByteView profile, int components) {
    if (profile.size() < header_length + 4 || read_32(profile, 36) != signature("acsp")) return {};
    const Signature space = signature(components == 1 ? "GRAY" : "RGB ");
    if (components > 3 || read_32(profile, 16) != space) return {};
    if (read_32(profile, 20) != signature("XYZ ")) return {};
    Tags tags = read_tags(profile, components);
    if (!is_complete(tags, components)) return {};
    tags[signature("desc")] = description(components == 1 ? "Grey" : "RGB");
    tags[signature("cprt")] = copyright_text();
    return lay_out(tags, components);
}

}  // namespace ingest
