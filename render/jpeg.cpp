#include "render/jpeg.hpp"

#include "catalogue/catalogue.hpp"
#include "render/entropy_coded.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <ios>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace render {

namespace {

enum Marker : int {
    SOF0 = 0xC0,
    SOF1 = 0xC1,
    SOF2 = 0xC2,
    DHT = 0xC4,
    JPG = 0xC8,
    DAC = 0xCC,
    SOF15 = 0xCF,
    RST0 = 0xD0,
    RST7 = 0xD7,
    SOI = 0xD8,
    EOI = 0xD9,
    SOS = 0xDA,
    APP0 = 0xE0,
    APP2 = 0xE2,
    APP14 = 0xEE,
    APP15 = 0xEF,
    COM = 0xFE,
    TEM = 0x01,
};

int byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

bool stands_alone(int marker) {
    return (marker >= RST0 && marker <= EOI) || marker == TEM;
}

/// A marker with its segment, or a stretch of entropy-coded data (marker 0).
struct Part {
    int marker = 0;
    std::string_view whole;
    std::string_view payload;  // behind the length
};

/// Walks a JPEG file part by part.
class Walk {
 public:
    explicit Walk(std::string_view bytes, std::function<void(std::size_t)> passed = {})
        : bytes_(bytes), passed_(std::move(passed)) {}

    std::optional<Part> next() {
        if (in_scan_) return entropy_coded();
        // Decoders skip what stands between segments: it is no part of the picture.
        at_ = bytes_.find('\xFF', at_);
        while (at_ < bytes_.size() && at_ + 1 < bytes_.size() && is_filling(byte_at(bytes_, at_ + 1))) {
            at_ = bytes_.find('\xFF', at_ + 1);
        }
        if (at_ >= bytes_.size() || at_ + 1 >= bytes_.size()) return std::nullopt;
        const int marker = byte_at(bytes_, at_ + 1);
        const std::size_t begin = at_;
        if (stands_alone(marker)) {
            at_ += 2;
            return Part{marker, bytes_.substr(begin, 2), {}};
        }
        return segment(marker, begin);
    }

 private:
    static bool is_filling(int behind_ff) { return behind_ff == 0 || behind_ff == 0xFF; }

    std::optional<Part> segment(int marker, std::size_t begin) {
        if (begin + 4 > bytes_.size()) return std::nullopt;
        const std::size_t length = static_cast<std::size_t>(byte_at(bytes_, begin + 2)) << 8 |
                                   static_cast<std::size_t>(byte_at(bytes_, begin + 3));
        if (length < 2 || begin + 2 + length > bytes_.size()) return std::nullopt;
        at_ = begin + 2 + length;
        in_scan_ = marker == SOS;
        return Part{marker, bytes_.substr(begin, 2 + length), bytes_.substr(begin + 4, length - 2)};
    }

    Part entropy_coded() {
        const std::size_t begin = at_;
        in_scan_ = false;
        for (std::size_t until = begin; at_ == until && at_ < bytes_.size();) {
            if (passed_) passed_(at_);
            constexpr std::size_t often = 1 << 19;
            until = std::min(at_ + often, bytes_.size());
            at_ = end_of_entropy_coded(bytes_, at_, until);
        }
        return Part{0, bytes_.substr(begin, at_ - begin), {}};
    }

    std::string_view bytes_;
    std::function<void(std::size_t)> passed_;
    std::size_t at_ = 0;
    bool in_scan_ = false;
};

bool is_frame(int marker) {
    return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
}

bool is_application_or_comment(int marker) {
    return (marker >= APP0 && marker <= APP15) || marker == COM;
}

bool is_adobe(const Part& part) {
    return part.marker == APP14 && part.payload.size() >= 12 && part.payload.starts_with("Adobe");
}

/// Chunks of an ICC profile may come in any order: each says which one it is, counting from 1.
class IccChunks {
 public:
    void add(const Part& part) {
        using namespace std::string_view_literals;
        constexpr auto mark = "ICC_PROFILE\0"sv;
        if (part.marker != APP2 || !part.payload.starts_with(mark) || part.payload.size() < mark.size() + 2)
            return;
        count_ = byte_at(part.payload, mark.size() + 1);
        chunks_[byte_at(part.payload, mark.size())] = part.payload.substr(mark.size() + 2);
    }

