#pragma once

#include "render/preflight/finding.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace render {

enum class Tongue { Dutch, English };

/// "error: page 3, at 20 x 35 mm: …"
std::string in_words(const Finding& finding, Tongue tongue);

/// The same, a sentence each; what is said of many pages is said once: "error: pages 1-36: …".
std::vector<std::string> in_words(const std::vector<Finding>& findings, Tongue tongue);

/// Without what a terminal would obey: names in a PDF may hold anything. Bytes that are no UTF-8 become "?".
std::string legible(std::string_view text);

}  // namespace render
