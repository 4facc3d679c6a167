#include "render/type_setting.hpp"

#include "render/length.hpp"
#include "render/type.hpp"
#include "render/type_bound.hpp"
#include "render/type_fallback.hpp"
#include "render/type_fonts.hpp"
#include "render/type_lines.hpp"
#include "render/type_shape.hpp"
#include "render/type_text.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace render {

namespace {

constexpr double too_wide_to_ignore = 0.02;  // points
constexpr double penalty_of_a_hyphen = 0.3;
constexpr double penalty_inside_a_word = 2;
constexpr double share_of_a_hyphen = 0.7;  // in the margin

/// Signs that steer the setting are not what a reader wants to copy; joiners are spelling (Persian).
std::string text_to_copy(std::u16string_view units) {
    constexpr char16_t first_beyond_ascii = 0x80;
    if (units.size() == 1 && units[0] < first_beyond_ascii) return {static_cast<char>(units[0])};
    std::u16string kept;
    for (const char16_t unit : units) {
        const bool joiner = unit == 0x200C || unit == 0x200D;
        const bool surrogate = unit >= 0xD800 && unit <= 0xDFFF;
        if (joiner || surrogate || !is_invisible(unit)) kept.push_back(unit);
    }
    return to_utf8(kept);
}

/// Equal optical size beside Latin (LAYOUT §4).
double optical_scale(Face face, const std::string& script) {
    if (script == "Arab") return 1.08;
    if (script == "Ethi" && face == Face::Serif) return 0.96;
    return 1;
}

struct PlacedGlyph {
    std::size_t cluster = 0;
    Glyph glyph;
};

/// Puts glyphs in the order in which they are read and tells the first of each cluster what it stands for.
std::vector<Glyph> in_reading_order(std::vector<PlacedGlyph> placed, const Piece& piece,
                                    std::u16string_view text) {
    if (piece.direction == Direction::RightToLeft) std::reverse(placed.begin(), placed.end());
    std::size_t end = piece.end;
    for (std::size_t i = placed.size(); i-- > 0;) {
        const std::size_t begin = placed[i].cluster;
        if (i > 0 && placed[i - 1].cluster == begin) continue;
        placed[i].glyph.text = text_to_copy(text.substr(begin, end - begin));
        end = begin;
    }
    std::vector<Glyph> glyphs;
    glyphs.reserve(placed.size());
    for (auto& one : placed) glyphs.push_back(std::move(one.glyph));
    return glyphs;
}

}  // namespace

Setting::Setting(std::string language, const TextStyle& style, std::u16string text, TypeCase& tools)
    : language_(std::move(language)),
      scripts_(scripts_of(language_)),
      style_(style),
      tools_(tools),
      text_(std::move(text), language_),
      spelt_(text_.text()),
      fonts_(choose_fonts(text_, {{}, language_, style}, tools.shelf)) {
    measure_text();
}

double Setting::leading_factor() const {
    double factor = 1;
    const auto consider = [&factor](const std::string& script) {
        if (script == "Arab") factor = std::max(factor, 1.25);
        if (script == "Ethi") factor = std::max(factor, 1.1);
    };
    for (const auto& cluster : text_.clusters()) consider(cluster.script);
    return factor;
}

double Setting::size_in(const std::string& script) const {
    return style_.size.in_points() * optical_scale(style_.face, script);
}

std::size_t Setting::cluster_at(std::size_t offset) const {
    const auto& clusters = text_.clusters();
    const auto after =
        std::upper_bound(clusters.begin(), clusters.end(), offset,
                         [](std::size_t at, const Cluster& cluster) { return at < cluster.begin; });
    return static_cast<std::size_t>(after - clusters.begin()) - 1;
}

std::vector<Piece> Setting::pieces_of(const DirectedRun& run) const {
    std::vector<Piece> pieces;
    std::size_t font_of_last = 0;
    for (std::size_t i = cluster_at(run.begin); i < text_.clusters().size(); ++i) {
        const Cluster& cluster = text_.clusters()[i];
        if (cluster.begin >= run.end) break;
        const std::size_t begin = std::max(cluster.begin, run.begin);
        const std::size_t end = std::min(cluster.end, run.end);
        if (!pieces.empty() && font_of_last == fonts_[i] && pieces.back().script == cluster.script) {
            pieces.back().end = end;
            continue;
        }
        const bool own_script = std::find(scripts_.begin(), scripts_.end(), cluster.script) != scripts_.end();
        pieces.push_back({begin, end, tools_.shelf.file(fonts_[i]), cluster.script,
                          own_script ? language_ : std::string(), run.direction, style_.capitals,
                          style_.figures});
        font_of_last = fonts_[i];
    }
    if (run.direction == Direction::RightToLeft) std::reverse(pieces.begin(), pieces.end());
    return pieces;
}

