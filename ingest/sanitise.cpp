#include "ingest/sanitise.hpp"

#include "ingest/bytes.hpp"
#include "ingest/capture_notes.hpp"
#include "ingest/colour_profile.hpp"
#include "ingest/exif.hpp"
#include "ingest/format.hpp"
#include "ingest/iptc.hpp"
#include "ingest/jpeg_decode.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/jpeg_writer.hpp"
#include "ingest/picture_id.hpp"
#include "ingest/pictures.hpp"

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <malloc.h>

namespace ingest {

namespace {

Sanitised refused(Refusal::Kind kind, std::string reason) {
    return {std::nullopt, {kind, std::move(reason)}};
}

CaptureNotes notes_of(const JpegStructure& jpeg) {
    CaptureNotes notes = read_exif(jpeg.exif);
    add_time_from_xmp(notes, jpeg.xmp);
    add_time_from_iptc(notes, jpeg.photoshop);
    return notes;
}

Wrapping wrapping_of(const JpegStructure& jpeg, const CaptureNotes& notes) {
    Wrapping wrapping;
    wrapping.jfif = jpeg.has_jfif;
    wrapping.adobe_transform = jpeg.adobe_transform;
    wrapping.exif = write_exif(notes, jpeg.frame.width, jpeg.frame.height);
    wrapping.colour_profile = clean_profile(join_profile(jpeg.icc_chunks), jpeg.frame.components);
    return wrapping;
}

// Some of these are in memory whole while they are decoded, 72 MB for 24 megapixels: HEIF, progressive JPEG,
// interlaced PNG. What most photos need is far less, so that only these wait for each other.
std::unique_lock<std::mutex> one_whole_picture_at_a_time() {
    static std::mutex mutex;
    std::unique_lock alone{mutex};
    ::malloc_trim(0);  // what earlier pictures left in pieces is of no use to this one
    return alone;
}

/// Coded in several scans, so that all coefficients are in memory until the last has come. Never so for what
/// we coded ourselves.
bool is_large_in_memory(const JpegStructure& jpeg) {
    constexpr long long most_coefficients = 12'000'000;  // of two bytes
    const long long pixels = static_cast<long long>(jpeg.frame.width) * jpeg.frame.height;
    return jpeg.scans > 1 && pixels * jpeg.frame.components > most_coefficients;
}

/// What a picture still needs before it is a CleanPicture: whether it decodes.
struct Written {
    Wrapping wrapping;
    Bytes jpeg;
    JpegStructure structure;  // of `jpeg`, into which it looks
    DecodeReport report;
};

Written write_and_check(const JpegStructure& from, const CaptureNotes& notes, PixelsWanted wanted) {
    Written written;
    written.wrapping = wrapping_of(from, notes);
    written.jpeg = write_jpeg(written.wrapping, from);
    // A profile is of red, green and blue.
    if (wanted.form == PixelForm::Planes && !written.wrapping.colour_profile.empty())
        wanted.form = PixelForm::Colours;
    if (auto structure = parse_jpeg(written.jpeg)) {
        written.structure = std::move(*structure);
        std::unique_lock<std::mutex> alone;
        if (is_large_in_memory(written.structure)) alone = one_whole_picture_at_a_time();
        written.report = decode(written.jpeg, written.structure, wanted);
    } else {
        written.report.failure = "its headers cannot be understood";
    }
    return written;
}

bool is_padding(ByteView bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [&](auto byte) { return byte == bytes[0]; }) &&
           (bytes.empty() || bytes[0] == 0 || bytes[0] == 0xFF);
}

/// The pieces of entropy-coded data.
std::vector<ByteView*> scans_of(JpegStructure& jpeg) {
    std::vector<ByteView*> scans;
    for (CodingPiece& piece : jpeg.coding) {
        if (piece.marker == 0) scans.push_back(&piece.scan);
    }
    return scans;
}

/// Whether a scan might end in a word. Two in a hundred scans do by chance; those cost one more decoding.
bool ends_like_text(ByteView scan) {
    constexpr std::size_t shortest = 4;
    return scan.size() >= shortest && std::all_of(scan.end() - shortest, scan.end(),
                                                  [](auto byte) { return byte >= ' ' && byte <= '~'; });
}

/// Finds the exact ends of scans and cuts off what lies behind them.
class ScanTrimmer {
 public:
    ScanTrimmer(JpegStructure& jpeg, const CaptureNotes& notes) : jpeg_(jpeg), notes_(notes) {}

