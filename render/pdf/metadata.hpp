#pragma once

#include "render/pdf/pdf.hpp"

#include <string>

#include <qpdf/QPDF.hh>

namespace render {

/// What the file says of itself, the same in the Info dictionary and in XMP: its title, its date, that In
/// Beeld made it. No person is named: who made or wrote what stands on the pages, where consent put it.
void write_metadata(QPDF& pdf, const Publication& publication, const PdfOptions& options);

/// The output intent, and the claim to be PDF/X-4 in XMP that goes with it.
bool claims_pdfx(const PdfOptions& options);

}  // namespace render