void Setting::measure_text() {
    const std::size_t length = text_.text().size();
    width_before_.assign(length + 1, 0);
    std::vector<Piece> pieces;
    for (const auto& run : text_.visual_runs(0, length)) {
        for (auto& piece : pieces_of(run)) pieces.push_back(std::move(piece));
    }
    for (const auto& piece : pieces) {
        const double size = size_in(piece.script);
        for (const auto& glyph : tools_.shaper.shape(spelt_, piece)) {
            width_before_[glyph.cluster + 1] += glyph.advance * size;
        }
    }
    spaces_before_.assign(length + 1, 0);
    for (std::size_t i = 0; i < length; ++i) {
        if (is_word_space(text_.text()[i])) spaces_before_[i + 1] = width_before_[i + 1];
    }
    std::partial_sum(width_before_.begin(), width_before_.end(), width_before_.begin());
    std::partial_sum(spaces_before_.begin(), spaces_before_.end(), spaces_before_.begin());
}

std::size_t Setting::ink_end_before(std::size_t offset) const {
    while (offset > 0 && text_.clusters()[cluster_at(offset - 1)].space) --offset;
    return offset;
}

Piece Setting::hyphen_piece(const Place& place) const {
    const std::size_t last = cluster_at(place.ink_end - 1);
    return {0,
            1,
            tools_.shelf.file(fonts_[last]),
            text_.clusters()[last].script,
            language_,
            Direction::LeftToRight};
}

double Setting::hyphen_width(const Place& place) {
    const Piece piece = hyphen_piece(place);
    return tools_.shaper.shape(u"-", piece).front().advance * size_in(piece.script);
}

void Setting::add_chance(const Place& place, double penalty, bool word_ends) {
    places_.push_back(place);
    const double hyphen = place.soft_hyphen ? hyphen_width(place) : 0;
    BreakChance chance{width_before_[place.ink_end], width_before_[place.next], hyphen, penalty, word_ends};
    chance.spaces_to_end = spaces_before_[place.ink_end];
    chance.spaces_to_next = spaces_before_[place.next];
    chance.hang = place.soft_hyphen ? hyphen * share_of_a_hyphen : hang_before(place.ink_end);
    chance.next_hang = hang_after(place.next);
    chance.bound = word_ends && is_bound(text_.text(), place.ink_end, place.next);
    chance.hyphenated = place.soft_hyphen || (place.ink_end > 0 && text_.text()[place.ink_end - 1] == u'-');
    chances_.push_back(chance);
}

/// A word wider than the measure is torn between letters rather than let into the margin.
void Setting::add_chances_in_long_word(const Place& until, double measure) {
    const std::size_t from = places_.empty() ? 0 : places_.back().next;
    const std::size_t ink_end = until.ink_end;
    const double hyphen = until.soft_hyphen ? hyphen_width(until) : 0;
    const double width = width_before_[ink_end] - width_before_[from] + hyphen;
    longest_ = std::max(longest_, width);
    if (width <= measure) return;
    for (std::size_t i = cluster_at(from) + 1; i < text_.clusters().size(); ++i) {
        const std::size_t at = text_.clusters()[i].begin;
        if (at >= ink_end) break;
        if (!text_.clusters()[i].invisible) add_chance({at, at, false, 0}, penalty_inside_a_word, false);
    }
}

void Setting::find_chances(double measure) {
    if (is_whole_ && longest_ <= measure) return;
    longest_ = 0;
    places_.clear();
    chances_.clear();
    for (const auto& opportunity : text_.opportunities()) {
        // A hyphen belongs at the right of the word's beginning; in lines from right to left it would stand
        // wrong.
        if (opportunity.soft_hyphen && direction() == Direction::RightToLeft) continue;
        const Place place{ink_end_before(opportunity.next), opportunity.next, opportunity.soft_hyphen, 0};
        if (place.ink_end == 0) continue;
        add_hyphens(place, measure);
        add_chances_in_long_word(place, measure);
        add_chance(place, place.soft_hyphen ? penalty_of_a_hyphen : 0, !place.soft_hyphen);
    }
    const std::size_t length = text_.text().size();
    const Place end{length, length, false, 0};
    add_hyphens(end, measure);
    add_chances_in_long_word(end, measure);
    add_chance(end, 0, true);
    is_whole_ = longest_ <= measure;
}

std::vector<std::size_t> Setting::line_ends(double measure, Align align) const {
    switch (align) {
        case Align::Centre:
            return break_balanced(chances_, measure);
        case Align::Justify:
            return break_justified(chances_, measure);
        case Align::Start:
        case Align::End:
            break;
    }
    return break_ragged(chances_, measure);
}

