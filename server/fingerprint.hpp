#pragma once

#include <string>
#include <string_view>

namespace server {

/// 128 bits of BLAKE2b over `bytes`, as 32 hexadecimal digits: the same bytes, the same text.
std::string fingerprint(std::string_view bytes);

}  // namespace server
