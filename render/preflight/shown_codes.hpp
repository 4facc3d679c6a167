#pragma once

#include "render/pdf/qpdf.hpp"
#include "render/preflight/allowance.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace render {

/// Which codes of text a font of a PDF has shapes for, as far as the file tells: composite fonts by their
/// embedded TrueType program and its map, others by their widths and their list of differences (ISO 32000-1
/// §9.6.6, §9.7.4).
class ShownCodes {
 public:
    ShownCodes(QPDFObjectHandle font, Allowance& allowance);

    /// Whether a box or nothing stands where a letter was meant.
    bool lacks_one_of(std::string_view text) const;

 private:
    void read_composite(QPDFObjectHandle descendant, Allowance& allowance);
    void read_simple(QPDFObjectHandle font);
    bool lacks(std::size_t code) const;
    std::size_t glyph_of(std::size_t code) const;

    enum class Kind { Unknown, Simple, Composite };

    Kind kind_ = Kind::Unknown;
    std::string glyphs_by_code_;         // two bytes each; empty: the code is the glyph
    std::optional<std::size_t> glyphs_;  // how many the program has
    std::set<std::size_t> without_shape_;
    std::size_t first_ = 0;  // of the codes with a width
    std::size_t last_ = 255;
};

}  // namespace render
