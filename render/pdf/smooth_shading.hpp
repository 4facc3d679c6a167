#pragma once

#include "render/pdf/function.hpp"
#include "render/pdf/qpdf.hpp"

#include <utility>
#include <variant>

namespace render {

/// A shading along a line or between two circles (types 2 and 3 of ISO 32000-1 §8.7.4.5), as it is in a file.
struct SmoothShading {
    struct End {
        double x = 0;
        double y = 0;
        double radius = 0;  // 0 of a line
    };

    bool has_circles = false;
    End begin;
    End end;
    std::pair<double, double> domain{0, 1};  // of the colours, from begin to end
    bool before = false;                     // whether the first colour goes on before the beginning
    bool behind = false;
    PdfFunction colours;
    QPDFObjectHandle space;

    /// Whether there is nothing between begin and end.
    bool is_empty() const;
};

/// shading: a dictionary. Rare: meshes, those by a function of the place, and with a background or a box of
/// their own.
std::variant<SmoothShading, FunctionTrouble> read_shading(QPDFObjectHandle shading);

}  // namespace render
