#pragma once

#include "render/length.hpp"
#include "render/page.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace render {

/// A place in the grid that a shape was drawn on.
struct GridPoint {
    double x = 0;
    double y = 0;

    friend constexpr bool operator==(GridPoint, GridPoint) = default;
};

struct GridStep {
    PathStep::Kind kind = PathStep::Kind::Move;
    GridPoint to;
    GridPoint first_control;
    GridPoint second_control;

    friend constexpr bool operator==(const GridStep&, const GridStep&) = default;
};

/// Reads what drawing programs write in a path's "d" (SVG 1.1 §8.3), all of it: M L H V C S Q T A Z, capital
/// and small. Empty when it is not that.
std::optional<std::vector<GridStep>> read_svg_path(std::string_view text);

/// Where a grid lies on paper.
struct GridPlace {
    Point origin;
    double mm_per_unit = 1;

    Point at(GridPoint point) const {
        return {origin.x + Length::from_mm(point.x * mm_per_unit),
                origin.y + Length::from_mm(point.y * mm_per_unit)};
    }
};

std::vector<PathStep> on_paper(const std::vector<GridStep>& steps, const GridPlace& place);

/// The smallest box around all that a path draws, to a unit of length: curves reach beyond their ends, but
/// seldom to their controls. Nothing for a path without steps.
std::optional<Rect> box_around(const std::vector<PathStep>& path);

/// The outline of a rectangle, clockwise.
std::vector<PathStep> outline_of(const Rect& rect);

/// The largest circle in a square, as four curves.
std::vector<PathStep> circle_in(const Rect& square);

}  // namespace render
