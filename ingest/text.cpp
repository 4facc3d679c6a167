#include "ingest/text.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace ingest {

namespace {

bool continues(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::size_t length_after(unsigned char first) {
    if (first < 0x80) return 1;
    if (first < 0xC2) return 0;
    if (first < 0xE0) return 2;
    if (first < 0xF0) return 3;
    return first < 0xF5 ? 4 : 0;
}

// What is longer than it need be, half of a pair, or beyond the last character, is no UTF-8 either.
bool is_allowed(std::string_view character) {
    const auto first = static_cast<unsigned char>(character[0]);
    const auto second = static_cast<unsigned char>(character.size() > 1 ? character[1] : '\0');
    if (first == 0xE0) return second >= 0xA0;
    if (first == 0xED) return second < 0xA0;
    if (first == 0xF0) return second >= 0x90;
    if (first == 0xF4) return second < 0x90;
    return true;
}

/// How many bytes the character takes with which `text` begins; 0: it is no UTF-8.
std::size_t character_length(std::string_view text) {
    const std::size_t length = length_after(static_cast<unsigned char>(text[0]));
    if (length == 0 || length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if (!continues(text[i])) return 0;
    }
    return is_allowed(text.substr(0, length)) ? length : 0;
}

}  // namespace

std::string as_text(std::string_view name) {
    std::string text;
    while (!name.empty()) {
        const std::size_t length = character_length(name);
        if (length == 0) {
            text += "\xEF\xBF\xBD";
            name.remove_prefix(1);
            continue;
        }
        text += name.substr(0, length);
        name.remove_prefix(length);
    }
    return text;
}

}  // namespace ingest
