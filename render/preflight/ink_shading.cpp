#include "render/preflight/ink_shading.hpp"

#include "render/pdf/smooth_shading.hpp"
#include "render/preflight/ink_map.hpp"
#include "render/preflight/printed_colour.hpp"
#include "render/preflight/printed_page.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace render {

std::optional<InkShading> InkShading::of(const SmoothShading& shading, const ColourSpace& space,
                                         const PressColours& press) {
    constexpr int steps = 1024;  // finer than a pixel of the map in all but the longest
    InkShading inks;
    inks.begin_ = {shading.begin.x, shading.begin.y, shading.begin.radius};
    inks.end_ = {shading.end.x, shading.end.y, shading.end.radius};
    inks.has_circles_ = shading.has_circles;
    inks.before_ = shading.before;
    inks.behind_ = shading.behind;
    const auto [first, last] = shading.domain;
    for (int step = 0; step <= steps; ++step) {
        const double place = first + (last - first) * step / steps;
        const PrintedColour colour = colour_of(space, shading.colours.at(place), press);
        if (!colour.measured) return std::nullopt;
        inks.inks_.push_back(in_bytes(colour.inks));
    }
    return inks;
}

/// ISO 32000-1 §8.7.4.5.3
std::optional<double> InkShading::share_along(double x, double y) const {
    const double across = end_.x - begin_.x;
    const double down = end_.y - begin_.y;
    const double length = across * across + down * down;
    if (!(length > 0)) return std::nullopt;
    const double share = ((x - begin_.x) * across + (y - begin_.y) * down) / length;
    return is_drawn(share) ? std::optional(share) : std::nullopt;
}

/// §8.7.4.5.4: of the circles that go through the place the last one that is drawn, for it lies on top.
std::optional<double> InkShading::share_between(double x, double y) const {
    const double across = end_.x - begin_.x;
    const double down = end_.y - begin_.y;
    const double growth = end_.radius - begin_.radius;
    const double a = across * across + down * down - growth * growth;
    const double b = (x - begin_.x) * across + (y - begin_.y) * down + begin_.radius * growth;
    const double c = std::pow(x - begin_.x, 2) + std::pow(y - begin_.y, 2) - begin_.radius * begin_.radius;
    const auto drawn = [&](double share) {
        return std::isfinite(share) && begin_.radius + share * growth >= 0 && is_drawn(share);
    };
    constexpr double hardly = 1e-12;
    if (std::abs(a) < hardly) {
        const double share = c / (2 * b);
        return drawn(share) ? std::optional(share) : std::nullopt;
    }
    const double under_root = b * b - a * c;
    if (under_root < 0) return std::nullopt;
    const double one = (b + std::sqrt(under_root)) / a;
    const double other = (b - std::sqrt(under_root)) / a;
    for (const double share : {std::max(one, other), std::min(one, other)}) {
        if (drawn(share)) return share;
    }
    return std::nullopt;
}

std::optional<std::array<std::uint8_t, 4>> InkShading::at(double x, double y) const {
    const auto share = has_circles_ ? share_between(x, y) : share_along(x, y);
    if (!share) return std::nullopt;
    const double last = static_cast<double>(inks_.size() - 1);
    return inks_[static_cast<std::size_t>(std::lround(std::clamp(*share, 0.0, 1.0) * last))];
}

}  // namespace render
