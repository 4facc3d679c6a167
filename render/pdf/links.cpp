#include "render/pdf/links.hpp"

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/content.hpp"
#include "render/pdf/document.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace render {

namespace {

std::string words_of(const ShapedLine& line) {
    std::string words;
    for (const GlyphRun& run : line.runs) {
        for (const Glyph& glyph : run.glyphs) words += glyph.text;
    }
    const std::size_t first = words.find_first_not_of(' ');
    if (first == std::string::npos) return "";
    return words.substr(first, words.find_last_not_of(' ') - first + 1);
}

Rect area_of(const PlacedLine& placed) {
    const ShapedLine& line = placed.line;
    return {{placed.origin.x + line.indent, placed.origin.y - line.ascent},
            {line.width, line.ascent + line.descent}};
}

Rect around(const Rect& one, const Rect& other) {
    const Length left = std::min(one.left(), other.left());
    const Length top = std::min(one.top(), other.top());
    return {{left, top},
            {std::max(one.right(), other.right()) - left, std::max(one.bottom(), other.bottom()) - top}};
}

/// Paragraphs of a page, as if each led somewhere.
std::vector<PageLink> paragraphs(const Page& page) {
    std::vector<PageLink> found;
    int open_block = 0;
    for (std::size_t item = 0; item < page.items.size(); ++item) {
        const auto* placed = std::get_if<PlacedLine>(&page.items[item]);
        if (placed == nullptr || placed->role == Role::Artifact) {
            open_block = 0;
            continue;
        }
        const std::string words = words_of(placed->line);
        if (placed->block != 0 && placed->block == open_block) {
            found.back().words += " " + words;
            found.back().area = around(found.back().area, area_of(*placed));
        } else {
            found.push_back({item, area_of(*placed), words, {}});
        }
        open_block = placed->block;
    }
    return found;
}

bool is_address(std::string_view words) {
    const bool begins = words.starts_with("https://") || words.starts_with("http://");
    return begins && words.find(' ') == std::string_view::npos;
}

}  // namespace

std::vector<PageLink> links_on(const Publication& publication, std::size_t page) {
    std::vector<PageLink> links;
    for (PageLink& link : paragraphs(publication.pages[page])) {
        for (const Bookmark& bookmark : publication.bookmarks) {
            const bool leads = bookmark.page > page && bookmark.page < publication.pages.size();
            if (leads && !link.page && bookmark.title == link.words) link.page = bookmark.page;
        }
        if (link.page || is_address(link.words)) links.push_back(link);
    }
    return links;
}

QPDFObjectHandle written_link(QPDF& pdf, const PageLink& link, const SheetGeometry& geometry,
                              const std::vector<QPDFObjectHandle>& pages, std::size_t number) {
    // Printed, when the page is (ISO 14289-1 §7.18): flag 4.
    auto annotation = QPDFObjectHandle::parse("<</Type /Annot /Subtype /Link /Border [0 0 0] /F 4>>");
    auto rect = QPDFObjectHandle::newArray();
    for (const double corner : {geometry.x(link.area.left()), geometry.y(link.area.bottom()),
                                geometry.x(link.area.right()), geometry.y(link.area.top())}) {
        rect.appendItem(QPDFObjectHandle::newReal(pdf_number(corner)));
    }
    annotation.replaceKey("/Rect", rect);
    annotation.replaceKey("/Contents", pdf_text(link.words));
    annotation.replaceKey("/StructParent", QPDFObjectHandle::newInteger(static_cast<long long>(number)));
    if (link.page) {
        auto target = QPDFObjectHandle::newArray();
        target.appendItem(pages[*link.page]);
        target.appendItem(pdf_name("Fit"));
        annotation.replaceKey("/Dest", target);
    } else {
        auto action = QPDFObjectHandle::parse("<</Type /Action /S /URI>>");
        action.replaceKey("/URI", QPDFObjectHandle::newString(link.words));
        annotation.replaceKey("/A", action);
    }
    return pdf.makeIndirectObject(annotation);
}

}  // namespace render
