#include "render/text_flow.hpp"

#include "render/length.hpp"
#include "render/text_block.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace render {

std::size_t lines_that_fit(const TextBlock& block, Length height) {
    const std::size_t count = block.lines.size();
    if (height_of(block) <= height) return count;
    std::size_t fitting = 0;
    Length used = block.capitals;
    while (fitting < count && used <= height) {
        ++fitting;
        if (fitting < count) used += block.lines[fitting].leading;
    }
    if (count - fitting == 1 && fitting > 2) --fitting;  // a widow would begin the next page
    return std::max<std::size_t>(1, fitting);
}

std::string with_value(std::string text, const std::string& key, const std::string& value) {
    const std::string mark = "{" + key + "}";
    if (const auto at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), value);
    return text;
}

}  // namespace render
