#include "render/pdf/function.hpp"
#include "render/pdf/numbers.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/smooth_shading.hpp"
#include "render/preflight/ink_canvas.hpp"
#include "render/preflight/ink_shading.hpp"
#include "render/preflight/page_reader.hpp"
#include "render/preflight/printed_colour.hpp"
#include "render/preflight/printed_page.hpp"

#include <optional>
#include <tuple>
#include <utility>
#include <variant>

// What PageReader does with gradients, and with the patterns that are one.
namespace render {

namespace {

/// ISO 32000-1 §8.7.4.3: not in a pattern, nor in numbers of a palette, which have nothing between them.
bool may_be_shaded(const ColourSpace& space) {
    return space.space != PrintedColour::Space::Pattern && !space.indexed;
}

}  // namespace

void PageReader::set_pattern(bool fills) {
    Pattern& pattern = fills ? state_.fill_pattern : state_.stroke_pattern;
    pattern = {};
    if (operands_.empty() || !operands_.back().isName()) return;
    QPDFObjectHandle named = resource("/Pattern", operands_.back().getName());
    if (!named.isDictionary() || number_in(named, "/PatternType", 0) != 2) return;
    pattern.shading = named.getKey("/Shading");
    QPDFObjectHandle own = named.getKey("/Matrix");
    pattern.to_pixels = base_;
    if (!own.isMatrix()) return;
    const auto m = own.getArrayAsMatrix();
    pattern.to_pixels = UserMatrix{m.a, m.b, m.c, m.d, m.e, m.f}.then(base_);
}

PageReader::Shade PageReader::shade_of(QPDFObjectHandle shading) {
    constexpr int price = 50'000;  // some thousand colours
    allowance_.pay_pixels(price);
    Shade shade;
    QPDFObjectHandle dictionary = shading.isStream() ? shading.getDict() : shading;
    if (!dictionary.isDictionary()) {
        shade.is_broken = true;
        return shade;
    }
    const ColourSpace space = colour_space(dictionary.getKey("/ColorSpace"), resources_);
    shade.colour = {space.space, space.managed, space.one_plate, space.name, {}, false};
    const auto read = read_shading(shading);
    if (const auto* trouble = std::get_if<FunctionTrouble>(&read)) {
        shade.is_broken = *trouble == FunctionTrouble::Damaged || !may_be_shaded(space);
        return shade;
    }
    const auto& smooth = std::get<SmoothShading>(read);
    const bool fits = static_cast<int>(smooth.colours.results()) == space.components;
    shade.is_broken = !may_be_shaded(space) || !fits;
    if (!shade.is_broken) shade.inks = InkShading::of(smooth, space, press_);
    return shade;
}

PrintedMark PageReader::shaded(PrintedMark mark, const Shade& shade) {
    mark.colour = shade.colour;
    mark.is_broken = shade.is_broken;
    return mark;
}

std::optional<InkCanvas::Paint> PageReader::shaded_paint(const Shade& shade, const UserMatrix& to_pixels,
                                                         double alpha) {
    if (state_.masked) {
        ++page_.not_measured["what is seen through a mask"];
        return std::nullopt;
    }
    if (!shade.inks) {
        ++page_.not_measured["shadings"];
        return std::nullopt;
    }
    if (state_.blends) ++page_.not_measured["how colours blend"];
    InkCanvas::Paint paint;
    paint.alpha = alpha;
    paint.shading = &*shade.inks;
    paint.to_pixels = to_pixels;
    return paint;
}

void PageReader::shade() {
    const Shade shade = shade_of(resource("/Shading", name(0)));
    PrintedMark filled = shaded(mark(PrintedMark::Kind::Shading), shade);
    std::tie(filled.x, filled.y) = canvas_.middle_of_clip();
    if (const auto paint = shaded_paint(shade, canvas_.matrix(), state_.fill_alpha)) canvas_.fill_all(*paint);
    add(std::move(filled));
}

}  // namespace render
