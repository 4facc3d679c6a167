#pragma once

#include "render/page.hpp"
#include "render/pdf/logo_refusal.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/traced_cut.hpp"
#include "render/pdf/traced_mask.hpp"
#include "render/pdf/traced_paint.hpp"
#include "render/pdf/traced_path.hpp"

#include <optional>
#include <string>
#include <vector>

namespace render {

/// How what comes next is drawn, while a page is being followed (ISO 32000-1 §8.4).
struct TracedState {
    Matrix matrix;
    TracedPaint fill;
    TracedPaint stroke;
    double pen = 1;
    LineEnd ends = LineEnd::Butt;
    Corner corners = Corner::Mitre;
    double mitre = 10;
    TracedCut cut;
    std::optional<TracedMask> mask;

    /// Whether the operator is about lines.
    bool set_line(const std::string& name, std::vector<QPDFObjectHandle> operands,
                  const LogoRefusal& refusal);
    /// Of an ExtGState. Throws LogoRefused for what is see-through, as far as it cannot be drawn otherwise.
    void set(QPDFObjectHandle parameters, const LogoRefusal& refusal);
};

}  // namespace render
