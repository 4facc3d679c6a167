#include "render/text_block.hpp"

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace render {

namespace {

/// Width of the longest word, or part of one that has a hyphen of its own: there it may be broken.
Length longest_word(const Typesetter& typesetter, const Wanted& wanted) {
    std::string words;
    for (const char letter : wanted.text) {
        words += letter == ' ' ? '\n' : letter;
        if (letter == '-') words += '\n';
    }
    Length longest;
    for (const auto& line :
         typesetter.set({words, wanted.language, wanted.style.type}, 5000_mm, Align::Start)) {
        longest = std::max(longest, line.width);
    }
    return longest;
}

}  // namespace

WordStyle scaled(WordStyle style, double share) {
    style.type.size = Length::from_points(style.type.size.in_points() * share);
    style.type.leading = Length::from_points(style.type.leading.in_points() * share);
    return style;
}

TextBlock set_block(const Typesetter& typesetter, const Wanted& wanted, Length measure) {
    const TextStyle& type = wanted.style.type;
    const bool justified = wanted.align == Align::Start && wanted.style.align == Align::Justify;
    const Align align = justified ? Align::Justify : wanted.align;
    return {typesetter.set({wanted.text, wanted.language, type}, measure, align), measure,
            typesetter.capitals(type), wanted.style.ink, wanted.role};
}

TextBlock set_to_fit(const Typesetter& typesetter, Wanted wanted, Length measure, int most_lines,
                     double least) {
    const WordStyle full = wanted.style;
    constexpr int steps = 20;
    TextBlock block;
    for (int step = 0; step <= steps; ++step) {
        const double share = 1 - (1 - least) * step / steps;
        wanted.style = scaled(full, share);
        if (step < steps && longest_word(typesetter, wanted) > measure) continue;
        block = set_block(typesetter, wanted, measure);
        if (static_cast<int>(block.lines.size()) <= most_lines) break;
    }
    return block;
}

bool fits_unbroken(const Typesetter& typesetter, Wanted wanted, Length measure, double least) {
    wanted.style = scaled(wanted.style, least);
    return longest_word(typesetter, wanted) <= measure;
}

Length height_of(const TextBlock& block) {
    if (block.lines.empty()) return {};
    Length height = block.capitals;
    for (std::size_t i = 1; i < block.lines.size(); ++i) height += block.lines[i].leading;
    return height;
}

Length depth_of(const TextBlock& block) {
    return block.lines.empty() ? Length{} : block.lines.back().descent;
}

TextBlock part_of(const TextBlock& block, std::size_t first, std::size_t count) {
    TextBlock part = block;
    const auto begin = block.lines.begin() + static_cast<std::ptrdiff_t>(std::min(first, block.lines.size()));
    const auto left = static_cast<std::size_t>(block.lines.end() - begin);
    part.lines.assign(begin, begin + static_cast<std::ptrdiff_t>(std::min(count, left)));
    const auto says_something = [](const ShapedLine& line) { return !line.runs.empty(); };
    part.lines.erase(part.lines.begin(), std::find_if(part.lines.begin(), part.lines.end(), says_something));
    part.lines.erase(std::find_if(part.lines.rbegin(), part.lines.rend(), says_something).base(),
                     part.lines.end());
    return part;
}

void add(Page& page, const TextBlock& block, Point top_left) {
    const int number = static_cast<int>(page.items.size()) + 1;
    Length baseline = top_left.y + block.capitals;
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
        if (i > 0) baseline += block.lines[i].leading;
        page.items.emplace_back(
            PlacedLine{{top_left.x, baseline}, block.lines[i], block.ink, block.role, number});
    }
}

void add(Page& page, const BlockGroup& group, Point top_left) {
    for (const StandingBlock& standing : group.blocks) {
        add(page, standing.block, {top_left.x + standing.at.x, top_left.y + standing.at.y});
    }
}

}  // namespace render
