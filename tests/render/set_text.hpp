#pragma once

#include "render/length.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

/// Text as a typesetter of its own fonts sets it, for tests.
namespace set_text {

inline const render::Typesetter& typesetter() {
    static const render::Typesetter one;
    return one;
}

inline std::vector<render::ShapedLine> set(const std::string& text, const std::string& language,
                                           render::Length measure = render::Length::from_mm(80),
                                           render::Align align = render::Align::Start) {
    return typesetter().set({text, language, {}}, measure, align);
}

inline std::string text_of(const render::ShapedLine& line) {
    std::string text;
    for (const auto& run : line.runs) {
        for (const auto& glyph : run.glyphs) text += glyph.text;
    }
    return text;
}

inline std::string text_of(const std::vector<render::ShapedLine>& lines) {
    std::string text;
    for (const auto& line : lines) text += text_of(line);
    return text;
}

inline std::size_t words_in(const render::ShapedLine& line) {
    const std::string text = text_of(line);
    const auto end = text.find_last_not_of(' ');
    return static_cast<std::size_t>(
               std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), ' ')) +
           1;
}

}  // namespace set_text
