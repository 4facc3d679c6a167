#pragma once

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/template_file.hpp"

#include <filesystem>
#include <string>

namespace render {

/// Our own pictograms: shapes in a template, each on a grid of its own size, drawn with one pen and filled
/// areas.
class Pictograms {
 public:
    /// Throws CannotWork when the template cannot be read.
    explicit Pictograms(const std::filesystem::path& file) : file_(file) {}

    /// Draws one as large as fits, in the middle of the box. alt: for who does not see it; empty when words
    /// beside it say the same. Throws CannotWork when there is no such pictogram or it is not drawn well.
    void draw(Page& page, const std::string& name, const Rect& box, Ink ink,
              const std::string& alt = {}) const;

 private:
    TemplateFile file_;
};

}  // namespace render
