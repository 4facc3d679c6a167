#pragma once

#include "render/page.hpp"
#include "render/pdf/content.hpp"
#include "render/pdf/qpdf.hpp"

namespace render {

/// The pattern of a gradient on a page that lies there (ISO 32000-1 §8.7.4.3), in process inks or in RGB.
QPDFObjectHandle shading_pattern(const Gradient& gradient, const SheetGeometry& geometry, Content::Inks inks);

}  // namespace render
