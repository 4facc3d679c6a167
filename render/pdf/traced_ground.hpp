#pragma once

#include "render/page.hpp"

#include <optional>
#include <vector>

namespace render {

/// The colour of what lies on the paper already where a shape is to be drawn: white, or that of a shape that
/// lies under all of it. Empty where more than one colour does, for all that can be told. colours: of the
/// shapes, as their file has them; none of a gradient.
std::optional<std::vector<double>> ground_under(const Drawing& drawing, const std::vector<Drawing>& shapes,
                                                const std::vector<std::vector<double>>& colours);

}  // namespace render