    /// `unused`: see DecodeReport. Mere padding stays: cameras write it, and it says nothing.
    void trim(const std::vector<std::size_t>& unused) {
        const std::vector<ByteView*> scans = scans_of(jpeg_);
        for (std::size_t i = 0; i < scans.size() && i < unused.size(); ++i) trim_one(*scans[i], unused[i]);
    }

    bool trimmed() const { return trimmed_; }
    bool gave_up() const { return decodings_ > most_decodings; }

 private:
    static constexpr int most_decodings = 60;  // a hostile file could ask for thousands
    static constexpr int read_ahead = 9;  // bytes: what the decoder cannot tell from picture, and one more

    void trim_one(ByteView& scan, std::size_t unused) {
        const ByteView before = scan;
        const ByteView rest = scan.first(scan.size() - unused);
        const bool padding = is_padding(scan.last(unused));
        if (padding && !ends_like_text(rest)) return;
        scan = rest;
        const bool cut = cut_exactly(scan);
        if (padding && !cut) scan = before;
        trimmed_ = trimmed_ || scan.size() != before.size();
    }

    /// Cuts bytes off the end of a scan as long as the picture does not miss them.
    bool cut_exactly(ByteView& scan) {
        const std::size_t before = scan.size();
        for (int i = 0; i < read_ahead && !scan.empty() && !gave_up(); ++i) {
            const ByteView whole = scan;
            scan = scan.first(scan.size() - 1);
            ++decodings_;
            const DecodeReport report = write_and_check(jpeg_, notes_, {}).report;
            if (report.damage.empty() && report.failure.empty()) continue;
            scan = whole;
            break;
        }
        return scan.size() != before;
    }

