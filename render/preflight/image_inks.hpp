#pragma once

#include "render/pdf/qpdf.hpp"
#include "render/preflight/allowance.hpp"
#include "render/preflight/ink_map.hpp"
#include "render/preflight/printed_colour.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace render {

/// An image of a PDF in inks, made small.
struct SmallInks {
    int width = 0;
    int height = 0;
    std::vector<std::array<std::uint8_t, 4>> inks;
    std::vector<std::uint8_t> cover;  // 0 to 255, of its mask; empty: all of it is there
};

/// Decodes an image, about that many pixels wide, with its mask. space: of its colours, or the one below an
/// Indexed space. Nothing when it is coded in a way that is not read here. Throws Allowance::Spent.
std::optional<SmallInks> inks_of_image(QPDFObjectHandle image, const ColourSpace& space, int wanted_width,
                                       const PressColours& press, Allowance& allowance);

/// An image of one bit that lets a colour through.
std::optional<SmallInks> inks_of_stencil(QPDFObjectHandle image, const std::array<std::uint8_t, 4>& ink,
                                         Allowance& allowance);

}  // namespace render
