#pragma once

#include "render/pdf/pdf.hpp"
#include "render/preflight/finding.hpp"
#include "render/press/press.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace render {

struct PreflightOrder {
    std::optional<Press> press;                      // whose wishes; absent: what holds for every printer
    std::optional<std::filesystem::path> heat_maps;  // folder for a picture of the ink on each page
    std::string name;  // the file's name without ".pdf", when it has another yet
};

struct PreflightReport {
    std::vector<Finding> findings;  // errors first, then by page
    int pages = 0;
    PdfxLevel level = PdfxLevel::None;        // that the file was held to
    int most_ink = 0;                         // percent, all plates together, over a square millimetre
    int inkiest_page = 0;                     // from 1
    std::map<std::string, int> not_measured;  // what the ink leaves out, and how often

    bool passes() const;
};

/// Looks at a finished PDF, ours or not, as a printer's intake does. It reads the file anew and uses nothing
/// of the code that writes ours. The ink is measured on plates that are rendered coarsely: filled areas,
/// lines and images, and letters by the ink they ask for. Pages with shadings, patterns, masks or blending
/// are rendered by Ghostscript where it is installed; else these are left out, and said to be. Throws
/// CannotWork when the file cannot be opened as PDF at all.
PreflightReport preflight(const std::filesystem::path& file, const PreflightOrder& order);

}  // namespace render
