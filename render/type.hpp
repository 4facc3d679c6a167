#pragma once

#include "render/length.hpp"

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace render {

enum class Weight { Regular, Bold };
enum class Slant { Upright, Italic };
enum class Face { Sans, Serif, Display };            // Display: a serif drawn for large sizes
enum class Hyphens { None, Allowed };                // Allowed: where the language has a dictionary
enum class Capitals { AsWritten, Small };            // Small: as the font draws them, else as written
enum class Figures { OfTheFont, Lining, OldStyle };  // where the font has them
enum class Direction { LeftToRight, RightToLeft };
/// Start and end follow the paragraph's direction. Justify: flush at both sides, by the spaces between words
/// alone; the last line is not.
enum class Align { Start, Centre, End, Justify };

struct TextStyle {
    Face face = Face::Sans;
    Weight weight = Weight::Regular;
    Slant slant = Slant::Upright;
    Length size = 10_pt;
    Length leading =
        14_pt;  // baseline to baseline; scripts that need more get more (see ShapedLine::leading)
    Hyphens hyphens = Hyphens::None;
    Capitals capitals = Capitals::AsWritten;
    Figures figures = Figures::OfTheFont;

    friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

/// One paragraph in one language. text: UTF-8; '\n' is a forced line break.
struct Passage {
    std::string text;
    std::string language;  // BCP 47
    TextStyle style;
};

/// A font file and face index, known to the Typesetter that made it. Index into Typesetter::fonts().
using FontNumber = std::size_t;

struct Glyph {
    std::uint32_t id = 0;  // in the font file
    double x = 0;          // points from the line's left end to the glyph's origin
    double y = 0;          // points above the baseline
    double advance = 0;    // points
    std::string text;      // UTF-8 that this glyph stands for; empty for the later glyphs of a cluster
};

/// Glyphs of one font, size, language and direction. Right-to-left runs hold their glyphs in logical order
/// (first read first), with positions that say where they stand, so that text copied from the page reads
/// right.
struct GlyphRun {
    FontNumber font = 0;
    double size = 0;  // points
    std::string language;
    Direction direction = Direction::LeftToRight;
    std::vector<Glyph> glyphs;
};

/// One line, shaped once and never measured again. Runs are in logical order.
struct ShapedLine {
    Length width;    // of the ink's advance, trailing space left out
    Length ascent;   // above the baseline, largest of the fonts used
    Length descent;  // below the baseline, positive
    Length leading;  // what this line asks: the style's, or more for Naskh and Ethiopic
    Length indent;   // from the left edge of the measure to the line's left end: alignment worked out;
                     // negative where a quotation mark hangs in the margin
    Direction direction = Direction::LeftToRight;
    std::vector<GlyphRun> runs;
};

struct FontFile {
    std::string path;
    unsigned index = 0;
    std::string name;  // for messages

    friend bool operator==(const FontFile&, const FontFile&) = default;
};

/// The families that a design is set in, as fontconfig names them; empty: Noto's. What a family lacks, of
/// letters or of scripts, is set in Noto.
struct FontFamilies {
    std::string sans;
    std::string serif;
    std::string display;

    friend bool operator==(const FontFamilies&, const FontFamilies&) = default;
};

/// No font holds this text. what() says which text in which language, and which package would help.
struct MissingGlyph : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Sets paragraphs: bidi and breaks by ICU, glyphs by HarfBuzz, fonts with fallback by fontconfig over the
/// Noto fonts.
class Typesetter {
 public:
    /// Throws CannotWork when a family is not installed.
    explicit Typesetter(const FontFamilies& families = {});
    Typesetter(Typesetter&&) noexcept;
    Typesetter& operator=(Typesetter&&) noexcept;
    ~Typesetter();

    /// Breaks a paragraph into lines no wider than `measure`. No text gives no lines. Throws MissingGlyph.
    std::vector<ShapedLine> set(const Passage& passage, Length measure, Align align) const;

    /// Height of Latin capitals in that style.
    Length capitals(const TextStyle& style) const;

    /// The fonts used so far, by FontNumber.
    const std::vector<FontFile>& fonts() const;

 private:
    struct Case;
    std::unique_ptr<Case> case_;
};

/// Sum of the leadings.
Length height_of(const std::vector<ShapedLine>& lines);

}  // namespace render
