#pragma once

#include "render/length.hpp"
#include "render/page.hpp"

#include <optional>
#include <string>

namespace render {

/// Where the trimmed page lies on the sheet of a PDF page, whose origin is at the bottom left and whose y
/// grows upwards.
struct SheetGeometry {
    Size trim;
    Length bleed;
    Length around;  // from the trim to the edge of the sheet

    Size sheet() const { return {trim.width + 2 * around, trim.height + 2 * around}; }
    double x(Length from_trim) const { return (around + from_trim).in_points(); }
    double y(Length from_trim) const { return (around + trim.height - from_trim).in_points(); }
};

/// Writes a number as PDF has it: no exponent, no needless zeros, a point whatever the locale.
std::string pdf_number(double value);

/// A glyph as its font in the file numbers it.
struct ShownGlyph {
    int cid = 0;
    double x = 0;        // points from the run's origin
    double rise = 0;     // points
    double advance = 0;  // 1/1000 em, as the font's W array says
};

/// Where a run of glyphs begins on its baseline, and which way that goes.
struct Foot {
    Point origin;
    Reading reading = Reading::Across;
};

/// The operators of one page's content (ISO 32000-1 §8 and §9). Knows nothing of documents: names of
/// resources are given to it.
class Content {
 public:
    enum class Inks { Process, Rgb };

    Content(const SheetGeometry& geometry, Inks inks) : geometry_(geometry), inks_(inks) {}

    /// Everything up to end_marked() is that structure element's.
    void begin_tagged(const std::string& tag, int content_number);
    void begin_artifact();
    /// What a voice should take for a language of its own within the element.
    void begin_language(const std::string& language);
    void end_marked();

    void photo(const std::string& image, const Rect& frame, int orientation);
    void fill(const FilledRect& rect);
    void rule(const Rule& rule);
    /// pattern: names that of its gradient; empty when it has none.
    void drawing(const Drawing& drawing, const std::string& pattern = {});
    /// On every plate: `all` names a Separation All colour space.
    void crop_mark(const CropMark& mark, const std::string& all);
    void glyphs(const std::string& font, double size, const Foot& foot,
                const std::vector<ShownGlyph>& glyphs);
    void text_ink(Ink ink);

    const std::string& operators() const { return operators_; }

 private:
    enum class Overprint { Yes, No };

    void op(const std::string& text) { operators_ += text + "\n"; }
    void overprint(Overprint wanted);
    std::string fill_colour(Ink ink) const;
    std::string stroke_colour(Ink ink) const;
    /// shown: in RGB.
    std::string fill_colour(Ink ink, Rgb shown) const;
    std::string stroke_colour(Ink ink, Rgb shown) const;
    std::string path_of(const Drawing& drawing) const;

    SheetGeometry geometry_;
    Inks inks_;
    std::string operators_;
    std::optional<Overprint> overprint_;
};

}  // namespace render
