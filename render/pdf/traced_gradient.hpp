#pragma once

#include "render/page.hpp"
#include "render/pdf/logo_inks.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/traced_path.hpp"

#include <optional>
#include <variant>
#include <vector>

namespace render {

enum class GradientTrouble {
    Damaged,
    Rare,     // a mesh, or colours by a program
    TooMuch,  // more colours than a logo has
    Spot,     // in inks that are no process inks
    Flat,     // without a length, or pressed flat
    Veiled,   // see-through in a way that cannot be drawn otherwise
};

/// What makes a gradient see-through, and the colour that is seen through it.
struct Veil {
    QPDFObjectHandle shading;    // of greys: white hides what lies below
    std::vector<double> ground;  // as LogoInks has colours
};

/// The gradient that a shading dictionary draws (ISO 32000-1 §8.7.4.5). to_paper: from the shading's space to
/// millimetres. veil: in the same space; its colours and those of the gradient are mixed into colours that
/// are not see-through.
std::variant<Gradient, GradientTrouble> traced_gradient(const QPDFObjectHandle& shading,
                                                        const Matrix& to_paper, const LogoInks& inks,
                                                        const std::optional<Veil>& veil = {});

}  // namespace render
