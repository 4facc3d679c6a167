#include "render/text_flow.hpp"

#include "render/length.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace render {

namespace {

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

std::string with_value(std::string text, const std::string& key, const std::string& value) {
    const std::string mark = "{" + key + "}";
    if (const auto at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), value);
    return text;
}

}  // namespace render
