#pragma once

#include <cstddef>
#include <string_view>

namespace render {

/// Where entropy-coded data of a JPEG ends: the first place in [from, until) where 0xFF and the byte behind
/// it are a marker. A zero byte stuffed behind 0xFF, restart markers and filling are part of the data (ITU
/// T.81 §B.1.1.2, §B.1.1.5). `until` when there is none. until: at most the length of `jpeg`.
std::size_t end_of_entropy_coded(std::string_view jpeg, std::size_t from, std::size_t until);

}  // namespace render
