#include "render/pdf/embedded_font.hpp"

#include "render/pdf/content.hpp"
#include "render/pdf/document.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/truetype.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

using Characters = std::vector<std::pair<std::uint32_t, std::string>>;

/// Six letters that tell this subset from others of the font (§9.6.4), the same for the same glyphs.
std::string subset_tag(const Characters& characters) {
    std::uint64_t hash = 14695981039346656037u;  // FNV-1a
    for (const auto& [glyph, text] : characters) {
        hash = (hash ^ glyph) * 1099511628211u;
        for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    }
    std::string tag;
    constexpr int letters = 6;
    for (int i = 0; i < letters; ++i, hash /= 26) tag.push_back(static_cast<char>('A' + hash % 26));
    return tag;
}

std::string utf16_hex(const std::string& utf8) {
    std::string hex;
    for (const char byte : QUtil::utf8_to_utf16(utf8).substr(2)) {  // behind the byte order mark
        hex += fmt::format("{:02X}", static_cast<unsigned char>(byte));
    }
    return hex;
}

/// Glyph numbers in the subset by CID, two bytes each (§9.7.4.2).
std::string cid_to_gid_map(const Characters& characters, const SubsetFont& subset) {
    std::string map(2, '\0');
    for (const auto& [glyph, text] : characters) {
        const auto number = subset.new_number.at(glyph);
        map.push_back(static_cast<char>(number >> 8));
        map.push_back(static_cast<char>(number & 0xFF));
    }
    return map;
}

std::string to_unicode(const Characters& characters) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const auto& text = characters[i].second;
        if (!text.empty()) lines.push_back(fmt::format("<{:04X}> <{}>\n", i + 1, utf16_hex(text)));
    }
    std::string map =
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    constexpr std::size_t most_in_a_block = 100;
    for (std::size_t begin = 0; begin < lines.size(); begin += most_in_a_block) {
        const std::size_t end = std::min(lines.size(), begin + most_in_a_block);
        map += fmt::format("{} beginbfchar\n", end - begin);
        for (std::size_t i = begin; i < end; ++i) map += lines[i];
        map += "endbfchar\n";
    }
    return map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

QPDFObjectHandle widths(const Characters& characters, const TrueType& font) {
    std::string array = "[1 [";
    for (const auto& [glyph, text] : characters) array += pdf_number(font.advance(glyph)) + " ";
    return QPDFObjectHandle::parse(array + "]]");
}

QPDFObjectHandle descriptor(QPDF& pdf, const FontFacts& facts, const std::string& name,
                            const SubsetFont& subset) {
    // Flags: symbolic, since the characters are numbered our own way (§9.8.2). StemV is unknown; 80 is usual.
    auto dictionary = QPDFObjectHandle::parse(fmt::format(
        "<</Type /FontDescriptor /Flags {} /FontBBox [{} {} {} {}] /ItalicAngle {} /Ascent {} /Descent {} "
        "/CapHeight {} /StemV 80>>",
        facts.italic_angle != 0 ? 4 + 64 : 4, facts.left, facts.bottom, facts.right, facts.top,
        pdf_number(facts.italic_angle), facts.ascent, facts.descent, facts.cap_height));
    dictionary.replaceKey("/FontName", pdf_name(name));
    auto file = deflated_stream(pdf, subset.bytes);
    file.getDict().replaceKey("/Length1",
                              QPDFObjectHandle::newInteger(static_cast<long long>(subset.bytes.size())));
    dictionary.replaceKey("/FontFile2", file);
    return pdf.makeIndirectObject(dictionary);
}

}  // namespace

int EmbeddedFont::cid_of(const Glyph& glyph) {
    const auto [entry, added] =
        cids_.try_emplace({glyph.id, glyph.text}, static_cast<int>(glyphs_.size()) + 1);
    if (added) glyphs_.emplace_back(glyph.id, glyph.text);
    return entry->second;
}

QPDFObjectHandle EmbeddedFont::write(QPDF& pdf) const {
    std::set<std::uint32_t> kept;
    for (const auto& [glyph, text] : glyphs_) kept.insert(glyph);
    const SubsetFont subset = font_.subset(kept);
    const FontFacts facts = font_.facts();
    const std::string name = subset_tag(glyphs_) + "+" + facts.postscript_name;

    auto descendant = QPDFObjectHandle::parse(
        "<</Type /Font /Subtype /CIDFontType2 /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0>> "
        "/DW 0>>");
    descendant.replaceKey("/BaseFont", pdf_name(name));
    descendant.replaceKey("/FontDescriptor", descriptor(pdf, facts, name, subset));
    descendant.replaceKey("/W", widths(glyphs_, font_));
    // Many programs take its absence for an error, PDF/X-4 and PDF/A among their reasons (PRINT §2.3).
    descendant.replaceKey("/CIDToGIDMap", deflated_stream(pdf, cid_to_gid_map(glyphs_, subset)));

    auto font = QPDFObjectHandle::parse("<</Type /Font /Subtype /Type0 /Encoding /Identity-H>>");
    font.replaceKey("/BaseFont", pdf_name(name));
    font.replaceKey("/ToUnicode", deflated_stream(pdf, to_unicode(glyphs_)));
    auto descendants = QPDFObjectHandle::newArray();
    descendants.appendItem(pdf.makeIndirectObject(descendant));
    font.replaceKey("/DescendantFonts", descendants);
    return font;
}

}  // namespace render
