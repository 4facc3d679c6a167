#include "render/pdf/traced_paint.hpp"

#include "render/logo_picture.hpp"
#include "render/page.hpp"
#include "render/pdf/logo_inks.hpp"
#include "render/pdf/logo_refusal.hpp"
#include "render/pdf/numbers.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/traced_gradient.hpp"
#include "render/pdf/traced_path.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace render {

namespace {

using Operands = std::vector<QPDFObjectHandle>;

[[noreturn]] void refuse_gradient(const LogoRefusal& refusal, GradientTrouble trouble) {
    switch (trouble) {
        case GradientTrouble::TooMuch:
            refusal.because(LogoTrouble::TooMuch, "a gradient of more colours than a logo has");
        case GradientTrouble::Spot:
            refusal.because(LogoTrouble::Other, "a gradient in a spot colour");
        case GradientTrouble::Flat:
            refusal.because(LogoTrouble::Gradient, "a gradient without a length");
        case GradientTrouble::Veiled:
            refusal.because(LogoTrouble::SeeThrough, "something transparent");
        case GradientTrouble::Damaged:
            refusal.because(LogoTrouble::Gradient, "a gradient that is damaged");
        case GradientTrouble::Rare:
            break;
    }
    refusal.because(LogoTrouble::Gradient, "a gradient of a rare kind");
}

/// How many numbers the operator takes; 0: as many as the colour space that was chosen by name.
std::size_t numbers_of(const std::string& name) {
    if (name == "g" || name == "G") return 1;
    if (name == "rg" || name == "RG") return 3;
    return name == "k" || name == "K" ? 4 : 0;
}

}  // namespace

Matrix matrix_of(Operands numbers, const LogoRefusal& refusal) {
    Matrix matrix;
    for (std::size_t i = 0; i < matrix.m.size() && i < numbers.size(); ++i) {
        if (numbers[i].isNumber()) matrix.m.at(i) = refusal.usable(numbers[i].getNumericValue());
    }
    return matrix;
}

std::optional<TracedPaint> TracedPaints::asked(const std::string& name, const Operands& operands,
                                               const QPDFObjectHandle& pattern, const Matrix& base) {
    if (name == "cs" || name == "CS") return TracedPaint{};
    const bool by_space = name == "sc" || name == "scn" || name == "SC" || name == "SCN";
    if (!by_space && numbers_of(name) == 0) return std::nullopt;
    const bool names_pattern = by_space && !operands.empty() && QPDFObjectHandle(operands.back()).isName();
    if (names_pattern) return shaded(pattern, base);
    return plain(name, operands);
}

TracedPaint TracedPaints::plain(const std::string& name, const Operands& operands) const {
    const std::size_t wanted = numbers_of(name);
    const std::size_t count = wanted > 0 ? wanted : operands.size();
    if (wanted == 0 && count != 3 && count != 4) refusal_.because(LogoTrouble::Other, "a spot colour");
    std::vector<double> numbers;
    for (std::size_t i = 0; i < count; ++i) {
        QPDFObjectHandle operand = i < operands.size() ? operands[i] : QPDFObjectHandle::newInteger(0);
        const double number = operand.isNumber() ? operand.getNumericValue() : 0;
        numbers.push_back(std::clamp(refusal_.usable(number), 0.0, 1.0));
    }
    return {inks_.of(numbers), numbers};
}

/// A pattern of tiles is no plain shape.
TracedPaint TracedPaints::shaded(QPDFObjectHandle pattern, const Matrix& base) const {
    const bool shades = pattern.isDictionary() && number_in(pattern, "/PatternType", 0) == 2;
    if (!shades) refusal_.because(LogoTrouble::Gradient, "a pattern");
    QPDFObjectHandle own = pattern.getKey("/Matrix");
    const Matrix matrix = own.isArray() ? matrix_of(own.getArrayAsVector(), refusal_) : Matrix{};
    return {{black_ink, {}}, {}, pattern.getKey("/Shading"), joined(matrix, base)};
}

Gradient TracedPaints::gradient(const QPDFObjectHandle& shading, const TracedPaint& paint) {
    constexpr std::size_t most = 500;
    if (++gradients_ > most) refusal_.because(LogoTrouble::TooMuch, "more gradients than a logo does");
    auto traced = traced_gradient(shading, paint.to_paper, inks_, paint.veil);
    if (const auto* trouble = std::get_if<GradientTrouble>(&traced)) refuse_gradient(refusal_, *trouble);
    return std::get<Gradient>(std::move(traced));
}

Drawing TracedPaints::painted(Drawing drawing, const TracedPaint& paint) {
    drawing.ink = paint.colour.ink;
    drawing.shown = paint.colour.shown;
    if (paint.shading) drawing.gradient = {gradient(*paint.shading, paint)};
    return drawing;
}

}  // namespace render
