#pragma once

#include "render/type.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace render {

/// What a reader takes for one letter (UAX #29): never torn apart, set in one font. Offsets count UTF-16
/// units.
struct Cluster {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string script;      // ISO 15924, with Common and Inherited resolved to their neighbours
    bool space = false;      // white space at which a word ends
    bool sign = false;       // of no script of its own: brackets, stops, figures, arrows
    bool invisible = false;  // joiners, marks of direction, soft hyphens: nothing to print
};

/// A stretch of one direction. Offsets count UTF-16 units.
struct DirectedRun {
    std::size_t begin = 0;
    std::size_t end = 0;
    Direction direction = Direction::LeftToRight;
};

/// Where a line may end.
struct Opportunity {
    std::size_t next = 0;      // where the following line begins
    bool soft_hyphen = false;  // a hyphen shows if the line does end here
};

/// Splits at forced breaks into the texts of lines: NFC, white space at the ends left out, tabs made spaces,
/// other control characters dropped since no font has a sign for them.
std::vector<std::u16string> forced_lines(std::string_view utf8);

std::string to_utf8(std::u16string_view text);

/// The code points of a text.
std::vector<char32_t> code_points(std::u16string_view text);

/// The code point there; `at` moves on to the next.
char32_t next_code_point(std::u16string_view text, std::size_t& at);

/// Whether a font need not have a sign for it: default ignorable (UAX #44).
bool is_invisible(char32_t code_point);

/// Of the alphabets in which words are broken by a hyphen. unit: UTF-16.
bool is_letter(char16_t unit);

/// Whether its first letter is of a script that runs from right to left.
bool begins_right_to_left(std::string_view utf8);

/// The direction in which the language's usual script runs.
Direction direction_of(const std::string& language);

/// ISO 15924 codes of the scripts in which the language is usually written: "Latn"; Japanese has three.
std::vector<std::string> scripts_of(const std::string& language);

/// As font families are named after it: "Ethiopic".
std::string name_of_script(const std::string& script);

/// A text without forced breaks, taken apart: letters, scripts, directions (UAX #9) and line breaks (UAX
/// #14).
class AnalysedText {
 public:
    AnalysedText(std::u16string text, const std::string& language);
    AnalysedText(AnalysedText&&) noexcept;
    AnalysedText& operator=(AnalysedText&&) noexcept;
    ~AnalysedText();

    const std::u16string& text() const;
    Direction direction() const;
    const std::vector<Cluster>& clusters() const;
    /// In order; the end of the text is not among them.
    const std::vector<Opportunity>& opportunities() const;

    /// The runs of a line as they stand, from left to right.
    std::vector<DirectedRun> visual_runs(std::size_t begin, std::size_t end) const;

 private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace render
