#pragma once

#include "render/pdf/qpdf.hpp"
#include "render/preflight/allowance.hpp"
#include "render/preflight/ink_canvas.hpp"
#include "render/preflight/ink_map.hpp"
#include "render/preflight/ink_shading.hpp"
#include "render/preflight/printed_colour.hpp"
#include "render/preflight/printed_page.hpp"
#include "render/preflight/shown_codes.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace render {

/// Reads a content stream, and those of the forms in it, operator by operator (ISO 32000-1 annex A).
class PageReader {
 public:
    PageReader(PrintedPage& page, InkCanvas& canvas, const PressColours& press, Allowance& allowance)
        : page_(page), canvas_(canvas), press_(press), allowance_(allowance) {}

    /// contents: of operators. Throws what qpdf throws, and Allowance::Spent.
    void read(QPDFObjectHandle contents, const QPDFObjectHandle& resources);

 private:
    /// A gradient that is chosen instead of a colour.
    struct Pattern {
        std::optional<QPDFObjectHandle> shading = {};
        UserMatrix to_pixels = {};  // from its own space
    };
    /// A gradient as far as it can be read.
    struct Shade {
        PrintedColour colour;  // its space alone
        bool is_broken = false;
        std::optional<InkShading> inks = {};
    };
    struct State {
        ColourSpace fill_space;
        ColourSpace stroke_space;
        PrintedColour fill;
        PrintedColour stroke;
        Pattern fill_pattern;
        Pattern stroke_pattern;
        double line_width = 1;
        bool overprints_fill = false;
        bool overprints_stroke = false;
        int overprint_mode = 0;
        bool blends = false;
        bool masked = false;
        double fill_alpha = 1;
        double stroke_alpha = 1;
        std::string font;
        double type_size = 0;
        int text_mode = 0;
    };
    using Operands = std::vector<QPDFObjectHandle>;
    using Handler = void (PageReader::*)();

    class Callbacks;

    std::optional<QPDFObjectHandle> operators_of(QPDFObjectHandle contents);

    void operate(const std::string& name);
    bool is_colour_operator(const std::string& name);

    double number(std::size_t i) {
        return i < operands_.size() && operands_[i].isNumber() ? operands_[i].getNumericValue() : 0;
    }
    std::string name(std::size_t i) {
        return i < operands_.size() && operands_[i].isName() ? operands_[i].getName() : "";
    }
    std::vector<double> numbers() const;
    QPDFObjectHandle resource(const std::string& kind, const std::string& name) const;

    // State
    void save();
    void restore();
    void transform() {
        canvas_.transform({number(0), number(1), number(2), number(3), number(4), number(5)});
    }
    void set_width() { state_.line_width = number(0); }
    void set_parameters();

    // Paths
    void move() { canvas_.move_to(number(0), number(1)); }
    void line() { canvas_.line_to(number(0), number(1)); }
    void curve() { canvas_.curve_to(number(0), number(1), number(2), number(3), number(4), number(5)); }
    void curve_from_here();
    void curve_to_control() {
        canvas_.curve_to(number(0), number(1), number(2), number(3), number(2), number(3));
    }
    void close() { canvas_.close_path(); }
    void rectangle() { canvas_.rectangle(number(0), number(1), number(2), number(3)); }
    void stroke();
    void close_stroke();
    void fill() { fill_by(FillRule::Winding); }
    void fill_even_odd() { fill_by(FillRule::EvenOdd); }
    void fill_stroke();
    void fill_stroke_even_odd();
    void close_fill_stroke();
    void close_fill_stroke_even_odd();
    void end_path();
    void clip() { clip_ = FillRule::Winding; }
    void clip_even_odd() { clip_ = FillRule::EvenOdd; }
    void fill_by(FillRule rule);
    void add_fill(FillRule rule);
    void add_stroke();
    PrintedMark mark(PrintedMark::Kind kind) const;
    void add(PrintedMark mark);
    InkCanvas::Paint paint_of(PrintedMark::Kind kind) const;

    // Gradients
    void shade();
    void set_pattern(bool fills);
    Shade shade_of(QPDFObjectHandle shading);
    static PrintedMark shaded(PrintedMark mark, const Shade& shade);
    /// Empty, with a note, for what is not measured here.
    std::optional<InkCanvas::Paint> shaded_paint(const Shade& shade, const UserMatrix& to_pixels,
                                                 double alpha);

    // Text
    void begin_text();
    void set_font();
    void set_text_mode();
    void move_text();
    void move_text_and_lead();
    void next_line() { text_moved(0, -leading_); }
    void set_leading() { leading_ = number(0); }
    void set_text_matrix();
    void show_text();
    void show_on_next_line();
    void text_moved(double x, double y);
    bool lacks_a_letter(QPDFObjectHandle font);

    // Images and forms
    void paint_object();
    void begin_inline_image();
    void paint_inline_image(const std::string& data);
    void paint_image(QPDFObjectHandle image);
    void paint_form(QPDFObjectHandle form);

    PrintedPage& page_;
    InkCanvas& canvas_;
    const PressColours& press_;
    Allowance& allowance_;
    QPDFObjectHandle resources_ = QPDFObjectHandle::newNull();
    State state_;
    std::vector<State> saved_;
    Operands operands_;
    UserMatrix base_;  // of the page, or of the form that is being read, to pixels: where patterns lie
    std::optional<FillRule> clip_;
    UserMatrix text_;
    UserMatrix text_line_;
    double leading_ = 0;
    QPDFObjectHandle inline_image_ = QPDFObjectHandle::newNull();
    std::map<int, QPDFObjectHandle> forms_;                    // unpacked, by object
    std::map<std::pair<int, std::string>, ShownCodes> codes_;  // by object, or by name
    int depth_ = 0;
};

}  // namespace render
