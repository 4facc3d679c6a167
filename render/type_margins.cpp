// Setting's finer points: words broken by a hyphen, punctuation in the margin, spaces that stretch.

#include "render/length.hpp"
#include "render/type.hpp"
#include "render/type_hyphens.hpp"
#include "render/type_setting.hpp"
#include "render/type_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace render {

namespace {

// Optical margins (LAYOUT §4): how much of a sign stands outside.
constexpr double share_of_a_point = 0.5;
constexpr double share_of_a_quote = 0.6;
constexpr std::u16string_view points = u".,";
constexpr std::u16string_view quotes_before = u"\"'\u2018\u201C\u201A\u201E\u00AB\u2039";
constexpr std::u16string_view quotes_after = u"\"'\u2019\u201D\u201C\u00BB\u203A";
constexpr double penalty_of_a_hyphen = 0.3;

// A space much wider than it was is a hole in the page: rather a paragraph with a ragged edge.
constexpr double widest_space = 2.5;

bool is_space(const Glyph& glyph) {
    return glyph.text == " " || glyph.text == "\u00A0" || glyph.text == "\u1361";
}

}  // namespace

bool is_word_space(char16_t unit) {
    return unit == u' ' || unit == 0x00A0 || unit == 0x1361;
}

double Setting::hung(std::size_t offset, std::u16string_view halves, std::u16string_view quotes) const {
    if (direction() == Direction::RightToLeft) return 0;
    const char16_t sign = text_.text()[offset];
    const double width = width_before_[offset + 1] - width_before_[offset];
    if (halves.find(sign) != std::u16string_view::npos) return share_of_a_point * width;
    if (quotes.find(sign) != std::u16string_view::npos) return share_of_a_quote * width;
    return 0;
}

double Setting::hang_before(std::size_t offset) const {
    return offset == 0 ? 0 : hung(offset - 1, points, quotes_after);
}

double Setting::hang_after(std::size_t offset) const {
    return offset >= text_.text().size() ? 0 : hung(offset, {}, quotes_before);
}

/// Addresses, figures and words in which the writer has put hyphens himself are left as they are. Where no
/// hyphens are wished, a word that no line could hold gets them all the same: it would be torn anywhere.
void Setting::add_hyphens(const Place& until, double measure) {
    if (direction() == Direction::RightToLeft) return;
    if (until.soft_hyphen || (!places_.empty() && places_.back().soft_hyphen)) return;
    const std::u16string& text = text_.text();
    std::size_t begin = places_.empty() ? 0 : places_.back().next;
    std::size_t end = until.ink_end;
    while (begin < end && !is_letter(text[begin])) ++begin;
    while (end > begin && !is_letter(text[end - 1])) --end;
    const bool is_word = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                     text.begin() + static_cast<std::ptrdiff_t>(end), is_letter);
    const bool wished = style_.hyphens == Hyphens::Allowed;
    const double width = width_before_[end] - width_before_[begin];
    if (is_word) longest_ = std::max(longest_, width);
    if (is_word && (wished || width > measure)) add_hyphens_in_word(begin, end, measure);
}

void Setting::add_hyphens_in_word(std::size_t begin, std::size_t end, double measure) {
    const auto word = std::u16string_view(text_.text()).substr(begin, end - begin);
    for (const HyphenPoint& point : tools_.hyphenator.points(word, language_)) {
        const std::size_t at = begin + point.at;
        const bool between_letters = text_.clusters()[cluster_at(at)].begin == at;
        if (!between_letters) continue;
        const Place place{at, at, true, point.instead};
        add_chances_in_long_word(place, measure);  // a syllable may be wider than a narrow line
        add_chance(place, penalty_of_a_hyphen, false);
    }
}

bool Setting::stretch(ShapedLine& line, double width) const {
    std::vector<double> spaces;
    double natural = 0;
    for (const GlyphRun& run : line.runs) {
        for (const Glyph& glyph : run.glyphs) {
            // The space that is kept at the end for copying stands outside the line.
            const bool outside = glyph.x < 0 || glyph.x + glyph.advance > line.width.in_points() + 0.01;
            if (!is_space(glyph) || outside) continue;
            spaces.push_back(glyph.x);
            natural += glyph.advance;
        }
    }
    const double missing = width - line.width.in_points();
    if (spaces.empty() || missing > natural * (widest_space - 1)) {
        constexpr double unseen = 0.5;
        return missing <= unseen;
    }
    std::sort(spaces.begin(), spaces.end());
    const double each = missing / static_cast<double>(spaces.size());
    for (GlyphRun& run : line.runs) {
        for (Glyph& glyph : run.glyphs) {
            const auto before = std::lower_bound(spaces.begin(), spaces.end(), glyph.x) - spaces.begin();
            const bool stretches =
                std::binary_search(spaces.begin(), spaces.end(), glyph.x) && is_space(glyph);
            glyph.x += each * static_cast<double>(before);
            if (stretches) glyph.advance += each;
        }
    }
    line.width = Length::from_points(width);
    return true;
}

}  // namespace render
