#pragma once

#include "render/length.hpp"
#include "render/text_block.hpp"

#include <cstddef>
#include <string>

namespace render {

/// How many of the block's first lines fit in a height. Two lines of a paragraph stay together at the foot
/// and at the head of a page (no widows and orphans), unless nothing would fit then. At least one.
std::size_t lines_that_fit(const TextBlock& block, Length height);

/// Whether the block may be parted before that line: not so that the first line of a paragraph is left alone
/// at the foot of a column, nor its last at the head of the next.
bool parts_well(const TextBlock& block, std::size_t at);

/// The text with {key} replaced by a value.
std::string with_value(std::string text, const std::string& key, const std::string& value);

}  // namespace render
