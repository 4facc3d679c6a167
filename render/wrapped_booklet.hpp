#pragma once

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/press/press_file.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace render {

/// A booklet that is to be glued: where its cover goes, and how thick its paper is.
struct WrapOrder {
    std::filesystem::path cover;      // empty: it is stapled
    std::optional<Length> leaf;       // 0.13 mm, as of 120 g/m², where nobody says
    std::optional<Length> cardboard;  // 0.30 mm
    std::string design;               // of the booklet
};

/// --wrap-cover, and what goes with it.
void add_wrap_options(CLI::App& command, WrapOrder& order);

/// Writes the cover as one sheet, and the pages inside to `target`; says how wide the spine is. Throws
/// CannotWork.
std::vector<PressFile> write_wrapped_booklet(const Publication& booklet, const std::filesystem::path& target,
                                             const WrapOrder& order, const PdfOptions& options);

}  // namespace render