std::vector<HungLine> Setting::broken(double measure, Align align) {
    find_chances(measure);
    std::vector<HungLine> lines;
    Place start;
    const bool hangs = align == Align::Start || align == Align::Justify;
    for (const std::size_t end : line_ends(measure, align)) {
        const double hang = hangs ? hang_after(start.next) : 0;
        lines.push_back({shaped(start, places_[end]), hang});
        const double width = measure + hang + chances_[end].hang;
        const bool last = end + 1 == places_.size();
        const bool too_wide = lines.back().line.width.in_points() > width;
        if (align == Align::Justify && (!last || too_wide)) {
            const bool stretched = stretch(lines.back().line, width);
            if (!stretched) return {};
        }
        start = places_[end];
    }
    return lines;
}

std::vector<HungLine> Setting::lines(double measure, Align align) {
    // Where a line is cut, letters may join differently and be a little wider than they were in the
    // paragraph.
    double narrowed = measure;
    auto lines = broken(narrowed, align);
    if (align == Align::Justify) {
        if (!lines.empty()) return lines;  // every line is brought to its width
        align = Align::Start;
        lines = broken(narrowed, align);
    }
    constexpr int attempts = 3;
    for (int i = 0; i < attempts; ++i) {
        double widest = 0;
        for (const auto& [line, hang] : lines) widest = std::max(widest, line.width.in_points() - hang);
        if (widest <= measure + too_wide_to_ignore) break;
        narrowed -= widest - measure;
        if (narrowed <= 0) break;
        lines = broken(narrowed, align);
    }
    return lines;
}

ShapedLine Setting::shaped(const Place& start, const Place& end) {
    const std::size_t begin = start.next;
    spelt_ = text_.text();
    if (start.instead != 0) spelt_[begin] = start.instead;
    ShapedLine line;
    line.direction = direction();
    // One space is kept at the end, outside the width, so that copied lines do not run their words together.
    const std::size_t last = std::min(end.next, end.ink_end + 1);
    const bool has_space = last > end.ink_end && text_.clusters()[cluster_at(end.ink_end)].space;
    const std::size_t stop = has_space ? last : end.ink_end;
    std::vector<std::pair<std::size_t, GlyphRun>> runs;
    double pen = 0;
    for (const auto& run : text_.visual_runs(begin, stop)) {
        for (const auto& piece : pieces_of(run)) {
            pen += append_piece(line, piece, pen);
            runs.emplace_back(piece.begin, std::move(line.runs.back()));
            line.runs.pop_back();
        }
    }
    std::sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [at, run] : runs) line.runs.push_back(std::move(run));

    double space = 0;
    if (has_space && !line.runs.empty() && !line.runs.back().glyphs.empty()) {
        space = line.runs.back().glyphs.back().advance;
    }
    if (direction() == Direction::RightToLeft && space > 0) {
        for (auto& run : line.runs) {
            for (auto& glyph : run.glyphs) glyph.x -= space;
        }
    }
    pen -= space;
    if (end.soft_hyphen) pen += append_hyphen(line, end, pen);
    line.width = Length::from_points(pen);
    return line;
}

double Setting::append_piece(ShapedLine& line, const Piece& piece, double pen) {
    const double size = size_in(piece.script);
    const double start = pen;
    std::vector<PlacedGlyph> placed;
    for (const auto& glyph : tools_.shaper.shape(spelt_, piece)) {
        if (glyph.id == 0) {
            throw MissingGlyph("The font " + piece.font.name + " has no sign for a letter in the text \"" +
                               to_utf8(text_.text()) + "\" in the language " + language_ +
                               ": change the text, or install the package " + package_for(piece.script) +
                               ".");
        }
        placed.push_back(
            {glyph.cluster,
             {glyph.id, pen + glyph.x_offset * size, glyph.y_offset * size, glyph.advance * size, {}}});
        pen += glyph.advance * size;
    }
    const Extents extents = tools_.shaper.extents(piece.font);
    line.ascent = std::max(line.ascent, Length::from_points(extents.ascent * size));
    line.descent = std::max(line.descent, Length::from_points(extents.descent * size));
    line.runs.push_back({fonts_[cluster_at(piece.begin)], size, piece.language, piece.direction,
                         in_reading_order(std::move(placed), piece, text_.text())});
    return pen - start;
}

double Setting::append_hyphen(ShapedLine& line, const Place& end, double pen) {
    if (line.runs.empty()) return 0;
    const Piece piece = hyphen_piece(end);
    const double size = size_in(piece.script);
    const auto glyph = tools_.shaper.shape(u"-", piece).front();
    // Stands for a soft hyphen: readers that flow the text anew take it out again.
    line.runs.back().glyphs.push_back({glyph.id, pen, 0, glyph.advance * size, "\u00AD"});
    return glyph.advance * size;
}

}  // namespace render
