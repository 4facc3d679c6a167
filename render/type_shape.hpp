#pragma once

#include "render/type.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace render {

/// A stretch of one font, script, language and direction. Offsets count UTF-16 units of the paragraph.
struct Piece {
    std::size_t begin = 0;
    std::size_t end = 0;
    FontFile font;
    std::string script;    // ISO 15924
    std::string language;  // BCP 47; empty: unknown
    Direction direction = Direction::LeftToRight;
    Capitals capitals = Capitals::AsWritten;
    Figures figures = Figures::OfTheFont;
};

/// In ems, relative to the pen.
struct ShapedGlyph {
    std::uint32_t id = 0;
    std::size_t cluster = 0;  // offset of the first UTF-16 unit it stands for
    double advance = 0;
    double x_offset = 0;
    double y_offset = 0;
};

/// In ems; descent is positive.
struct Extents {
    double ascent = 0;
    double descent = 0;
    double capitals = 0;  // height of Latin capitals
};

/// Turns characters into glyphs with HarfBuzz; keeps the fonts it has opened.
class Shaper {
 public:
    Shaper();
    Shaper(Shaper&&) noexcept;
    Shaper& operator=(Shaper&&) noexcept;
    ~Shaper();

    /// Glyphs as they stand, from left to right. The whole paragraph is given, so that Arabic letters at the
    /// ends of a piece know their neighbours. Throws CannotWork when the font cannot be read.
    std::vector<ShapedGlyph> shape(std::u16string_view paragraph, const Piece& piece);

    Extents extents(const FontFile& font);

 private:
    struct OpenFont;
    OpenFont& open(const FontFile& font);

    std::map<std::string, std::unique_ptr<OpenFont>> open_;  // by path and index
};

}  // namespace render