    std::string whole() const {
        std::string profile;
        if (static_cast<int>(chunks_.size()) != count_) return profile;
        for (const auto& [number, chunk] : chunks_) profile += chunk;
        return profile;
    }

 private:
    int count_ = 0;
    std::map<int, std::string_view> chunks_;
};

catalogue::CannotWork cannot_hold(const std::filesystem::path& master, const std::string& why) {
    return catalogue::CannotWork{"The picture " + master.string() + " cannot go into a PDF: " + why +
                                 " Read its card in again, or leave the photo out."};
}

void check(const JpegHeader& header, int frame, int bits, const std::filesystem::path& master) {
    if (frame > SOF2) throw cannot_hold(master, "it is coded in a rare kind of JPEG.");
    if (bits != 8) throw cannot_hold(master, "its colours do not have 8 bits.");
    if (header.width < 1 || header.height < 1) throw cannot_hold(master, "it does not say how large it is.");
    if (header.components != 1 && header.components != 3 && header.components != 4) {
        throw cannot_hold(master, "it is neither grey, RGB nor CMYK.");
    }
}

}  // namespace

catalogue::CannotWork master_unreadable(const std::filesystem::path& master) {
    return catalogue::CannotWork{
        "The picture " + master.string() +
        " cannot be read: look whether the library is complete, or put back a backup."};
}

std::string read_master(const std::filesystem::path& master) {
    std::ifstream file(master, std::ios::binary | std::ios::ate);
    const std::streamoff size = file ? static_cast<std::streamoff>(file.tellg()) : -1;
    std::string bytes;
    if (size > 0) {
        bytes.resize(static_cast<std::size_t>(size));
        file.seekg(0);
        file.read(bytes.data(), size);
    }
    if (!file || size < 0) {
        throw master_unreadable(master);
    }
    return bytes;
}

JpegHeader jpeg_header(std::string_view bytes, const std::filesystem::path& master) {
    if (!bytes.starts_with("\xFF\xD8\xFF")) throw cannot_hold(master, "it is not a JPEG file.");
    JpegHeader header;
    IccChunks icc;
    Walk walk(bytes);
    for (auto part = walk.next(); part && part->marker != EOI; part = walk.next()) {
        header.adobe = header.adobe || is_adobe(*part);
        icc.add(*part);
        if (is_frame(part->marker) && part->payload.size() >= 6) {
            header.height = byte_at(part->payload, 1) * 256 + byte_at(part->payload, 2);
            header.width = byte_at(part->payload, 3) * 256 + byte_at(part->payload, 4);
            header.components = byte_at(part->payload, 5);
            check(header, part->marker, byte_at(part->payload, 0), master);
        }
        if (part->marker == SOS) {
            if (header.components == 0) break;
            header.icc = icc.whole();
            return header;
        }
    }
    throw cannot_hold(master, "it holds no picture.");
}

std::vector<std::string_view> coded_picture(std::string_view bytes,
                                            const std::function<void(std::size_t)>& passed) {
    std::vector<std::string_view> parts;
    bool adobe_seen = false;
    Walk walk(bytes, passed);
    for (auto part = walk.next(); part; part = walk.next()) {
        const bool adobe = is_adobe(*part) && !adobe_seen;
        // A longer one might carry anything in its tail.
        const bool plain_adobe = adobe && part->payload.size() == 12;
        adobe_seen = adobe_seen || adobe;
        if (is_application_or_comment(part->marker) && !plain_adobe) continue;
        parts.push_back(part->whole);
        if (part->marker == EOI) return parts;
    }
    parts.emplace_back("\xFF\xD9");  // cut off while being written: what there is can be shown
    return parts;
}

}  // namespace render
