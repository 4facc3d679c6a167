#pragma once

#include "render/folded_sheets.hpp"
#include "render/imposed_side.hpp"
#include "render/imposition.hpp"
#include "render/label_grid.hpp"
#include "render/length.hpp"
#include "render/poster_tiles.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace render {

/// All sheets folded into each other and stapled.
struct SaddleStitch {
    FoldStyle fold;
    Length inner_margin = 10_mm;  // white beside the fold, as far as is known
};

/// Signatures folded each for itself, and glued at the spine.
struct PerfectBinding {
    FoldStyle fold;
    int pages_per_signature = 16;
    Length inner_margin = 10_mm;
};

/// Pages side by side in the order of reading.
struct TwoUp {
    PaperStyle paper;
};

struct ImpositionOrder {
    std::variant<SaddleStitch, PerfectBinding, TwoUp, GridStyle, TileStyle> style;
    std::optional<Binding> binding;  // absent: as the document says it is read, else left
};

struct ImpositionReport {
    int pages = 0;
    int sides = 0;  // pages of the file that was written
    Size paper;
    Duplex duplex = Duplex::Simplex;
    double scale = 1;                   // less when the pages had to be shrunk
    std::vector<std::string> warnings;  // a sentence each

    int sheets() const { return duplex == Duplex::Simplex ? sides : (sides + 1) / 2; }
};

/// Places the pages of a PDF on sheets and writes these, whole or not at all.
///
/// Pages are placed by their TrimBox, upright, with their fonts, photos, layers and output intents as they
/// are. Tags, links and bookmarks are left out, and everything that says who made the file. The same file and
/// order give the same bytes.
/// Throws CannotWork when the file cannot be used, what is asked does not fit, or nothing can be written.
ImpositionReport impose_pdf(const std::filesystem::path& from, const std::filesystem::path& to,
                            const ImpositionOrder& order);

}  // namespace render
