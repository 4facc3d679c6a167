#include "render/pdf/content.hpp"

#include "render/ink.hpp"
#include "render/length.hpp"
#include "render/page.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

constexpr double mark_thickness = 0.25;  // points: the thinnest line that presses hold

/// The matrix that puts the unit square of a picture (row 0 at the top) upright into a frame (Exif 2.32, tag
/// Orientation; ISO 32000-1 §8.9.5.1). Rotating the picture itself would mean coding it again.
std::array<double, 6> upright(int orientation, const std::array<double, 4>& frame) {
    const auto [x, y, w, h] = frame;
    switch (orientation) {
        case 2:
            return {-w, 0, 0, h, x + w, y};
        case 3:
            return {-w, 0, 0, -h, x + w, y + h};
        case 4:
            return {w, 0, 0, -h, x, y + h};
        case 5:
            return {0, -h, -w, 0, x + w, y + h};
        case 6:
            return {0, -h, w, 0, x, y + h};
        case 7:
            return {0, h, w, 0, x, y};
        case 8:
            return {0, h, -w, 0, x + w, y};
        default:
            return {w, 0, 0, h, x, y};
    }
}

std::string numbers(std::initializer_list<double> values) {
    std::string text;
    for (const double value : values) text += pdf_number(value) + " ";
    return text;
}

/// The array of TJ. Glyphs stand in the order in which they are read, each moved to its place, to the left
/// too: in whole thousandths of the size, from where the pen really is, so that rounding never adds up.
std::string shown(std::span<const ShownGlyph> glyphs, double size) {
    std::string array;
    std::string codes;
    double pen = glyphs.front().x;
    for (const auto& glyph : glyphs) {
        const long back = std::lround((pen - glyph.x) * 1000 / size);
        if (back != 0) {
            if (!codes.empty()) array += fmt::format("<{}>", codes);
            array += std::to_string(back);
            codes.clear();
        }
        codes += fmt::format("{:04X}", glyph.cid);
        pen += (glyph.advance - static_cast<double>(back)) * size / 1000;
    }
    return array + "<" + codes + ">";
}

}  // namespace

