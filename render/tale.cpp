#include "render/tale.hpp"

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/sentences.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace render {

namespace {

std::size_t signs_of(const TextBlock& block, std::size_t lines) {
    std::size_t signs = 0;
    for (std::size_t i = 0; i < lines; ++i) {
        for (const GlyphRun& run : block.lines[i].runs) {
            for (const Glyph& glyph : run.glyphs) signs += signs_in(glyph.text);
        }
    }
    return signs;
}

/// At which the word goes on; over to the next page it had better not.
bool ends_in_hyphen(const ShapedLine& line) {
    if (line.runs.empty() || line.runs.back().glyphs.empty()) return false;
    return line.runs.back().glyphs.back().text == "\u00AD";
}

}  // namespace

Tale::Tale(const Typesetter& typesetter, Telling telling, const WordStyle& style, Length measure)
    : typesetter_(typesetter), telling_(std::move(telling)), style_(style), measure_(measure) {
    rest_ = set(telling_.text);
}

TextBlock Tale::take(std::size_t lines) {
    if (lines >= rest_.lines.size()) return std::exchange(rest_, {});
    if (signs_of(rest_, rest_.lines.size()) != signs_in(telling_.text)) {
        // Not knowing where in the text its lines end, the lines are all there is.
        TextBlock here = part_of(rest_, 0, lines);
        rest_ = part_of(rest_, lines, rest_.lines.size());
        return here;
    }
    if (auto sentences = take_sentences(lines)) return *std::move(sentences);
    while (lines > 1 && ends_in_hyphen(rest_.lines[lines - 1])) --lines;
    TextBlock here = part_of(rest_, 0, lines);
    go_on_from(after_signs(telling_.text, signs_of(rest_, lines)));
    return here;
}

/// Down to half as many lines as there is room for.
std::optional<TextBlock> Tale::take_sentences(std::size_t lines) {
    const std::size_t most = after_signs(telling_.text, signs_of(rest_, lines));
    auto ends = ends_of_sentences(telling_.text, telling_.language);
    for (; !ends.empty() && ends.back() > 0; ends.pop_back()) {
        const std::size_t end = ends.back();
        if (end > most || end == telling_.text.size()) continue;
        TextBlock here = set(telling_.text.substr(0, end));
        if (here.lines.size() > lines) continue;
        if (here.lines.size() * 2 < lines) break;
        go_on_from(end);
        return here;
    }
    return std::nullopt;
}

void Tale::go_on_from(std::size_t offset) {
    telling_.text.erase(0, offset);
    rest_ = set(telling_.text);
}

TextBlock Tale::set(const std::string& text) const {
    return set_block(typesetter_, {text, telling_.language, style_, Role::Paragraph}, measure_);
}

}  // namespace render
