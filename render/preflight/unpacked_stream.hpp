#pragma once

#include "render/pdf/qpdf.hpp"
#include "render/preflight/allowance.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace render {

inline constexpr std::size_t largest_profile = 32'000'000;  // bytes of ICC; honest ones have a few million

/// The bytes of a stream without its filters. Nothing when it has one that is not read here (photos), is
/// damaged, or holds more than `most`. Throws Allowance::Spent.
std::optional<std::string> unpacked(QPDFObjectHandle stream, Allowance& allowance, std::size_t most);

}  // namespace render
