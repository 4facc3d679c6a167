#include "render/preflight/shown_codes.hpp"

#include "render/pdf/qpdf.hpp"
#include "render/preflight/allowance.hpp"
#include "render/preflight/unpacked_stream.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace render {

namespace {

constexpr std::size_t largest_font = 64'000'000;  // bytes

/// Big-endian, or nothing past the end.
std::optional<std::size_t> number_at(std::string_view bytes, std::size_t at, std::size_t length) {
    if (at > bytes.size() || length > bytes.size() - at) return std::nullopt;
    std::size_t number = 0;
    for (const char byte : bytes.substr(at, length)) number = number << 8 | static_cast<unsigned char>(byte);
    return number;
}

/// numGlyphs of the maxp table (OpenType 1.9).
std::optional<std::size_t> glyph_count(std::string_view font) {
    constexpr std::size_t header = 12;
    constexpr std::size_t record = 16;
    const std::size_t tables = number_at(font, 4, 2).value_or(0);
    for (std::size_t i = 0; i < tables; ++i) {
        const std::size_t at = header + i * record;
        if (at + record > font.size()) return std::nullopt;
        if (font.substr(at, 4) != "maxp") continue;
        const auto table = number_at(font, at + 8, 4);
        return table ? number_at(font, *table + 4, 2) : std::nullopt;
    }
    return std::nullopt;
}

std::size_t code_in(QPDFObjectHandle number, std::size_t otherwise) {
    if (!number.isInteger()) return otherwise;
    return static_cast<std::size_t>(std::clamp(number.getIntValue(), 0LL, 255LL));
}

}  // namespace

ShownCodes::ShownCodes(QPDFObjectHandle font, Allowance& allowance) {
    QPDFObjectHandle kind = font.getKey("/Subtype");
    if (kind.isNameAndEquals("/Type3")) return;
    if (!kind.isNameAndEquals("/Type0")) {
        read_simple(font);
        return;
    }
    QPDFObjectHandle encoding = font.getKey("/Encoding");
    QPDFObjectHandle descendants = font.getKey("/DescendantFonts");
    const bool by_identity =
        encoding.isNameAndEquals("/Identity-H") || encoding.isNameAndEquals("/Identity-V");
    if (!by_identity || !descendants.isArray() || descendants.getArrayNItems() < 1) return;
    QPDFObjectHandle descendant = descendants.getArrayItem(0);
    if (descendant.isDictionary()) read_composite(descendant, allowance);
}

void ShownCodes::read_composite(QPDFObjectHandle descendant, Allowance& allowance) {
    kind_ = Kind::Composite;
    if (!descendant.getKey("/Subtype").isNameAndEquals("/CIDFontType2")) return;
    const auto map = unpacked(descendant.getKey("/CIDToGIDMap"), allowance, largest_font);
    glyphs_by_code_ = map.value_or("");
    QPDFObjectHandle descriptor = descendant.getKey("/FontDescriptor");
    if (!descriptor.isDictionary()) return;
    const auto program = unpacked(descriptor.getKey("/FontFile2"), allowance, largest_font);
    if (program) glyphs_ = glyph_count(*program);
}

void ShownCodes::read_simple(QPDFObjectHandle font) {
    kind_ = Kind::Simple;
    if (font.getKey("/Widths").isArray()) {
        first_ = code_in(font.getKey("/FirstChar"), 0);
        last_ = code_in(font.getKey("/LastChar"), 255);
    }
    QPDFObjectHandle encoding = font.getKey("/Encoding");
    QPDFObjectHandle differences =
        encoding.isDictionary() ? encoding.getKey("/Differences") : QPDFObjectHandle::newNull();
    if (!differences.isArray()) return;
    std::size_t code = 0;
    for (QPDFObjectHandle entry : differences.getArrayAsVector()) {
        if (entry.isInteger()) {
            code = code_in(entry, 0);
            continue;
        }
        if (entry.isNameAndEquals("/.notdef")) without_shape_.insert(code);
        ++code;
    }
}

std::size_t ShownCodes::glyph_of(std::size_t code) const {
    if (glyphs_by_code_.empty()) return code;
    return number_at(glyphs_by_code_, 2 * code, 2).value_or(0);
}

bool ShownCodes::lacks(std::size_t code) const {
    if (kind_ == Kind::Simple) return code < first_ || code > last_ || without_shape_.contains(code);
    const std::size_t glyph = glyph_of(code);
    return glyph == 0 || (glyphs_ && glyph >= *glyphs_);
}

bool ShownCodes::lacks_one_of(std::string_view text) const {
    if (kind_ == Kind::Unknown) return false;
    const std::size_t step = kind_ == Kind::Composite ? 2 : 1;
    for (std::size_t at = 0; at + step <= text.size(); at += step) {
        if (lacks(*number_at(text, at, step))) return true;
    }
    return false;
}

}  // namespace render
