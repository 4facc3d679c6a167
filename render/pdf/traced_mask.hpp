#pragma once

#include "render/pdf/qpdf.hpp"
#include "render/pdf/traced_path.hpp"

#include <optional>
#include <utility>

namespace render {

/// How much is seen of what is drawn: along a gradient of its own, as programs write one whose stops are
/// see-through (ISO 32000-1 §11.6.5.2).
struct TracedMask {
    QPDFObjectHandle shading;  // of greys: white is seen, black is not
    Matrix to_paper;
    Spot low;  // of its own space: beyond these corners nothing is seen
    Spot high;

    /// Whether all of what has this upper left and lower right corner on paper is within its own.
    bool covers(const std::pair<Spot, Spot>& extent) const;
};

/// soft_mask: a dictionary. matrix: that is in force where it is set. Empty for any other mask.
std::optional<TracedMask> traced_mask(QPDFObjectHandle soft_mask, const Matrix& matrix);

}  // namespace render
