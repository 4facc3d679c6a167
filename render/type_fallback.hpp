#pragma once

#include "render/type.hpp"
#include "render/type_fonts.hpp"
#include "render/type_text.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace render {

/// The font of every cluster, as its place on the shelf: for each word the first that covers all of it, else
/// for each cluster the first that covers that. Throws MissingGlyph for what no font covers.
std::vector<std::size_t> choose_fonts(const AnalysedText& text, const Passage& passage, FontShelf& shelf);

}  // namespace render
