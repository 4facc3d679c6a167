#pragma once

#include "render/imposed_side.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/impose.hpp"
#include "render/pdf/pdf.hpp"
#include "render/press/press_file.hpp"

#include <filesystem>
#include <optional>

namespace CLI {
class App;
}

namespace render {

/// How a booklet is laid on sheets for the office machine, to be folded and stapled.
struct ImposedOrder {
    bool wanted = false;
    std::optional<Size> sheet;
    std::optional<Duplex> duplex;
    std::optional<Length> paper_thickness;
};

/// --imposed, and what goes with it.
void add_imposed_options(CLI::App& command, ImposedOrder& order);

/// Throws ValidationError.
void check(const ImposedOrder& order);

struct ImposedBooklet {
    PressFile file;           // its report is that of the pages before they were imposed
    ImpositionReport sheets;  // empty when the pages did not pass
};

/// Writes the sheets, stapled through the fold. Without a paper: A4 when two pages fit on it, else A3; on a
/// smaller one they are shrunk. booklet: prepared for the office machine. It is looked at by preflight(), and
/// when it does not pass nothing is written. Throws CannotWork.
ImposedBooklet write_imposed_booklet(const Publication& booklet, const std::filesystem::path& target,
                                     const ImposedOrder& order, const PdfOptions& options);

}  // namespace render
