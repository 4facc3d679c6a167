#include "render/tale.hpp"

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"
#include "render/type.hpp"

#include <cstddef>
#include <string>
#include <utility>

namespace render {

Tale::Tale(const Typesetter& typesetter, Telling telling, const WordStyle& style, Length measure)
    : typesetter_(typesetter), telling_(std::move(telling)), style_(style), measure_(measure) {
    rest_ = set(telling_.text);
}

TextBlock Tale::take(std::size_t lines) {
    if (lines < rest_.lines.size() && in_whole_sentences_) {
        for (std::size_t fewer = lines; fewer * 2 > lines; --fewer) {
            const std::size_t end = end_of_sentences(rest_, fewer, telling_.text);
            TextBlock here = set(telling_.text.substr(0, end));
            if (end == 0 || here.lines.size() > lines || here.lines.size() * 2 < lines) continue;
            telling_.text.erase(0, end);
            rest_ = set(telling_.text);
            return here;
        }
        in_whole_sentences_ = false;  // from here on what is left is lines, no text
    }
    TextBlock here = part_of(rest_, 0, lines);
    rest_ = part_of(rest_, lines, rest_.lines.size());
    return here;
}

TextBlock Tale::set(const std::string& text) const {
    return set_block(typesetter_, {text, telling_.language, style_, Role::Paragraph}, measure_);
}

}  // namespace render