std::string pdf_number(double value) {
    std::string text = fmt::format("{:.4f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

void Content::begin_tagged(const std::string& tag, int content_number) {
    op(fmt::format("/{} <</MCID {}>> BDC", tag, content_number));
}

void Content::begin_artifact() {
    op("/Artifact BMC");
}

void Content::begin_language(const std::string& language) {
    // Tags of languages (BCP 47) are letters, digits and hyphens: anything else might end the string it
    // stands in.
    constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
    if (language.find_first_not_of(allowed) != std::string::npos) return begin_language("und");
    op(fmt::format("/Span <</Lang ({})>> BDC", language));
}

void Content::end_marked() {
    op("EMC");
}

void Content::photo(const std::string& image, const Rect& frame, int orientation) {
    std::string matrix;
    const auto values = upright(orientation, {geometry_.x(frame.left()), geometry_.y(frame.bottom()),
                                              frame.size.width.in_points(), frame.size.height.in_points()});
    for (const double value : values) matrix += pdf_number(value) + " ";
    op("q " + matrix + "cm /" + image + " Do Q");
}

void Content::fill(const FilledRect& rect) {
    // A filled area hides what lies under it: overprinting black over a photo would let the photo shine
    // through.
    overprint(Overprint::No);
    op(fill_colour(rect.ink));
    op(numbers({geometry_.x(rect.rect.left()), geometry_.y(rect.rect.bottom()),
                rect.rect.size.width.in_points(), rect.rect.size.height.in_points()}) +
       "re f");
}

void Content::rule(const Rule& rule) {
    overprint(rule.ink == black_ink ? Overprint::Yes : Overprint::No);
    op(stroke_colour(rule.ink));
    op(numbers({rule.thickness.in_points()}) + "w " +
       numbers({geometry_.x(rule.from.x), geometry_.y(rule.from.y)}) + "m " +
       numbers({geometry_.x(rule.to.x), geometry_.y(rule.to.y)}) + "l S");
}

std::string Content::path_of(const Drawing& drawing) const {
    const auto at = [this](Point point) { return numbers({geometry_.x(point.x), geometry_.y(point.y)}); };
    std::string path;
    for (const PathStep& step : drawing.path) {
        switch (step.kind) {
            case PathStep::Kind::Move:
                path += at(step.to) + "m ";
                break;
            case PathStep::Kind::Line:
                path += at(step.to) + "l ";
                break;
            case PathStep::Kind::Curve:
                path += at(step.first_control) + at(step.second_control) + at(step.to) + "c ";
                break;
            case PathStep::Kind::Close:
                path += "h ";
                break;
        }
    }
    return path;
}

void Content::drawing(const Drawing& drawing, const std::string& pattern) {
    const bool black_line = drawing.pen && pattern.empty() && drawing.ink == black_ink;
    overprint(black_line ? Overprint::Yes : Overprint::No);
    const Rgb shown = drawing.shown.value_or(on_screen(drawing.ink));
    // Within q and Q, so that ends and corners are only this drawing's.
    if (drawing.pen) {
        const std::string colour =
            pattern.empty() ? stroke_colour(drawing.ink, shown) : "/Pattern CS /" + pattern + " SCN";
        op(fmt::format("q {} {}w {} J {} j", colour, numbers({drawing.pen->in_points()}),
                       static_cast<int>(drawing.ends), static_cast<int>(drawing.corners)));
        if (drawing.corners == Corner::Mitre) op(pdf_number(drawing.mitre) + " M");
        return op(path_of(drawing) + "S Q");
    }
    op("q " + (pattern.empty() ? fill_colour(drawing.ink, shown) : "/Pattern cs /" + pattern + " scn"));
    op(path_of(drawing) + (drawing.rule == FillRule::EvenOdd ? "f* Q" : "f Q"));
}

void Content::crop_mark(const CropMark& mark, const std::string& all) {
    op("/" + all + " CS 1 SCN " + numbers({mark_thickness}) + "w " +
       numbers({geometry_.x(mark.from.x), geometry_.y(mark.from.y)}) + "m " +
       numbers({geometry_.x(mark.to.x), geometry_.y(mark.to.y)}) + "l S");
}

void Content::text_ink(Ink ink) {
    // Black letters are printed over the other inks: a press out of register by a hair shows no white edges.
    overprint(ink == black_ink ? Overprint::Yes : Overprint::No);
    op(fill_colour(ink));
}

void Content::glyphs(const std::string& font, double size, const Foot& foot,
                     const std::vector<ShownGlyph>& glyphs) {
    if (glyphs.empty()) return;
    op("BT /" + font + " " + pdf_number(size) + " Tf");
    auto begin = glyphs.begin();
    while (begin != glyphs.end()) {
        const auto raised_otherwise = [begin](const ShownGlyph& glyph) { return glyph.rise != begin->rise; };
        const auto end = std::find_if(begin, glyphs.end(), raised_otherwise);
        const double x = geometry_.x(foot.origin.x);
        const double y = geometry_.y(foot.origin.y);
        op(foot.reading == Reading::Across ? "1 0 0 1 " + numbers({x + begin->x, y + begin->rise}) + "Tm"
                                           : "0 -1 1 0 " + numbers({x + begin->rise, y - begin->x}) + "Tm");
        op("[" + shown({begin, end}, size) + "] TJ");
        begin = end;
    }
    op("ET");
}

void Content::overprint(Overprint wanted) {
    if (inks_ == Inks::Rgb || overprint_ == wanted) return;
    overprint_ = wanted;
    op(wanted == Overprint::Yes ? "/GSover gs" : "/GSknock gs");
}

std::string Content::fill_colour(Ink ink) const {
    return fill_colour(ink, on_screen(ink));
}

std::string Content::fill_colour(Ink ink, Rgb shown) const {
    if (inks_ == Inks::Process) {
        return numbers({ink.cyan / 100.0, ink.magenta / 100.0, ink.yellow / 100.0, ink.black / 100.0}) + "k";
    }
    return numbers({shown.red, shown.green, shown.blue}) + "rg";
}

std::string Content::stroke_colour(Ink ink) const {
    return stroke_colour(ink, on_screen(ink));
}

std::string Content::stroke_colour(Ink ink, Rgb shown) const {
    if (inks_ == Inks::Process) {
        return numbers({ink.cyan / 100.0, ink.magenta / 100.0, ink.yellow / 100.0, ink.black / 100.0}) + "K";
    }
    return numbers({shown.red, shown.green, shown.blue}) + "RG";
}

}  // namespace render
