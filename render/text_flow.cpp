#include "render/text_flow.hpp"

#include "render/length.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace render {

namespace {

constexpr std::string_view stops[] = {".", "!", "?", "…", "\u061F", "\u06D4", "\u1362"};
constexpr std::string_view closers[] = {"\"", "'", ")", "\u2019", "\u201D", "\u00BB"};
constexpr std::string_view white = " \n\t\r";

/// Length of the mark that the text goes on with; 0 when it is none of them.
template <std::size_t count>
std::size_t mark_at(std::string_view text, std::size_t at, const std::string_view (&marks)[count]) {
    for (const std::string_view mark : marks) {
        if (text.substr(at).starts_with(mark)) return mark.size();
    }
    return 0;
}

/// Where each sentence ends, the white space after it included.
std::vector<std::size_t> ends_of_sentences(std::string_view text) {
    std::vector<std::size_t> ends;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t stop = mark_at(text, at, stops);
        if (stop == 0) {
            ++at;
            continue;
        }
        for (; stop > 0; stop = mark_at(text, at, stops)) at += stop;
        for (std::size_t closer = mark_at(text, at, closers); closer > 0;
             closer = mark_at(text, at, closers)) {
            at += closer;
        }
        const std::size_t next = std::min(text.find_first_not_of(white, at), text.size());
        if (next > at || next == text.size()) ends.push_back(next);
        at = next;
    }
    return ends;
}

bool is_bare(const TextBlock& block, std::size_t line) {
    return block.lines[line].runs.empty();
}

}  // namespace

bool parts_well(const TextBlock& block, std::size_t at) {
    const std::size_t count = block.lines.size();
    if (at == 0 || at >= count || is_bare(block, at - 1) || is_bare(block, at)) return true;
    const bool leaves_first = at == 1 || is_bare(block, at - 2);
    const bool takes_last = at + 1 == count || is_bare(block, at + 1);
    return !leaves_first && !takes_last;
}

std::size_t lines_that_fit(const TextBlock& block, Length height) {
    const std::size_t count = block.lines.size();
    if (height_of(block) <= height) return count;
    std::size_t fitting = 0;
    Length used = block.capitals;
    while (fitting < count && used <= height) {
        ++fitting;
        if (fitting < count) used += block.lines[fitting].leading;
    }
    fitting = std::max<std::size_t>(1, fitting);
    for (std::size_t fewer = fitting; fewer * 2 > fitting; --fewer) {
        if (parts_well(block, fewer)) return fewer;
    }
    return fitting;
}

std::size_t end_of_sentences(const TextBlock& block, std::size_t lines, const std::string& text) {
    std::string shown;
    for (std::size_t i = 0; i < std::min(lines, block.lines.size()); ++i) {
        for (const GlyphRun& run : block.lines[i].runs) {
            for (const Glyph& glyph : run.glyphs) shown += glyph.text;
        }
        shown += "\n";
    }
    const std::size_t whole = ends_of_sentences(shown).size();
    const std::vector<std::size_t> ends = ends_of_sentences(text);
    if (whole == 0 || whole >= ends.size()) return 0;
    return ends[whole - 1];
}

std::string with_value(std::string text, const std::string& key, const std::string& value) {
    const std::string mark = "{" + key + "}";
    if (const auto at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), value);
    return text;
}

}  // namespace render
