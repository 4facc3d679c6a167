#include "ingest/raw_profile.hpp"

#include "ingest/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ingest {

namespace {

std::optional<unsigned> digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    return std::nullopt;
}

}  // namespace

Bytes read_raw_profile(std::string_view text) {
    for (int line = 0; line < 3; ++line) {  // an empty one, the kind, the length
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    Bytes bytes;
    std::optional<unsigned> high;
    for (const char c : text) {
        if (c == '\n' || c == ' ') continue;
        const auto value = digit(c);
        if (!value) return {};
        if (high) bytes.push_back(static_cast<std::uint8_t>(*high << 4U | *value));
        high = high ? std::nullopt : value;
    }
    return high ? Bytes{} : bytes;
}

}  // namespace ingest
