#pragma once

#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/qpdf.hpp"

namespace render {

/// What the file says of itself, the same in the Info dictionary and in XMP: its title, its date, that In
/// Beeld made it. No person is named: who made or wrote what stands on the pages, where consent put it.
void write_metadata(QPDF& pdf, const Publication& publication, const PdfOptions& options);

/// Whether the file says that it is PDF/X-4 (ISO 15930-7): only when it has what that asks, an output intent,
/// a title and a date. The rest of what it asks all our print files have.
bool claims_pdfx(const Publication& publication, const PdfOptions& options);

}  // namespace render
