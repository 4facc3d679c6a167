#include "ingest/jpeg_structure.hpp"

#include "ingest/bytes.hpp"
#include "ingest/jpeg_coding.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace ingest {

namespace {

using Ending = JpegStructure::Ending;
using namespace std::string_view_literals;

constexpr auto exif_label = "Exif\0"sv;  // and one byte more, NUL by the standard
constexpr auto icc_label = "ICC_PROFILE\0"sv;
constexpr auto photoshop_label = "Photoshop 3.0\0"sv;
constexpr auto xmp_label = "http://ns.adobe.com/xap/1.0/\0"sv;
constexpr auto jfif_label = "JFIF\0"sv;
constexpr auto adobe_label = "Adobe"sv;

bool starts_with(ByteView bytes, std::string_view label) {
    return bytes.size() >= label.size() && std::memcmp(bytes.data(), label.data(), label.size()) == 0;
}

bool is_restart(std::uint8_t kind) {
    return kind >= marker::rst0 && kind <= marker::rst7;
}

/// Where entropy-coded data that begins at `at` ends: at the marker that is neither a stuffed zero nor a
/// restart. Fill bytes before that marker (T.81 B.1.1.2) stay with the data.
std::size_t end_of_scan(ByteView bytes, std::size_t at) {
    while (at + 1 < bytes.size()) {
        const void* found = std::memchr(bytes.data() + at, 0xFF, bytes.size() - at - 1);
        if (found == nullptr) return bytes.size();
        at = static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - bytes.data());
        const std::uint8_t next = bytes[at + 1];
        if (next == 0xFF) {
            ++at;
        } else if (next == 0 || is_restart(next)) {
            at += 2;
        } else {
            return at;
        }
    }
    return bytes.size();
}

/// One walk over the segments.
class Walk {
 public:
    Walk(ByteView bytes, std::size_t at) : bytes_(bytes), at_(at) {}

    std::optional<JpegStructure> run() {
        while (const auto kind = next_marker()) {
            if (!take(*kind)) break;
        }
        if (jpeg_.frame.marker == 0 || jpeg_.scans == 0) return std::nullopt;
        return std::move(jpeg_);
    }

    std::size_t reached() const { return at_; }

 private:
    std::optional<std::uint8_t> next_marker() {
        if (at_ < bytes_.size() && bytes_[at_] != 0xFF) jpeg_.irregular = true;
        while (at_ < bytes_.size() && bytes_[at_] != 0xFF) ++at_;
        while (at_ < bytes_.size() && bytes_[at_] == 0xFF) ++at_;
        if (at_ >= bytes_.size()) return std::nullopt;
        return bytes_[at_++];
    }

    /// Returns false where the picture ends.
    bool take(std::uint8_t kind) {
        if (kind == marker::eoi) {
            jpeg_.ending = Ending::Whole;
            return false;
        }
        if (jpeg_.scans > 0 && (kind == marker::soi || is_frame_header(kind))) {
            jpeg_.ending = Ending::OtherPicture;
            return false;
        }
        if (kind == 0 || kind == marker::tem || kind == marker::soi || is_restart(kind)) {
            jpeg_.irregular = true;
            return true;
        }
        return take_segment(kind);
    }

    bool take_segment(std::uint8_t kind) {
        if (bytes_.size() - at_ < 2) return false;
        const std::size_t length = static_cast<std::size_t>(bytes_[at_]) << 8U | bytes_[at_ + 1];
        if (length < 2) {
            jpeg_.irregular = true;
            return true;
        }
        if (length > bytes_.size() - at_) return false;
        const ByteView content = bytes_.subspan(at_ + 2, length - 2);
        at_ += length;
        if (is_coding_segment(kind)) return take_coding(kind, content);
        note_metadata(kind, content);
        return true;
    }

    bool take_coding(std::uint8_t kind, ByteView content) {
        if (kind == marker::sos && jpeg_.frame.marker == 0) return false;
        auto segment = rebuild_coding_segment(kind, content);
        if (!segment) {
            jpeg_.irregular = true;
            return true;
        }
        jpeg_.odd_tables = jpeg_.odd_tables || segment->odd;
        jpeg_.irregular = jpeg_.irregular || segment->bytes.size() != content.size() + 4;
        if (is_frame_header(kind)) take_frame(kind, content);
        jpeg_.coding.push_back({kind, std::move(segment->bytes), {}});
        if (kind == marker::sos) take_scan();
        return true;
    }

