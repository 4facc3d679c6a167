#pragma once

#include "render/imposed_side.hpp"
#include "render/pdf/source_pdf.hpp"

#include <filesystem>
#include <vector>

namespace render {

struct ImposedSheets {
    const std::vector<ImposedSide>& sides;
    Duplex duplex = Duplex::Simplex;
};

/// Writes the sheets, and asks the printer's driver to turn them over as they were laid out and to leave
/// their size alone. Spends `source`. Throws CannotWork.
void write_imposed(SourcePdf& source, const ImposedSheets& sheets, const std::filesystem::path& target);

}  // namespace render
