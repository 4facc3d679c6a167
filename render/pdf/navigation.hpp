#pragma once

#include "render/page.hpp"
#include "render/pdf/qpdf.hpp"

#include <vector>

namespace render {

/// Bookmarks (ISO 32000-1 §12.3.3) and the page numbers that readers show (§12.4.2).
void write_navigation(QPDF& pdf, const Publication& publication, const std::vector<QPDFObjectHandle>& pages);

}  // namespace render
