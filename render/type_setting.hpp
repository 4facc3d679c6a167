#pragma once

#include "render/type.hpp"
#include "render/type_fonts.hpp"
#include "render/type_lines.hpp"
#include "render/type_shape.hpp"
#include "render/type_text.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace render {

/// A text without forced breaks on its way to lines. Its runs name fonts by their place on the shelf.
class Setting {
 public:
    Setting(const Passage& passage, std::u16string text, FontShelf& shelf, Shaper& shaper);

    /// measure: points.
    std::vector<ShapedLine> lines(double measure, Align align);

    /// How much more than the style's leading the scripts in this text need.
    double leading_factor() const;

    Direction direction() const { return text_.direction(); }

 private:
    /// A break chance and where in the text it is.
    struct Place {
        std::size_t ink_end = 0;
        std::size_t next = 0;
        bool soft_hyphen = false;
    };

    std::vector<ShapedLine> broken(double measure, Align align);
    void measure_text();
    void find_chances(double measure);
    void add_chance(const Place& place, double penalty, bool word_ends);
    void add_chances_in_long_word(const Place& until, double measure);
    std::size_t ink_end_before(std::size_t offset) const;

    std::vector<Piece> pieces_of(const DirectedRun& run) const;
    ShapedLine shaped(std::size_t begin, const Place& end);
    double append_piece(ShapedLine& line, const Piece& piece, double pen);
    double append_hyphen(ShapedLine& line, const Place& end, double pen);
    std::size_t cluster_at(std::size_t offset) const;
    double size_in(const std::string& script) const;
    double hyphen_width(const Place& place);
    Piece hyphen_piece(const Place& place) const;

    const Passage& passage_;
    FontShelf& shelf_;
    Shaper& shaper_;
    AnalysedText text_;
    std::vector<std::size_t> fonts_;    // by cluster: place on the shelf
    std::vector<double> width_before_;  // by offset, points
    std::vector<Place> places_;         // in step with chances_
    std::vector<BreakChance> chances_;
};

}  // namespace render
