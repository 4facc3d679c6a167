#pragma once

#include "render/page.hpp"

#include <memory>

#include <cairo.h>

namespace render {

struct DestroyCairoPattern {
    void operator()(cairo_pattern_t* pattern) const { cairo_pattern_destroy(pattern); }
};
using CairoPattern = std::unique_ptr<cairo_pattern_t, DestroyCairoPattern>;

/// A gradient as Cairo paints it on a page in points. Null for one without any width, which shows its last
/// colour.
CairoPattern pattern_of(const Gradient& gradient);

}  // namespace render
