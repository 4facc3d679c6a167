#pragma once

#include "render/type.hpp"
#include "render/type_fonts.hpp"
#include "render/type_hyphens.hpp"
#include "render/type_lines.hpp"
#include "render/type_shape.hpp"
#include "render/type_text.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace render {

/// What setting a text takes. All of it keeps what it has read.
struct TypeCase {
    FontShelf shelf;
    Shaper shaper;
    Hyphenator hyphenator;
};

/// What stretches and shrinks in justified lines. Ethiopic words are parted by a sign of their own.
bool is_word_space(char16_t unit);

/// A line, and how far its beginning hangs in the margin.
struct HungLine {
    ShapedLine line;
    double hang = 0;  // points
};

/// A text without forced breaks on its way to lines. Its runs name fonts by their place on the shelf.
class Setting {
 public:
    /// language: BCP 47. Of the style the leading does not count. tools must outlive it.
    Setting(std::string language, const TextStyle& style, std::u16string text, TypeCase& tools);

    /// measure: points.
    std::vector<HungLine> lines(double measure, Align align);

    /// How much more than the style's leading the scripts in this text need.
    double leading_factor() const;

    Direction direction() const { return text_.direction(); }

 private:
    /// A break chance and where in the text it is.
    struct Place {
        std::size_t ink_end = 0;
        std::size_t next = 0;
        bool soft_hyphen = false;
        char16_t instead = 0;  // what the next line begins with in place of its first letter; 0: that letter
    };

    /// Empty when it was to be justified and a line is too loose for that.
    std::vector<HungLine> broken(double measure, Align align);
    std::vector<std::size_t> line_ends(double measure, Align align) const;
    void measure_text();
    void find_chances(double measure);
    void add_chance(const Place& place, double penalty, bool word_ends);
    void add_chances_in_long_word(const Place& until, double measure);
    void add_hyphens(const Place& until, double measure);
    void add_hyphens_in_word(std::size_t begin, std::size_t end, double measure);
    double hang_before(std::size_t offset) const;
    double hang_after(std::size_t offset) const;
    double hung(std::size_t offset, std::u16string_view points, std::u16string_view quotes) const;
    /// Whether it could be, without holes.
    bool stretch(ShapedLine& line, double width) const;
    std::size_t ink_end_before(std::size_t offset) const;

    std::vector<Piece> pieces_of(const DirectedRun& run) const;
    ShapedLine shaped(const Place& start, const Place& end);
    double append_piece(ShapedLine& line, const Piece& piece, double pen);
    double append_hyphen(ShapedLine& line, const Place& end, double pen);
    std::size_t cluster_at(std::size_t offset) const;
    double size_in(const std::string& script) const;
    double hyphen_width(const Place& place);
    Piece hyphen_piece(const Place& place) const;

    std::string language_;
    std::vector<std::string> scripts_;  // that the language is written in
    TextStyle style_;
    TypeCase& tools_;
    AnalysedText text_;
    std::u16string spelt_;               // the text as the line that is being shaped spells it
    std::vector<std::size_t> fonts_;     // by cluster: place on the shelf
    std::vector<double> width_before_;   // by offset, points
    std::vector<double> spaces_before_;  // by offset, points: the part of it that may stretch
    std::vector<Place> places_;          // in step with chances_
    std::vector<BreakChance> chances_;
    double longest_ = 0;     // points: the widest word or syllable among them
    bool is_whole_ = false;  // none of those was torn: on every line that holds them the chances are these
};

}  // namespace render
