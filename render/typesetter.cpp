#include "render/known_settings.hpp"
#include "render/length.hpp"
#include "render/type.hpp"
#include "render/type_fonts.hpp"
#include "render/type_hyphens.hpp"
#include "render/type_setting.hpp"
#include "render/type_shape.hpp"
#include "render/type_text.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace render {

namespace {

/// Space left of a line in its measure.
Length indent_of(const ShapedLine& line, Length measure, Align align) {
    const Length room = std::max(Length{}, measure - line.width);
    const bool to_right = line.direction == Direction::RightToLeft;
    switch (align) {
        case Align::Centre:
            return room / 2;
        case Align::End:
            return to_right ? Length{} : room;
        case Align::Start:
        case Align::Justify:
            break;
    }
    return to_right ? room : Length{};
}

}  // namespace

struct Typesetter::Case {
    explicit Case(const FontFamilies& families) : tools{FontShelf(families), {}, Hyphenator()} {}

    TypeCase tools;
    KnownSettings settings;
    std::vector<FontFile> used;
    std::map<std::size_t, FontNumber> numbers;  // by place on the shelf

    FontNumber number_of(std::size_t place) {
        const auto [entry, added] = numbers.try_emplace(place, used.size());
        if (added) used.push_back(tools.shelf.file(place));
        return entry->second;
    }
};

Typesetter::Typesetter(const FontFamilies& families) : case_(std::make_unique<Case>(families)) {}
Typesetter::Typesetter(Typesetter&&) noexcept = default;
Typesetter& Typesetter::operator=(Typesetter&&) noexcept = default;
Typesetter::~Typesetter() = default;

std::vector<ShapedLine> Typesetter::set(const Passage& passage, Length measure, Align align) const {
    std::vector<ShapedLine> lines;
    double factor = 1;
    for (const auto& text : forced_lines(passage.text)) {
        if (text.empty()) {
            lines.emplace_back().direction = direction_of(passage.language);
            continue;
        }
        Setting& setting = case_->settings.of(passage, text, case_->tools);
        factor = std::max(factor, setting.leading_factor());
        for (auto& [line, hang] : setting.lines(measure.in_points(), align)) {
            line.indent = indent_of(line, measure, align) - Length::from_points(hang);
            lines.push_back(std::move(line));
        }
    }
    for (auto& line : lines) {
        // The same all through the passage: one Arabic word must not make one line stand apart from the rest.
        line.leading = Length::from_points(passage.style.leading.in_points() * factor);
        for (auto& run : line.runs) run.font = case_->number_of(run.font);
    }
    return lines;
}

Length Typesetter::capitals(const TextStyle& style) const {
    FontShelf& shelf = case_->tools.shelf;
    const FontFile& font = shelf.file(shelf.candidates(style, "Latn").front());
    return Length::from_points(case_->tools.shaper.extents(font).capitals * style.size.in_points());
}

const std::vector<FontFile>& Typesetter::fonts() const {
    return case_->used;
}

Length height_of(const std::vector<ShapedLine>& lines) {
    Length height;
    for (const auto& line : lines) height += line.leading;
    return height;
}

}  // namespace render
