#include "render/pdf/traced_ground.hpp"

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/traced_path.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace render {

namespace {

using Extent = std::pair<Spot, Spot>;

Extent drawn_extent(const Drawing& drawing) {
    auto [from, to] = extent_of(drawing.path);
    if (!drawing.pen) return {from, to};
    const double beyond = drawing.pen->in_mm() * drawing.mitre;  // more than any corner
    return {{from.x - beyond, from.y - beyond}, {to.x + beyond, to.y + beyond}};
}

bool meet(const Extent& one, const Extent& other) {
    return one.first.x < other.second.x && other.first.x < one.second.x && one.first.y < other.second.y &&
           other.first.y < one.second.y;
}

bool holds(const Extent& outer, const Extent& inner) {
    return outer.first.x <= inner.first.x && outer.first.y <= inner.first.y &&
           outer.second.x >= inner.second.x && outer.second.y >= inner.second.y;
}

/// A path as corners, near enough to one another.
std::vector<std::vector<Spot>> rings_of(const std::vector<PathStep>& path) {
    constexpr int parts = 16;
    std::vector<std::vector<Spot>> rings;
    const auto spot = [](Point point) { return Spot{point.x.in_mm(), point.y.in_mm()}; };
    for (const PathStep& step : path) {
        if (step.kind == PathStep::Kind::Close) continue;
        if (step.kind == PathStep::Kind::Move || rings.empty()) {
            rings.push_back({spot(step.to)});
            continue;
        }
        const Spot from = rings.back().back();
        const Spot to = spot(step.to);
        const bool curves = step.kind == PathStep::Kind::Curve;
        const Spot first = curves ? spot(step.first_control) : from;
        const Spot second = curves ? spot(step.second_control) : to;
        for (int part = 1; part <= parts; ++part) {
            const double t = static_cast<double>(part) / parts;
            const double u = 1 - t;
            const auto at = [&](double a, double b, double c, double d) {
                return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
            };
            rings.back().push_back(
                {at(from.x, first.x, second.x, to.x), at(from.y, first.y, second.y, to.y)});
        }
    }
    return rings;
}

/// How often the rings go around a spot (ISO 32000-1 §8.5.3.3.2), and how often they pass to the right of it.
bool is_inside(const Spot& spot, const std::vector<std::vector<Spot>>& rings, FillRule rule) {
    int around = 0;
    int passed = 0;
    for (const std::vector<Spot>& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Spot& from = ring[i];
            const Spot& to = ring[(i + 1) % ring.size()];
            if ((from.y > spot.y) == (to.y > spot.y)) continue;
            const double x = from.x + (to.x - from.x) * (spot.y - from.y) / (to.y - from.y);
            if (x < spot.x) continue;
            ++passed;
            around += to.y > from.y ? 1 : -1;
        }
    }
    return rule == FillRule::EvenOdd ? passed % 2 != 0 : around != 0;
}

std::size_t corners_of(const std::vector<std::vector<Spot>>& rings) {
    std::size_t count = 0;
    for (const auto& ring : rings) count += ring.size();
    return count;
}

/// Whether the shape lies in the other and none of that one's edges go through it.
bool lies_in(const Drawing& inner, const Drawing& outer) {
    constexpr std::size_t most = 4'000'000;  // corners by edges
    constexpr std::size_t most_steps = 20'000;
    if (inner.path.size() + outer.path.size() > most_steps) return false;
    const auto rings = rings_of(inner.path);
    const auto around = rings_of(outer.path);
    if (corners_of(rings) * corners_of(around) > most) return false;
    const auto all_of = [](const auto& of, const auto& holds_for) {
        return std::all_of(of.begin(), of.end(), [&](const std::vector<Spot>& ring) {
            return std::all_of(ring.begin(), ring.end(), holds_for);
        });
    };
    return all_of(rings, [&](const Spot& spot) { return is_inside(spot, around, outer.rule); }) &&
           all_of(around, [&](const Spot& spot) { return !is_inside(spot, rings, inner.rule); });
}

}  // namespace

std::optional<std::vector<double>> ground_under(const Drawing& drawing, const std::vector<Drawing>& shapes,
                                                const std::vector<std::vector<double>>& colours) {
    const Extent extent = drawn_extent(drawing);
    for (std::size_t i = shapes.size(); i-- > 0;) {
        const Drawing& below = shapes[i];
        const Extent there = drawn_extent(below);
        if (!meet(there, extent)) continue;
        if (below.pen || colours[i].empty()) return std::nullopt;
        const bool same = below.path == drawing.path && below.rule == drawing.rule;
        const bool is_sheet = is_upright_rectangle(below.path) && holds(there, extent);
        if (same || is_sheet || lies_in(drawing, below)) return colours[i];
        return std::nullopt;
    }
    return std::vector<double>{1};
}

}  // namespace render
