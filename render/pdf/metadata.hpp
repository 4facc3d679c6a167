#pragma once

#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/qpdf.hpp"

namespace render {

/// What the file says of itself, the same in the Info dictionary and in XMP: its title, its date, that In
/// Beeld made it. No person is named: who made or wrote what stands on the pages, where consent put it.
void write_metadata(QPDF& pdf, const Publication& publication, const PdfOptions& options);

/// The level of PDF/X that the file says it has: the one wanted, if it has what that asks, an output intent,
/// a title and a date. The rest of what it asks all our print files have.
PdfxLevel claimed_level(const Publication& publication, const PdfOptions& options);

/// Whether files of that level are PDF 1.3, without tags, languages and XMP.
bool is_pdf_1_3(PdfxLevel level);

}  // namespace render
