#include "render/pdf/traced_path.hpp"

#include "render/length.hpp"
#include "render/page.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace render {

Spot Matrix::at(double x, double y) const {
    return {m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]};
}

double Matrix::scale() const {
    return std::sqrt(std::abs(m[0] * m[3] - m[1] * m[2]));
}

Matrix joined(const Matrix& inner, const Matrix& outer) {
    const auto& a = inner.m;
    const auto& b = outer.m;
    return {{a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2],
             a[2] * b[1] + a[3] * b[3], a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]}};
}

bool TracedPath::build(const std::string& name, const std::vector<double>& numbers, const Matrix& matrix) {
    using Kind = PathStep::Kind;
    const auto number = [&](std::size_t i) { return i < numbers.size() ? numbers[i] : 0; };
    const auto place = [&](double x, double y) {
        const Spot spot = matrix.at(x, y);
        return Point{Length::from_mm(spot.x), Length::from_mm(spot.y)};
    };
    const auto at = [&](std::size_t i) { return place(number(i), number(i + 1)); };
    if (name == "m") {
        step(Kind::Move, at(0));
    } else if (name == "l") {
        step(Kind::Line, at(0));
    } else if (name == "c") {
        step(Kind::Curve, at(4), at(0), at(2));
    } else if (name == "v") {
        step(Kind::Curve, at(2), current_, at(0));
    } else if (name == "y") {
        step(Kind::Curve, at(2), at(0), at(2));
    } else if (name == "h") {
        close();
    } else if (name == "re") {
        const double right = number(0) + number(2);
        const double top = number(1) + number(3);
        step(Kind::Move, at(0));
        step(Kind::Line, place(right, number(1)));
        step(Kind::Line, place(right, top));
        step(Kind::Line, place(number(0), top));
        close();
    } else {
        return false;
    }
    return true;
}

void TracedPath::close() {
    step(PathStep::Kind::Close, {});
}

void TracedPath::step(PathStep::Kind kind, Point to, Point first, Point second) {
    steps_.push_back({kind, to, first, second});
    if (kind != PathStep::Kind::Close) current_ = to;
}

std::pair<Spot, Spot> extent_of(const std::vector<PathStep>& path) {
    constexpr double far = 1e9;
    Spot from{far, far};
    Spot to{-far, -far};
    const auto widen = [&](Point point) {
        from = {std::min(from.x, point.x.in_mm()), std::min(from.y, point.y.in_mm())};
        to = {std::max(to.x, point.x.in_mm()), std::max(to.y, point.y.in_mm())};
    };
    for (const PathStep& each : path) {
        if (each.kind == PathStep::Kind::Close) continue;
        widen(each.to);
        if (each.kind != PathStep::Kind::Curve) continue;
        widen(each.first_control);
        widen(each.second_control);
    }
    return {from, to};
}

bool is_upright_rectangle(const std::vector<PathStep>& path) {
    const auto [from, to] = extent_of(path);
    const auto near = [](double one, double other) {
        constexpr double hardly = 0.5;
        return std::abs(one - other) < hardly;
    };
    std::array<bool, 4> reached{};  // corners
    Point former;
    for (const PathStep& each : path) {
        if (each.kind == PathStep::Kind::Close) continue;
        const double x = each.to.x.in_mm();
        const double y = each.to.y.in_mm();
        const bool left = near(x, from.x);
        const bool upper = near(y, from.y);
        if (each.kind == PathStep::Kind::Curve || !(left || near(x, to.x)) || !(upper || near(y, to.y)))
            return false;
        const bool slants = !near(x, former.x.in_mm()) && !near(y, former.y.in_mm());
        if (each.kind == PathStep::Kind::Line && slants) return false;
        reached.at((left ? 0 : 1) + (upper ? 0 : 2)) = true;
        former = each.to;
    }
    return std::all_of(reached.begin(), reached.end(), [](bool corner) { return corner; });
}

}  // namespace render
