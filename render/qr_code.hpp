#pragma once

#include "render/length.hpp"
#include "render/page.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace render {

/// A QR code (ISO/IEC 18004) with error correction Q: a quarter of it may be unreadable.
struct QrCode {
    int modules = 0;         // along a side
    std::vector<bool> dark;  // row by row

    bool is_dark(int x, int y) const { return dark[static_cast<std::size_t>(y * modules + x)]; }
};

/// Paper that must stay white around it, in modules (ISO/IEC 18004 §6.3.8).
inline constexpr int quiet_modules = 4;

/// Throws CannotWork when the text is longer than such a code can hold.
QrCode make_qr_code(const std::string& text);

/// As squares of black ink alone, all in one shape, so that nothing shows between them. square: without the
/// quiet zone.
void draw(Page& page, const QrCode& code, const Rect& square, const std::string& alt);

}  // namespace render
