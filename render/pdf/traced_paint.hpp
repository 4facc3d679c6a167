#pragma once

#include "render/page.hpp"
#include "render/pdf/logo_inks.hpp"
#include "render/pdf/logo_refusal.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/traced_gradient.hpp"
#include "render/pdf/traced_path.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace render {

/// What fills or lines of a logo are drawn with.
struct TracedPaint {
    LogoColour colour = {black_ink, {}};
    std::vector<double> asked = {0};               // the colour as the file has it
    std::optional<QPDFObjectHandle> shading = {};  // instead of the colour
    Matrix to_paper = {};                          // of the shading
    std::optional<Veil> veil = {};                 // over the shading
};

/// [a b c d e f] of an array, or of the operands of cm.
Matrix matrix_of(std::vector<QPDFObjectHandle> numbers, const LogoRefusal& refusal);

/// Colours, and those that run into each other, as the operators of a page ask for them (ISO 32000-1 §8.6.8
/// and §8.7.4). Throws LogoRefused for what is neither.
class TracedPaints {
 public:
    explicit TracedPaints(const LogoRefusal& refusal) : refusal_(refusal) {}

    /// Empty for an operator that chooses no colour. pattern: that the operands name, or null. base: where
    /// patterns lie.
    std::optional<TracedPaint> asked(const std::string& name, const std::vector<QPDFObjectHandle>& operands,
                                     const QPDFObjectHandle& pattern, const Matrix& base);
    /// The drawing in it.
    Drawing painted(Drawing drawing, const TracedPaint& paint);

 private:
    TracedPaint plain(const std::string& name, const std::vector<QPDFObjectHandle>& operands) const;
    TracedPaint shaded(QPDFObjectHandle pattern, const Matrix& base) const;
    Gradient gradient(const QPDFObjectHandle& shading, const TracedPaint& paint);

    const LogoRefusal& refusal_;
    LogoInks inks_;
    std::size_t gradients_ = 0;
};

}  // namespace render
