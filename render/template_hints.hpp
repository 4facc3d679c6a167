#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace render {

/// The one of these that was most likely meant by a word, where a slip of the pen or two explains it; else
/// empty.
std::string likely_meant(std::string_view word, const std::vector<std::string>& known);

/// "a, b, c".
std::string listed(const std::vector<std::string>& words);

}  // namespace render