    // A second frame header before the first scan replaces the first: only one can be decoded.
    void take_frame(std::uint8_t kind, ByteView content) {
        if (jpeg_.frame.marker != 0) {
            jpeg_.irregular = true;
            std::erase_if(jpeg_.coding, [](const auto& piece) { return is_frame_header(piece.marker); });
        }
        jpeg_.frame = read_frame(kind, content);
    }

    void take_scan() {
        const std::size_t end = end_of_scan(bytes_, at_);
        jpeg_.coding.push_back({0, {}, bytes_.subspan(at_, end - at_)});
        ++jpeg_.scans;
        at_ = end;
    }

    void note_metadata(std::uint8_t kind, ByteView content) {
        if (kind == marker::app0 && starts_with(content, jfif_label)) jpeg_.has_jfif = true;
        if (kind == marker::app14 && content.size() >= 12 && starts_with(content, adobe_label)) {
            jpeg_.adobe_transform = content[11];
        }
        if (kind == marker::app1 && jpeg_.exif.empty() && starts_with(content, exif_label) &&
            content.size() > 6) {
            jpeg_.exif = content.subspan(6);
        }
        if (kind == marker::app1 && jpeg_.xmp.empty() && starts_with(content, xmp_label)) {
            jpeg_.xmp = content.subspan(xmp_label.size());
        }
        if (kind == marker::app13 && jpeg_.photoshop.empty() && starts_with(content, photoshop_label)) {
            jpeg_.photoshop = content.subspan(photoshop_label.size());
        }
        if (kind == marker::app2 && starts_with(content, icc_label)) {
            jpeg_.icc_chunks.push_back(content.subspan(icc_label.size()));
        }
    }

    ByteView bytes_;
    std::size_t at_;
    JpegStructure jpeg_;
};

std::int64_t area(const JpegStructure& jpeg) {
    return std::int64_t{jpeg.frame.width} * jpeg.frame.height;
}

/// Where the next tables begin, or the next picture that has a beginning of its own.
std::size_t next_place(ByteView bytes, std::size_t at) {
    for (; at + 2 < bytes.size(); ++at) {
        if (bytes[at] != 0xFF) continue;
        const bool tables = bytes[at + 1] == marker::dqt && bytes[at + 2] == 0;
        const bool picture = bytes[at + 1] == marker::soi && bytes[at + 2] == 0xFF;
        if (tables || picture) return at;
    }
    return bytes.size();
}

/// Looks for the largest picture whose tables begin anywhere in the file: for a file in which a wrong length
/// hides the real headers. Pictures that begin with an SOI of their own are passed over: they are thumbnails,
/// previews and other files.
std::optional<JpegStructure> search_picture(ByteView bytes) {
    constexpr int most_places = 64;  // a hostile file may hold any number; a real one two or three
    std::optional<JpegStructure> largest;
    std::size_t at = 2;
    for (int places = 0; places < most_places; ++places) {
        at = next_place(bytes, at);
        if (at >= bytes.size()) break;
        const bool other = bytes[at + 1] == marker::soi;
        Walk walk{bytes, other ? at + 2 : at};
        auto candidate = walk.run();
        at = candidate ? std::max(at + 2, walk.reached()) : at + 2;
        if (other || !candidate) continue;
        if (!largest || area(*candidate) > area(*largest)) largest = std::move(candidate);
    }
    if (largest) largest->guessed = true;
    return largest;
}

}  // namespace

std::optional<JpegStructure> parse_jpeg(ByteView bytes) {
    if (bytes.size() < 4 || bytes[0] != 0xFF || bytes[1] != marker::soi) return std::nullopt;
    auto straight = Walk{bytes, 2}.run();
    if (straight && !straight->irregular) return straight;
    auto searched = search_picture(bytes);
    if (!straight || (searched && area(*searched) > area(*straight))) return searched;
    return straight;
}

Bytes coded_picture(const JpegStructure& jpeg) {
    std::size_t length = 4;
    for (const CodingPiece& piece : jpeg.coding) length += piece.segment.size() + piece.scan.size();
    Bytes picture;
    picture.reserve(length);
    picture.insert(picture.end(), {0xFF, marker::soi});
    for (const CodingPiece& piece : jpeg.coding) {
        picture.insert(picture.end(), piece.segment.begin(), piece.segment.end());
        picture.insert(picture.end(), piece.scan.begin(), piece.scan.end());
    }
    picture.insert(picture.end(), {0xFF, marker::eoi});
    return picture;
}

}  // namespace ingest
