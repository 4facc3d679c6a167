#pragma once

#include "render/pdf/qpdf.hpp"
#include "render/truetype.hpp"
#include "render/type.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace render {

/// A font of the publication on its way into the file. Characters (CIDs) are numbered by glyph *and* the text
/// it stands for: one glyph may stand for several texts (an fi that was written ﬁ), so that copying gives
/// back exactly what was written and no ActualText is needed (PRINT §2.4).
class EmbeddedFont {
 public:
    explicit EmbeddedFont(const FontFile& file) : font_(file) {}

    /// Numbers from 1 in order of first use.
    int cid_of(const Glyph& glyph);

    /// 1/1000 em.
    double advance_of(std::uint32_t glyph) const { return font_.advance(glyph); }

    bool used() const { return !glyphs_.empty(); }

    /// Type 0 font dictionary over a TrueType subset (ISO 32000-1 §9.7), not yet an object of its own.
    QPDFObjectHandle write(QPDF& pdf) const;

 private:
    TrueType font_;
    std::map<std::pair<std::uint32_t, std::string>, int> cids_;
    std::vector<std::pair<std::uint32_t, std::string>> glyphs_;  // by CID - 1
};

}  // namespace render
