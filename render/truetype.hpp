#pragma once

#include "render/type.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace render {

/// A TrueType font cut down to some of its glyphs.
struct SubsetFont {
    std::string bytes;
    std::map<std::uint32_t, std::uint32_t> new_number;  // of each glyph kept, by its number in the whole font
};

/// What a PDF states of a font, in 1/1000 em.
struct FontFacts {
    std::string postscript_name;
    int left = 0;  // bounding box of all glyphs
    int bottom = 0;
    int right = 0;
    int top = 0;
    int ascent = 0;
    int descent = 0;  // negative
    int cap_height = 0;
    double italic_angle = 0;
};

/// One step of a glyph's outline, in ems, y upwards. A curve has its two control points before its end.
struct OutlineStep {
    enum class Kind { Move, Line, Curve, Close };
    Kind kind = Kind::Move;
    double x1 = 0;
    double y1 = 0;
    double x2 = 0;
    double y2 = 0;
    double x = 0;
    double y = 0;
};

/// An opened font file.
class TrueType {
 public:
    /// Throws CannotWork when the font cannot be read.
    explicit TrueType(const FontFile& font);
    TrueType(TrueType&&) noexcept;
    TrueType& operator=(TrueType&&) noexcept;
    ~TrueType();

    FontFacts facts() const;
    double advance(std::uint32_t glyph) const;  // 1/1000 em
    std::vector<OutlineStep> outline(std::uint32_t glyph) const;
    /// Throws CannotWork when the font is broken.
    SubsetFont subset(const std::set<std::uint32_t>& glyphs) const;

 private:
    struct Handles;
    std::string path_;
    std::unique_ptr<Handles> handles_;
};

}  // namespace render
