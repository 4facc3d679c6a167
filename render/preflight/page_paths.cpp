#include "render/preflight/ink_canvas.hpp"
#include "render/preflight/page_reader.hpp"
#include "render/preflight/printed_colour.hpp"
#include "render/preflight/printed_page.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

// What PageReader does with paths.
namespace render {

void PageReader::curve_from_here() {
    const auto [x, y] = canvas_.current_point();
    canvas_.curve_to(x, y, number(0), number(1), number(2), number(3));
}

void PageReader::end_path() {
    canvas_.end_path(clip_);
    clip_ = {};
}

PrintedMark PageReader::mark(PrintedMark::Kind kind) const {
    PrintedMark mark;
    mark.kind = kind;
    const bool strokes = kind == PrintedMark::Kind::Stroke;
    mark.colour = strokes ? state_.stroke : state_.fill;
    mark.overprints = strokes ? state_.overprints_stroke : state_.overprints_fill;
    const double alpha = strokes ? state_.stroke_alpha : state_.fill_alpha;
    mark.transparent = state_.blends || state_.masked || alpha < 1;
    return mark;
}

void PageReader::add(PrintedMark mark) {
    // Each rule is told once a page, so what comes after so many adds nothing.
    constexpr std::size_t most = 300'000;
    if (page_.marks.size() < most) page_.marks.push_back(std::move(mark));
}

InkCanvas::Paint PageReader::paint_of(PrintedMark::Kind kind) const {
    const bool strokes = kind == PrintedMark::Kind::Stroke;
    const PrintedColour& colour = strokes ? state_.stroke : state_.fill;
    const bool overprints = strokes ? state_.overprints_stroke : state_.overprints_fill;
    // A plate that the colour does not speak of stays; with mode 1 a plate without ink as well (ISO 32000-1
    // §11.7.4.3).
    const bool keeps_empty_plates =
        overprints &&
        (colour.one_plate || (state_.overprint_mode == 1 && colour.space == PrintedColour::Space::Cmyk));
    const double alpha = strokes ? state_.stroke_alpha : state_.fill_alpha;
    return {colour.inks, keeps_empty_plates, std::clamp(alpha, 0.0, 1.0)};
}

void PageReader::add_fill(FillRule rule) {
    PrintedMark filled = mark(PrintedMark::Kind::Fill);
    std::tie(filled.x, filled.y) = canvas_.middle_of_path();
    filled.size = canvas_.thickness_of_path();
    if (filled.colour.space == PrintedColour::Space::Pattern && state_.fill_pattern.shading) {
        const Shade shade = shade_of(*state_.fill_pattern.shading);
        filled = shaded(std::move(filled), shade);
        const auto paint = shaded_paint(shade, state_.fill_pattern.to_pixels, state_.fill_alpha);
        if (paint) canvas_.fill(rule, *paint);
    } else if (!filled.colour.measured) {
        ++page_.not_measured[filled.colour.space == PrintedColour::Space::Pattern ? "patterns"
                                                                                  : "colours of a rare kind"];
    } else if (state_.masked) {
        ++page_.not_measured["what is seen through a mask"];
    } else {
        if (state_.blends) ++page_.not_measured["how colours blend"];
        canvas_.fill(rule, paint_of(PrintedMark::Kind::Fill));
    }
    add(std::move(filled));
}

void PageReader::add_stroke() {
    PrintedMark stroked = mark(PrintedMark::Kind::Stroke);
    std::tie(stroked.x, stroked.y) = canvas_.middle_of_path();
    stroked.size = state_.line_width * canvas_.scale();
    if (stroked.colour.space == PrintedColour::Space::Pattern && state_.stroke_pattern.shading) {
        const Shade shade = shade_of(*state_.stroke_pattern.shading);
        stroked = shaded(std::move(stroked), shade);
        const auto paint = shaded_paint(shade, state_.stroke_pattern.to_pixels, state_.stroke_alpha);
        if (paint) canvas_.stroke(state_.line_width, *paint);
    } else if (stroked.colour.measured && !state_.masked) {
        canvas_.stroke(state_.line_width, paint_of(PrintedMark::Kind::Stroke));
    }
    add(std::move(stroked));
}

void PageReader::fill_by(FillRule rule) {
    add_fill(rule);
    end_path();
}

void PageReader::stroke() {
    add_stroke();
    end_path();
}

void PageReader::close_stroke() {
    canvas_.close_path();
    stroke();
}

void PageReader::fill_stroke() {
    add_fill(FillRule::Winding);
    stroke();
}

void PageReader::fill_stroke_even_odd() {
    add_fill(FillRule::EvenOdd);
    stroke();
}

void PageReader::close_fill_stroke() {
    canvas_.close_path();
    fill_stroke();
}

void PageReader::close_fill_stroke_even_odd() {
    canvas_.close_path();
    fill_stroke_even_odd();
}

}  // namespace render
