#include "render/pdf/traced_cut.hpp"

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/traced_path.hpp"
#include "render/vector_path.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace render {

namespace {

constexpr double slack = 2;  // of a thousand

bool is_within(const std::pair<Spot, Spot>& inner, const std::pair<Spot, Spot>& outer) {
    return inner.first.x >= outer.first.x - slack && inner.first.y >= outer.first.y - slack &&
           inner.second.x <= outer.second.x + slack && inner.second.y <= outer.second.y + slack;
}

}  // namespace

TracedCut::Lies TracedCut::lies(const std::pair<Spot, Spot>& extent) const {
    const auto& [from, to] = extent;
    if (to.x <= from_.x || to.y <= from_.y || from.x >= to_.x || from.y >= to_.y) return Lies::Outside;
    return is_within(extent, {from_, to_}) ? Lies::Within : Lies::Across;
}

bool TracedCut::lies_within(const std::pair<Spot, Spot>& outer) const {
    return is_within({from_, to_}, outer);
}

bool TracedCut::narrow(const TracedPath& path, FillRule rule) {
    const auto extent = path.extent();
    const bool is_frame = path.is_upright_rectangle();
    if (is_frame && lies_within(extent)) return true;
    if (path.steps() == *steps_) return true;
    if (is_shape()) return false;
    if (!is_frame && lies(extent) == Lies::Across) return false;
    from_ = {std::max(from_.x, extent.first.x), std::max(from_.y, extent.first.y)};
    to_ = {std::min(to_.x, extent.second.x), std::min(to_.y, extent.second.y)};
    kind_ = is_frame ? Kind::Frame : Kind::Shape;
    const auto mm = [](double number) { return Length::from_mm(number); };
    const Rect frame{{mm(from_.x), mm(from_.y)}, {mm(to_.x - from_.x), mm(to_.y - from_.y)}};
    steps_ = std::make_shared<std::vector<PathStep>>(is_frame ? outline_of(frame) : path.steps());
    rule_ = rule;
    return true;
}

}  // namespace render
