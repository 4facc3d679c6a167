#include "render/qr_code.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/vector_path.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include <qrencode.h>

namespace render {

QrCode make_qr_code(const std::string& text) {
    struct Free {
        void operator()(QRcode* code) const { QRcode_free(code); }
    };
    const std::unique_ptr<QRcode, Free> made(
        QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_Q, QR_MODE_8, 1));
    if (!made) {
        throw catalogue::CannotWork("\"" + text +
                                    "\" is too long for a QR code; give the course a shorter id.");
    }
    QrCode code;
    code.modules = made->width;
    const auto count = static_cast<std::size_t>(made->width) * static_cast<std::size_t>(made->width);
    code.dark.reserve(count);
    for (std::size_t i = 0; i < count; ++i) code.dark.push_back((made->data[i] & 1U) != 0);
    return code;
}

void draw(Page& page, const QrCode& code, const Rect& square, const std::string& alt) {
    Drawing drawing;
    drawing.alt = alt;
    drawing.box = square;
    // Edges are shared to the unit, so that rounding leaves no slits.
    const auto edge = [&](int module) { return square.size.width * module / code.modules; };
    for (int y = 0; y < code.modules; ++y) {
        for (int x = 0; x < code.modules; ++x) {
            if (!code.is_dark(x, y)) continue;
            const int first = x;
            while (x + 1 < code.modules && code.is_dark(x + 1, y)) ++x;
            const Rect bar{{square.left() + edge(first), square.top() + edge(y)},
                           {edge(x + 1) - edge(first), edge(y + 1) - edge(y)}};
            for (const PathStep& step : outline_of(bar)) drawing.path.push_back(step);
        }
    }
    page.items.emplace_back(std::move(drawing));
}

}  // namespace render
