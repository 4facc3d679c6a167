#include "ingest/exif.hpp"

#include "ingest/bytes.hpp"
#include "ingest/camera_names.hpp"
#include "ingest/capture_notes.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include <exiv2/exiv2.hpp>

namespace ingest {

namespace {

/// The tags of one picture; a tag that is not there, or not of a kind that can be read, is empty or 0.
class Tags {
 public:
    explicit Tags(const Exiv2::ExifData& tags) : tags_(tags) {}

    std::string text(const char* key) const {
        const auto* value = find(key);
        return value != nullptr && value->typeId() == Exiv2::asciiString ? value->toString() : std::string{};
    }

    std::optional<long> number(const char* key) const {
        const auto* value = find(key);
        if (value == nullptr || value->count() == 0) return std::nullopt;
        if (value->typeId() != Exiv2::unsignedShort && value->typeId() != Exiv2::unsignedLong) {
            return std::nullopt;
        }
        return value->toLong(0);
    }

    double ratio(const char* key) const {
        const auto* value = find(key);
        if (value == nullptr || value->count() == 0) return 0;
        const Exiv2::Rational ratio = value->toRational(0);
        return ratio.second == 0 ? 0 : static_cast<double>(ratio.first) / ratio.second;
    }

 private:
    const Exiv2::Exifdatum* find(const char* key) const {
        const auto found = tags_.findKey(Exiv2::ExifKey{key});
        return found == tags_.end() ? nullptr : &*found;
    }

    const Exiv2::ExifData& tags_;
};

double between(double least, double value, double most) {
    return std::isfinite(value) && value >= least && value <= most ? value : 0;
}

std::string digits_at_most_three(const std::string& text) {
    const auto end =
        std::find_if_not(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    return {text.begin(), std::min(end, text.begin() + std::min<std::ptrdiff_t>(3, end - text.begin()))};
}

// "+02:00": UTC-12:00 to UTC+14:00, by the quarter of an hour.
std::string checked_zone(const std::string& text) {
    constexpr std::string_view shape = "+00:00";
    if (text.size() < shape.size() || (text[0] != '+' && text[0] != '-') || text[3] != ':') return {};
    for (const std::size_t i : {1U, 2U, 4U, 5U}) {
        if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) return {};
    }
    const int hours = (text[1] - '0') * 10 + text[2] - '0';
    const int minutes = (text[4] - '0') * 10 + text[5] - '0';
    if (hours > 14 || minutes % 15 != 0 || minutes > 45) return {};
    return text.substr(0, shape.size());
}

void read_times(CaptureNotes& notes, const Tags& tags) {
    notes.changed = checked_time(tags.text("Exif.Image.DateTime"));
    notes.taken = checked_time(tags.text("Exif.Photo.DateTimeOriginal"));
    if (!notes.taken.empty()) {
        notes.taken_part = digits_at_most_three(tags.text("Exif.Photo.SubSecTimeOriginal"));
        notes.taken_zone = checked_zone(tags.text("Exif.Photo.OffsetTimeOriginal"));
        return;
    }
    for (const char* key : {"Exif.Photo.DateTimeDigitized", "Exif.Image.DateTimeOriginal"}) {
        if (notes.taken.empty()) notes.taken = checked_time(tags.text(key));
    }
}

void read_exposure(CaptureNotes& notes, const Tags& tags) {
    notes.exposure = between(1e-6, tags.ratio("Exif.Photo.ExposureTime"), 3600);
    notes.f_number = between(0.5, tags.ratio("Exif.Photo.FNumber"), 100);
    notes.focal_length = between(0.5, tags.ratio("Exif.Photo.FocalLength"), 3000);
    notes.focal_length_35 = static_cast<int>(
        between(1, static_cast<double>(tags.number("Exif.Photo.FocalLengthIn35mmFilm").value_or(0)), 3000));
    notes.iso = static_cast<int>(
        between(1, static_cast<double>(tags.number("Exif.Photo.ISOSpeedRatings").value_or(0)), 65535));
    const auto flash = tags.number("Exif.Photo.Flash");
    if (flash && *flash >= 0 && *flash <= 0x7F) notes.flash = static_cast<std::uint16_t>(*flash);
    const auto space = tags.number("Exif.Photo.ColorSpace");
    if (space && (*space == 1 || *space == 0xFFFF)) notes.colour_space = static_cast<std::uint16_t>(*space);
}

CaptureNotes notes_from(const Exiv2::ExifData& exif) {
    const Tags tags{exif};
    CaptureNotes notes;
    const long orientation = tags.number("Exif.Image.Orientation").value_or(1);
    if (orientation >= 1 && orientation <= 8) notes.orientation = static_cast<int>(orientation);
    notes.make = checked_make(tags.text("Exif.Image.Make"));
    if (!notes.make.empty()) notes.model = checked_model(tags.text("Exif.Image.Model"));
    read_times(notes, tags);
    read_exposure(notes, tags);
    return notes;
}

}  // namespace

namespace {

/// What `take` makes of the Exif; a default of it when there is none that can be read.
template <class Take>
auto from_exif(ByteView tiff, Take take) -> decltype(take(Exiv2::ExifData{})) {
    static const bool muted = (Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute), true);
    if (!muted || tiff.size() < 8) return {};
    try {
        Exiv2::ExifData exif;
        Exiv2::ExifParser::decode(exif, tiff.data(), static_cast<std::uint32_t>(tiff.size()));
        return take(exif);
    } catch (const std::exception&) {  // Exiv2::Error derives from it
        return {};
    }
}

std::string serial_in(const Exiv2::ExifData& exif) {
    const auto found = Exiv2::serialNumber(exif);
    std::string serial = found == exif.end() ? std::string{} : found->toString();
    while (!serial.empty() && (serial.back() == ' ' || serial.back() == '\0')) serial.pop_back();
    return serial;
}

}  // namespace

CaptureNotes read_exif(ByteView tiff) {
    return from_exif(tiff, notes_from);
}

std::string read_body_serial(ByteView tiff) {
    return from_exif(tiff, serial_in);
}

// XMP is never parsed as XML: a packet may be made to exhaust the reader, and one attribute is all we want.
void add_time_from_xmp(CaptureNotes& notes, ByteView xmp) {
    if (!notes.taken.empty() || xmp.empty()) return;
    const std::string_view packet{reinterpret_cast<const char*>(xmp.data()), xmp.size()};
    for (const std::string_view name : {"exif:DateTimeOriginal", "photoshop:DateCreated"}) {
        const std::size_t at = packet.find(name);
        if (at == std::string_view::npos) continue;
        std::string time{packet.substr(at + name.size(), 40)};
        const std::size_t begin = time.find_first_of("0123456789");
        if (begin == std::string::npos || time.size() < begin + 19) continue;
        time = time.substr(begin, 19);
        if (time[4] != '-' || time[7] != '-' || time[10] != 'T') continue;
        time[4] = time[7] = ':';
        time[10] = ' ';
        notes.taken = checked_time(time);
        if (!notes.taken.empty()) return;
    }
}

}  // namespace ingest
