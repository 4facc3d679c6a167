#pragma once

#include "render/page.hpp"
#include "render/pdf/logo_inks.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/traced_path.hpp"

#include <variant>

namespace render {

enum class GradientTrouble {
    Damaged,
    Rare,     // a mesh, or colours by a program
    TooMuch,  // more colours than a logo has
    Spot,     // in inks that are no process inks
    Flat,     // without a length, or pressed flat
};

/// The gradient that a shading dictionary draws (ISO 32000-1 §8.7.4.5). to_paper: from the shading's space to
/// millimetres.
std::variant<Gradient, GradientTrouble> traced_gradient(QPDFObjectHandle shading, const Matrix& to_paper,
                                                        const LogoInks& inks);

}  // namespace render
