#pragma once

#include "render/page.hpp"
#include "render/pdf/traced_path.hpp"

#include <memory>
#include <utility>
#include <vector>

namespace render {

/// What everything drawn is cut off along, while a page is being followed: at first nothing, then frames,
/// which are upright rectangles, and within them one shape (ISO 32000-1 §8.5.4).
class TracedCut {
 public:
    /// false: by more shapes at once than can be followed.
    bool narrow(const TracedPath& path, FillRule rule);

    bool is_shape() const { return kind_ == Kind::Shape; }
    bool is_open() const { return kind_ == Kind::Open; }
    /// The shape, or the frame as one.
    const std::vector<PathStep>& steps() const { return *steps_; }
    FillRule rule() const { return rule_; }

    enum class Lies { Outside, Within, Across };
    /// Of a frame, or of the box around the shape.
    Lies lies(const std::pair<Spot, Spot>& extent) const;
    bool lies_within(const std::pair<Spot, Spot>& outer) const;

 private:
    enum class Kind { Open, Frame, Shape };

    Kind kind_ = Kind::Open;
    Spot from_{-1e9, -1e9};
    Spot to_{1e9, 1e9};
    // Of this one and of those that are kept to come back to: a shape may have very many.
    std::shared_ptr<const std::vector<PathStep>> steps_ = std::make_shared<std::vector<PathStep>>();
    FillRule rule_ = FillRule::NonZero;
};

}  // namespace render
