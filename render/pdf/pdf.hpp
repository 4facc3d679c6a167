#pragma once

#include "render/page.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace render {

/// Print: boxes, bleed, marks, process inks. Screen: the trimmed page alone, RGB, tagged for readers that
/// speak.
enum class Edition { Print, Screen };

/// The paper and press that the inks are meant for.
struct PrintCondition {
    std::filesystem::path profile;  // ICC, class prtr, CMYK
    std::string identifier;         // in the registry at www.color.org: "FOGRA39"
    std::string description;
};

/// Offset on coated paper (ISO 12647-2:2004, FOGRA39) as most Dutch printers ask it, with the profile that
/// comes with the templates. templates: their folder.
PrintCondition coated_paper(const std::filesystem::path& templates);

struct PdfOptions {
    Edition edition = Edition::Print;
    std::string moment;  // ISO 8601 local date-time that the file says it was made: "2026-07-02T10:00:00"
    std::optional<PrintCondition> condition;  // for print; without it the file is no PDF/X
};

/// Writes the publication as PDF: the same pages and options give the same bytes. The file is written beside
/// `target` and renamed: whole or absent. Throws CannotWork when a master is missing or is not a JPEG that
/// PDF can hold, when a font or the profile cannot be read, and when the file cannot be written.
void write_pdf(const Publication& publication, const std::filesystem::path& target,
               const PdfOptions& options);

}  // namespace render
