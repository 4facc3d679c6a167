#pragma once

#include "render/page.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace render {

class WholeFile;

/// Print: boxes, bleed, marks, process inks. Screen: the trimmed page alone, RGB, tagged for readers that
/// speak.
enum class Edition { Print, Screen };

/// What a file promises to the printer (ISO 15930-1:2001, -3:2002 and -7).
enum class PdfxLevel { None, X1a, X3, X4 };

/// "PDF/X-1a:2001", "no PDF/X".
std::string in_words(PdfxLevel level);

/// In a file for print: as the camera wrote them, each with its colour profile; or in the inks of the press.
enum class Photos { AsTheyAre, Converted };

/// The paper and press that the inks are meant for.
struct PrintCondition {
    std::filesystem::path profile;  // ICC, class prtr, CMYK
    std::string identifier;         // in the registry at www.color.org: "FOGRA39"
    std::string description;
    bool embedded = true;  // the profile goes into the file, which PDF/X-4 asks; else only its name
};

/// Offset on coated paper (ISO 12647-2:2004, FOGRA39) as most Dutch printers ask it, with the profile that
/// comes with the templates. templates: their folder.
PrintCondition coated_paper(const std::filesystem::path& templates);

struct PdfOptions {
    Edition edition = Edition::Print;
    std::string moment;  // ISO 8601 local date-time that the file says it was made: "2026-07-02T10:00:00"
    std::optional<PrintCondition> condition;  // for print; without it the file is no PDF/X
    PdfxLevel level = PdfxLevel::X4;
    Photos photos = Photos::AsTheyAre;  // PDF/X-1a, which knows no other colours, converts them always
    int most_ink = 300;                 // percent, all plates together, of converted photos
    int most_ppi = 300;                 // of photos that are coded anew; finer ones are made smaller
};

/// Writes the publication as PDF: the same pages and options give the same bytes. The file is written beside
/// `target` and renamed: whole or absent. Throws CannotWork when a master is missing or is not a JPEG that
/// PDF can hold, when a font or the profile cannot be read, when the level needs a condition and there is
/// none, and when the file cannot be written. Returns the file's SHA-256 as the ledger wants it, or nothing
/// when it was not worked out on the way: for screens.
std::string write_pdf(const Publication& publication, const std::filesystem::path& target,
                      const PdfOptions& options);

/// The same, but leaves it to the caller to give the file its name.
std::string write_pdf(const Publication& publication, WholeFile& file, const PdfOptions& options);

}  // namespace render
