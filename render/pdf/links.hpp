#pragma once

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/content.hpp"
#include "render/pdf/qpdf.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace render {

/// Words on a screen's page that lead somewhere.
struct PageLink {
    std::size_t item = 0;  // the first line of the words, in Page::items
    Rect area;
    std::string words;
    std::optional<std::size_t> page;  // that they lead to; else `words` are an address on the web
};

/// What leads somewhere on a page: words that are the title of a bookmark of a later page, as lists of
/// contents have them, and words that are an address on the web.
std::vector<PageLink> links_on(const Publication& publication, std::size_t page);

/// The annotation of a link (ISO 32000-1 §12.5.6.5). number: of its element in the structure's parent tree.
QPDFObjectHandle written_link(QPDF& pdf, const PageLink& link, const SheetGeometry& geometry,
                              const std::vector<QPDFObjectHandle>& pages, std::size_t number);

}  // namespace render
