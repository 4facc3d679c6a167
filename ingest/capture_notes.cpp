#include "ingest/capture_notes.hpp"

#include "ingest/bytes.hpp"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ingest {

namespace {

// Field types of TIFF 6.0, section 2.
enum class Type : std::uint16_t { Ascii = 2, Short = 3, Long = 4, Rational = 5, Undefined = 7 };

struct Field {
    std::uint16_t tag;
    Type type;
    std::uint32_t count;
    Bytes value;  // little-endian
};

void append_16(Bytes& out, std::uint32_t number) {
    out.push_back(static_cast<std::uint8_t>(number & 0xFFU));
    out.push_back(static_cast<std::uint8_t>(number >> 8U & 0xFFU));
}

void append_32(Bytes& out, std::uint32_t number) {
    append_16(out, number & 0xFFFFU);
    append_16(out, number >> 16U);
}

Field short_field(std::uint16_t tag, int value) {
    Field field{tag, Type::Short, 1, {}};
    append_16(field.value, static_cast<std::uint32_t>(value));
    return field;
}

Field long_field(std::uint16_t tag, std::uint32_t value) {
    Field field{tag, Type::Long, 1, {}};
    append_32(field.value, value);
    return field;
}

Field text_field(std::uint16_t tag, std::string_view text) {
    Field field{tag, Type::Ascii, static_cast<std::uint32_t>(text.size() + 1), {text.begin(), text.end()}};
    field.value.push_back(0);
    return field;
}

Field raw_field(std::uint16_t tag, std::string_view four_bytes) {
    return {tag, Type::Undefined, 4, {four_bytes.begin(), four_bytes.end()}};
}

Field ratio_field(std::uint16_t tag, std::uint32_t numerator, std::uint32_t denominator) {
    Field field{tag, Type::Rational, 1, {}};
    append_32(field.value, numerator);
    append_32(field.value, denominator);
    return field;
}

std::uint32_t rounded(double value) {
    return static_cast<std::uint32_t>(std::lround(value));
}

// As photographers say it: 1/250, or 2.5 seconds. What is written reads back as itself: 1/3 would come back
// as 3/10.
Field exposure_field(double seconds) {
    constexpr std::uint16_t tag = 0x829A;
    if (1 / seconds >= 3.5) return ratio_field(tag, 1, rounded(1 / seconds));
    return ratio_field(tag, rounded(seconds * 10), 10);
}

/// Lays out one directory that begins at `offset` in the TIFF: entries in order of tag, then the values of
/// more than four bytes (TIFF 6.0, section 2).
Bytes directory(std::vector<Field> fields, std::size_t offset) {
    std::sort(fields.begin(), fields.end(), [](const Field& a, const Field& b) { return a.tag < b.tag; });
    Bytes entries;
    Bytes values;
    const std::size_t values_at = offset + 2 + 12 * fields.size() + 4;
    append_16(entries, static_cast<std::uint32_t>(fields.size()));
    for (Field& field : fields) {
        append_16(entries, field.tag);
        append_16(entries, static_cast<std::uint32_t>(field.type));
        append_32(entries, field.count);
        if (field.value.size() <= 4) {
            field.value.resize(4);
            entries.insert(entries.end(), field.value.begin(), field.value.end());
        } else {
            append_32(entries, static_cast<std::uint32_t>(values_at + values.size()));
            if (field.value.size() % 2 != 0) field.value.push_back(0);
            values.insert(values.end(), field.value.begin(), field.value.end());
        }
    }
    append_32(entries, 0);
    entries.insert(entries.end(), values.begin(), values.end());
    return entries;
}

void add_text(std::vector<Field>& fields, std::uint16_t tag, const std::string& text) {
    if (!text.empty()) fields.push_back(text_field(tag, text));
}

std::vector<Field> main_fields(const CaptureNotes& notes) {
    std::vector<Field> fields = {short_field(0x0112, notes.orientation)};
    add_text(fields, 0x010F, notes.make);
    add_text(fields, 0x0110, notes.model);
    add_text(fields, 0x0132, notes.changed);
    return fields;
}

std::vector<Field> camera_fields(const CaptureNotes& notes, int width, int height) {
    std::vector<Field> fields = {raw_field(0x9000, "0231"), long_field(0xA002, static_cast<unsigned>(width)),
                                 long_field(0xA003, static_cast<unsigned>(height))};
    add_text(fields, 0x9003, notes.taken);
    add_text(fields, 0x9291, notes.taken_part);
    add_text(fields, 0x9011, notes.taken_zone);
    if (notes.exposure > 0) fields.push_back(exposure_field(notes.exposure));
    if (notes.f_number > 0) fields.push_back(ratio_field(0x829D, rounded(notes.f_number * 10), 10));
    if (notes.focal_length > 0) fields.push_back(ratio_field(0x920A, rounded(notes.focal_length * 100), 100));
    if (notes.focal_length_35 > 0) fields.push_back(short_field(0xA405, notes.focal_length_35));
    if (notes.iso > 0) fields.push_back(short_field(0x8827, notes.iso));
    if (notes.flash) fields.push_back(short_field(0x9209, *notes.flash));
    if (notes.colour_space) fields.push_back(short_field(0xA001, *notes.colour_space));
    return fields;
}

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

}  // namespace

std::string checked_time(const std::string& text) {
    constexpr std::string_view shape = "0000:00:00 00:00:00";
    if (text.size() < shape.size()) return {};
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool digit = std::isdigit(static_cast<unsigned char>(text[i])) != 0;
        if (shape[i] == '0' ? !digit : text[i] != shape[i]) return {};
    }
    const std::string_view time{text};
    using namespace std::chrono;
    const year_month_day day{year{number(time.substr(0, 4))},
                             month{static_cast<unsigned>(number(time.substr(5, 2)))},
                             std::chrono::day{static_cast<unsigned>(number(time.substr(8, 2)))}};
    const bool clock =
        number(time.substr(11, 2)) < 24 && number(time.substr(14, 2)) < 60 && number(time.substr(17, 2)) < 61;
    if (!day.ok() || day.year() < year{1} || !clock) return {};
    return text.substr(0, shape.size());
}

std::string iso_time(const std::string& exif_time) {
    if (exif_time.size() != 19) return {};
    std::string iso = exif_time;
    iso[4] = iso[7] = '-';
    iso[10] = 'T';
    return iso;
}

Bytes write_exif(const CaptureNotes& notes, int width, int height) {
    constexpr std::size_t header = 8;
    std::vector<Field> fields = main_fields(notes);
    constexpr std::uint16_t camera_directory = 0x8769;
    fields.push_back(long_field(camera_directory, 0));
    const std::size_t camera_at = header + directory(fields, header).size();
    fields.back() = long_field(camera_directory, static_cast<std::uint32_t>(camera_at));

    Bytes tiff = {'I', 'I', 42, 0};
    append_32(tiff, header);
    const Bytes main = directory(std::move(fields), header);
    tiff.insert(tiff.end(), main.begin(), main.end());
    const Bytes camera = directory(camera_fields(notes, width, height), camera_at);
    tiff.insert(tiff.end(), camera.begin(), camera.end());
    return tiff;
}

}  // namespace ingest
