#include "ingest/format.hpp"

#include "ingest/bytes.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace ingest {

namespace {

using namespace std::string_view_literals;

bool has(ByteView bytes, std::size_t at, std::string_view magic) {
    return bytes.size() >= at + magic.size() &&
           std::memcmp(bytes.data() + at, magic.data(), magic.size()) == 0;
}

template <std::size_t size>
bool any_of(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_raw_name(std::string_view extension) {
    static constexpr std::array names = {"3fr"sv, "arw"sv, "cr2"sv, "cr3"sv, "crw"sv, "dcr"sv, "dng"sv,
                                         "erf"sv, "iiq"sv, "kdc"sv, "mef"sv, "mos"sv, "mrw"sv, "nef"sv,
                                         "nrw"sv, "orf"sv, "pef"sv, "raf"sv, "raw"sv, "rw2"sv, "rwl"sv,
                                         "sr2"sv, "srf"sv, "srw"sv, "x3f"sv};
    return any_of(names, extension);
}

bool is_movie_name(std::string_view extension) {
    static constexpr std::array names = {"3g2"sv, "3gp"sv,  "aac"sv, "amr"sv,  "asf"sv,  "avi"sv,
                                         "flv"sv, "insv"sv, "lrv"sv, "m2ts"sv, "m4a"sv,  "m4v"sv,
                                         "mkv"sv, "mov"sv,  "mp3"sv, "mp4"sv,  "mpeg"sv, "mpg"sv,
                                         "mts"sv, "ogg"sv,  "wav"sv, "webm"sv, "wma"sv,  "wmv"sv};
    return any_of(names, extension);
}

bool is_heif_name(std::string_view extension) {
    static constexpr std::array names = {"heic"sv, "heif"sv, "hif"sv, "avif"sv};
    return any_of(names, extension);
}

bool is_jpeg_name(std::string_view extension) {
    static constexpr std::array names = {"jpg"sv, "jpeg"sv, "jpe"sv, "mpo"sv, "jfif"sv};
    return any_of(names, extension);
}

// ISO/IEC 14496-12 and 23008-12: the major brand, or one of the compatible ones.
Format base_media(ByteView bytes) {
    static constexpr std::array still = {"heic"sv, "heix"sv, "heim"sv, "heis"sv, "mif1"sv, "avif"sv};
    static constexpr std::array raw = {"crx "sv};
    const std::size_t box = static_cast<std::size_t>(bytes[2]) << 8U | bytes[3];
    const std::size_t end = std::min(bytes.size(), std::max<std::size_t>(box, 12));
    for (std::size_t at = 8; at + 4 <= end; at += 4) {
        const std::string_view brand{reinterpret_cast<const char*>(bytes.data() + at), 4};
        if (any_of(still, brand)) return Format::Heif;
        if (any_of(raw, brand)) return Format::Raw;
    }
    return Format::Movie;
}

Format tiff_kind(ByteView bytes, std::string_view name) {
    if (has(bytes, 8, "CR"sv) || is_raw_name(extension_of(name))) return Format::Raw;
    return Format::Tiff;
}

bool is_raw_magic(ByteView bytes) {
    return has(bytes, 0, "FUJIFILMCCD-RAW"sv) || has(bytes, 0, "IIU\0"sv) || has(bytes, 0, "IIRO"sv) ||
           has(bytes, 0, "IIRS"sv) || has(bytes, 0, "MMOR"sv) || has(bytes, 6, "HEAPCCDR"sv) ||
           has(bytes, 0, "FOVb"sv) || has(bytes, 0, "\0MRM"sv);
}

bool is_movie_magic(ByteView bytes) {
    static constexpr std::array boxes = {"moov"sv, "mdat"sv, "wide"sv, "free"sv, "skip"sv, "pnot"sv};
    const bool box =
        std::any_of(boxes.begin(), boxes.end(), [&](std::string_view name) { return has(bytes, 4, name); });
    return box || has(bytes, 0, "\x1A\x45\xDF\xA3"sv) || has(bytes, 0, "\0\0\1\xBA"sv) ||
           has(bytes, 0, "\0\0\1\xB3"sv) || has(bytes, 0, "ID3"sv) || has(bytes, 0, "OggS"sv) ||
           has(bytes, 0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"sv) || has(bytes, 0, "#!AMR"sv) ||
           (has(bytes, 4, "\x47"sv) && has(bytes, 196, "\x47"sv));  // AVCHD transport stream
}

}  // namespace

std::string extension_of(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || name.find('/', dot) != std::string_view::npos) return {};
    std::string extension{name.substr(dot + 1)};
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension;
}

Format format_named(std::string_view name) {
    const std::string extension = extension_of(name);
    if (is_jpeg_name(extension)) return Format::Jpeg;
    if (is_heif_name(extension)) return Format::Heif;
    if (is_raw_name(extension)) return Format::Raw;
    if (is_movie_name(extension)) return Format::Movie;
    if (extension == "png") return Format::Png;
    if (extension == "webp") return Format::WebP;
    if (extension == "tif" || extension == "tiff") return Format::Tiff;
    return Format::Other;
}

Format format_of(ByteView bytes, std::string_view name) {
    if (bytes.empty()) return Format::Empty;
    if (has(bytes, 0, "\xFF\xD8\xFF"sv)) return Format::Jpeg;
    if (has(bytes, 0, "\x89PNG\r\n\x1A\n"sv)) return Format::Png;
    if (has(bytes, 0, "RIFF"sv)) return has(bytes, 8, "WEBP"sv) ? Format::WebP : Format::Movie;
    if (has(bytes, 4, "ftyp"sv)) return base_media(bytes);
    if (is_raw_magic(bytes)) return Format::Raw;
    if (has(bytes, 0, "II*\0"sv) || has(bytes, 0, "MM\0*"sv)) return tiff_kind(bytes, name);
    if (is_movie_magic(bytes)) return Format::Movie;
    return Format::Other;
}

}  // namespace ingest
