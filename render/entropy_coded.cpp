#include "render/entropy_coded.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace render {

namespace {

// Without branches, so that the compiler can look at sixteen bytes at once: in coded photos 0xFF is common
// and a search from one to the next stops too often. Not zero when it is so.
std::uint8_t ends_data(std::uint8_t first, std::uint8_t second) {
    constexpr int restart = 0xD0;  // RST0 to RST7
    const auto is_ff = static_cast<std::uint8_t>(-static_cast<int>(first == 0xFF));
    const auto is_restart = static_cast<std::uint8_t>(-static_cast<int>((second & 0xF8) == restart));
    const auto is_zero = static_cast<std::uint8_t>(-static_cast<int>(second == 0));
    const auto is_filling = static_cast<std::uint8_t>(-static_cast<int>(second == 0xFF));
    return static_cast<std::uint8_t>(is_ff & ~(is_restart | is_zero | is_filling));
}

constexpr std::size_t block = 64;

bool holds_marker(std::span<const char, block + 1> bytes) {
    std::uint8_t found = 0;
    for (std::size_t at = 0; at < block; ++at) {
        found |= ends_data(static_cast<std::uint8_t>(bytes[at]), static_cast<std::uint8_t>(bytes[at + 1]));
    }
    return found != 0;
}

}  // namespace

std::size_t end_of_entropy_coded(std::string_view jpeg, std::size_t from, std::size_t until) {
    const std::size_t last = std::min(until, jpeg.empty() ? 0 : jpeg.size() - 1);
    std::size_t at = from;
    while (at + block <= last &&
           !holds_marker(std::span<const char, block + 1>(jpeg.data() + at, block + 1))) {
        at += block;
    }
    while (at < last &&
           ends_data(static_cast<std::uint8_t>(jpeg[at]), static_cast<std::uint8_t>(jpeg[at + 1])) == 0) {
        ++at;
    }
    return at < last ? at : until;
}

}  // namespace render
