#pragma once

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_preview.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace render {

/// The page plan that the booklet follows today, every part of it in words, also those that nobody planned;
/// and of each part of plan_booklet() the line that it stands in. None for a chapter that no line may name:
/// photos under another name than their maker's usual one.
struct PlanInWords {
    std::vector<PlanLine> lines;
    std::vector<std::optional<std::size_t>> line_of_part;
};

PlanInWords plan_in_words(const catalogue::Course& course, const BookletMatter& matter);

}  // namespace render