    JpegStructure& jpeg_;
    const CaptureNotes& notes_;
    int decodings_ = 0;
    bool trimmed_ = false;
};

CleanPicture finished(Written written, CaptureNotes notes, std::string damage) {
    CleanPicture picture;
    picture.id = picture_id(written.structure);
    picture.width = written.structure.frame.width;
    picture.height = written.structure.frame.height;
    picture.jpeg = std::move(written.jpeg);
    picture.notes = std::move(notes);
    picture.colour_profile = std::move(written.wrapping.colour_profile);
    picture.pixels = std::move(written.report.pixels);
    picture.planes = std::move(written.report.planes);
    picture.damage = std::move(damage);
    return picture;
}

/// A picture that we coded ourselves, still without its metadata.
struct Coded {
    Bytes jpeg;
    CaptureNotes notes;
    std::vector<ByteView> icc_chunks;
    std::string damage;
};

Sanitised of_our_own(Coded picture, PixelsWanted wanted) {
    auto structure = parse_jpeg(picture.jpeg);
    if (!structure) return refused(Refusal::Kind::NotAPicture, "it cannot be coded as JPEG");
    structure->icc_chunks = std::move(picture.icc_chunks);
    Written written = write_and_check(*structure, picture.notes, wanted);
    return {finished(std::move(written), std::move(picture.notes), std::move(picture.damage)), {}};
}

Sanitised sanitise_damaged(Written broken, CaptureNotes notes, std::string damage, PixelsWanted wanted) {
    broken.report.pixels.reset();
    broken.report.planes.reset();
    const auto alone = one_whole_picture_at_a_time();
    Bytes coded = code_again(broken.jpeg, broken.structure);
    if (coded.empty())
        return refused(Refusal::Kind::Doubtful, damage + ", and its colours are not a camera's");
    return of_our_own({std::move(coded), std::move(notes), broken.structure.icc_chunks, std::move(damage)},
                      wanted);
}

std::string what_is_wrong(const JpegStructure& jpeg, const DecodeReport& report) {
    if (jpeg.ending == JpegStructure::Ending::OtherPicture && !report.damage.empty()) {
        return "another file's contents lie in the middle of the picture";
    }
    if (!report.damage.empty()) return report.damage;
    if (jpeg.guessed) return "its headers are broken, so that the picture had to be searched for";
    if (jpeg.odd_tables) return "it is coded in a way that no camera uses";
    return {};
}

Sanitised sanitise_jpeg(ByteView file, PixelsWanted wanted) {
    auto jpeg = parse_jpeg(file);
    if (!jpeg)
        return refused(Refusal::Kind::NotAPicture, "there is no picture in it, only the beginning of one");
    CaptureNotes notes = notes_of(*jpeg);
    Written written = write_and_check(*jpeg, notes, wanted);
    ScanTrimmer trimmer{*jpeg, notes};
    const bool decodes = written.report.failure.empty() && written.report.damage.empty();
    if (decodes) trimmer.trim(written.report.unused);
    if (trimmer.trimmed()) written = write_and_check(*jpeg, notes, wanted);
    if (written.report.too_large) return refused(Refusal::Kind::Doubtful, written.report.failure);
    if (!written.report.failure.empty()) return refused(Refusal::Kind::NotAPicture, written.report.failure);
    std::string damage = what_is_wrong(*jpeg, written.report);
    if (trimmer.gave_up()) damage = "something else lies in the middle of the picture";
    if (!damage.empty()) return sanitise_damaged(std::move(written), notes, std::move(damage), wanted);
    return {finished(std::move(written), std::move(notes), {}), {}};
}

Sanitised sanitise_other(ByteView file, Format format, PixelsWanted wanted) {
    const auto alone = one_whole_picture_at_a_time();
    try {
        ConvertedPicture picture = convert_other(file, format);
        CaptureNotes notes = read_exif(format == Format::Tiff ? file : ByteView{picture.exif});
        add_time_from_xmp(notes, picture.xmp);
        if (format == Format::Heif) notes.orientation = 1;  // turned by its own properties, which come first
        notes.colour_space = 1;
        std::string damage = picture.damaged ? "only part of the picture can be read" : "";
        return of_our_own({std::move(picture.jpeg), std::move(notes), {}, std::move(damage)}, wanted);
    } catch (const PictureUnreadable& error) {
        return refused(Refusal::Kind::NotAPicture, error.what());
    }
}

}  // namespace

Sanitised sanitise(ByteView file, std::string_view name, PixelsWanted wanted) try {
    const std::string extension = extension_of(name);
    if (extension == "thm") return refused(Refusal::Kind::LeftOnCard, "it is a movie's thumbnail");
    const Format format = format_of(file, name);
    const bool claims_picture = extension == "jpg" || extension == "jpeg";
    switch (format) {
        case Format::Jpeg:
            return sanitise_jpeg(file, wanted);
        case Format::Png:
        case Format::Heif:
        case Format::WebP:
        case Format::Tiff:
            return sanitise_other(file, format, wanted);
        case Format::Empty:
            return refused(Refusal::Kind::NotAPicture, "the file is empty");
        case Format::Raw:
            return refused(Refusal::Kind::LeftOnCard, "it is a RAW file");
        case Format::Movie:
            return claims_picture
                       ? refused(Refusal::Kind::Doubtful, "it is a movie under the name of a picture")
                       : refused(Refusal::Kind::LeftOnCard, "it is a movie or sound");
        case Format::Other:
            break;
    }
    if (format_named(name) == Format::Other) return refused(Refusal::Kind::LeftOnCard, "it is not a picture");
    return refused(Refusal::Kind::NotAPicture, "what is in it is not a picture");
} catch (const PictureUnreadable& error) {
    return refused(Refusal::Kind::Doubtful, error.what());
} catch (const std::bad_alloc&) {
    return refused(Refusal::Kind::Doubtful, "it needs more memory than this computer has");
}

}  // namespace ingest
