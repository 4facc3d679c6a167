#include "render/gradient_pattern.hpp"

#include "render/page.hpp"

#include <cairo.h>

namespace render {

CairoPattern pattern_of(const Gradient& gradient) {
    constexpr double points = 72 / 25.4;  // a millimetre
    const auto& to_page = gradient.to_page;
    cairo_matrix_t matrix{to_page[0] * points, to_page[1] * points, to_page[2] * points,
                          to_page[3] * points, to_page[4] * points, to_page[5] * points};
    if (cairo_matrix_invert(&matrix) != CAIRO_STATUS_SUCCESS) return nullptr;
    const Gradient::End& begin = gradient.begin;
    const Gradient::End& end = gradient.end;
    CairoPattern pattern(
        gradient.kind == Gradient::Kind::Line
            ? cairo_pattern_create_linear(begin.x, begin.y, end.x, end.y)
            : cairo_pattern_create_radial(begin.x, begin.y, begin.radius, end.x, end.y, end.radius));
    const auto add = [&](const Gradient::Stop& stop, double alpha) {
        cairo_pattern_add_color_stop_rgba(pattern.get(), stop.at, stop.shown.red, stop.shown.green,
                                          stop.shown.blue, alpha);
    };
    // Cairo does the same before the beginning as behind the end: one more stop there shows nothing.
    if (gradient.before == Gradient::Outside::Nothing) add(gradient.stops.front(), 0);
    for (const Gradient::Stop& stop : gradient.stops) add(stop, 1);
    if (gradient.behind == Gradient::Outside::Nothing) add(gradient.stops.back(), 0);
    cairo_pattern_set_extend(pattern.get(), CAIRO_EXTEND_PAD);
    cairo_pattern_set_matrix(pattern.get(), &matrix);
    return pattern;
}

}  // namespace render
