#pragma once

#include "render/length.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace render {

/// All that is told in one language.
struct Telling {
    std::string language;
    std::string text;
};

/// A telling in one column, taken page by page. A page ends with a whole sentence if one ends well down on
/// it, else with a whole word.
class Tale {
 public:
    Tale(const Typesetter& typesetter, Telling telling, const WordStyle& style, Length measure);

    const TextBlock& rest() const { return rest_; }
    bool is_told() const { return rest_.lines.empty(); }

    /// What stands on a page with room for so many lines.
    TextBlock take(std::size_t lines);

 private:
    TextBlock set(const std::string& text) const;
    std::optional<TextBlock> take_sentences(std::size_t lines);
    void go_on_from(std::size_t offset);

    const Typesetter& typesetter_;
    Telling telling_;
    WordStyle style_;
    Length measure_;
    TextBlock rest_;
};

}  // namespace render
