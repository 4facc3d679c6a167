#pragma once

#include "render/pdf/smooth_shading.hpp"
#include "render/preflight/ink_map.hpp"
#include "render/preflight/printed_colour.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace render {

/// What ink a gradient leaves where.
class InkShading {
 public:
    /// Empty when its colours are not measured here.
    static std::optional<InkShading> of(const SmoothShading& shading, const ColourSpace& space,
                                        const PressColours& press);

    /// Of a place in the shading's own space; empty where it draws nothing.
    std::optional<std::array<std::uint8_t, 4>> at(double x, double y) const;

 private:
    struct Circle {
        double x = 0;
        double y = 0;
        double radius = 0;
    };

    /// How far from the beginning to the end a place lies, 0 to 1.
    std::optional<double> share_along(double x, double y) const;
    std::optional<double> share_between(double x, double y) const;
    bool is_drawn(double share) const { return (share >= 0 || before_) && (share <= 1 || behind_); }

    Circle begin_;
    Circle end_;
    bool has_circles_ = false;
    bool before_ = false;
    bool behind_ = false;
    std::vector<std::array<std::uint8_t, 4>> inks_;  // at even steps from beginning to end
};

}  // namespace render
