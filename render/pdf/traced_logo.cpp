#include "render/length.hpp"
#include "render/logo.hpp"
#include "render/logo_picture.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/traced_path.hpp"
#include "render/preflight/ink_map.hpp"
#include "render/template_file.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <ios>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

constexpr double drawn_width = 1000;  // mm: so large that whole units of length lose nothing

int percent(double share) {
    return static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * 100));
}

/// As on coated paper, which most printers print a booklet on; greys in black ink alone.
Ink ink_of_rgb(const PressColours& press, double red, double green, double blue) {
    const double lightest = std::max({red, green, blue});
    constexpr double hardly = 0.02;
    if (lightest - std::min({red, green, blue}) < hardly) return {0, 0, 0, percent(1 - green)};
    const auto level = [](double share) {
        return static_cast<std::uint8_t>(std::lround(std::clamp(share, 0.0, 1.0) * 255));
    };
    const auto inks = press.inks_of({{level(red), level(green), level(blue)}}).front();
    // Rounded down, so that four inks together stay within what the paper takes.
    const auto part = [&](std::size_t plate) { return inks.at(plate) * 100 / 255; };
    return {part(0), part(1), part(2), part(3)};
}

std::string coated_profile() {
    std::ifstream stream(coated_paper(templates_folder()).profile, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

struct State {
    Matrix matrix;
    Ink fill = black_ink;
    Ink stroke = black_ink;
    double pen = 1;
    Spot clip_from{-1e9, -1e9};
    Spot clip_to{1e9, 1e9};
};

/// Counts what comes through, and no further than a logo may be large.
class Meter : public Pipeline {
 public:
    Meter() : Pipeline("meter", nullptr) {}
    void write(const unsigned char* /*bytes*/, std::size_t length) override {
        counted_ += length;
        if (is_full()) throw std::runtime_error("too large");  // qpdf ends the stream there
    }
    void finish() override {}
    bool is_full() const { return counted_ > most_bytes; }

 private:
    static constexpr std::size_t most_bytes = 16 * 1024 * 1024;
    std::size_t counted_ = 0;
};

/// Follows the operators of a page and keeps its shapes.
class Tracer : public QPDFObjectHandle::ParserCallbacks {
 public:
    Tracer(std::string name, const Matrix& to_paper) : name_(std::move(name)) { state_.matrix = to_paper; }

    void follow(QPDFObjectHandle contents, const QPDFObjectHandle& resources) {
        const auto outer = std::exchange(resources_, resources);
        measure(contents);
        contents.isStream() ? contents.parseAsContents(this) : contents.parsePageContents(this);
        resources_ = outer;
    }

    void handleObject(QPDFObjectHandle object) override {
        if (object.isInlineImage()) refuse(LogoTrouble::Photo, "a photo");
        if (!object.isOperator()) {
            operands_.push_back(object);
            return;
        }
        const std::string name = object.getOperatorValue();
        const bool known = build(name) || paint(name) || colour(name) || arrange(name) || is_harmless(name);
        if (!known) refuse_operator(name);
        operands_.clear();
    }
    void handleEOF() override {}

    std::vector<Drawing> shapes() && { return std::move(shapes_); }

 private:
    [[noreturn]] void refuse(LogoTrouble why, const std::string& what) const {
        throw LogoRefused(why, "The logo " + name_ + " holds " + what +
                                   ": ask for one of plain shapes, its letters turned into outlines.");
    }

    [[noreturn]] void refuse_operator(const std::string& name) const {
        if (name == "BT") refuse(LogoTrouble::Letters, "letters that are not outlines");
        if (name == "sh") refuse(LogoTrouble::Gradient, "a gradient");
        refuse(LogoTrouble::Other, "something that is no plain shape (" + name + ")");
    }

    /// A few bytes may unfold into a very large drawing: counted before any of it is kept in memory.
    void measure(QPDFObjectHandle contents) {
        if (contents.isPageObject()) contents = contents.getKey("/Contents");
        const auto parts = contents.isArray() ? contents.getArrayAsVector() : std::vector{contents};
        for (QPDFObjectHandle part : parts) {
            if (part.isStream()) part.pipeStreamData(&meter_, 0, qpdf_dl_generalized, true, false);
        }
        if (meter_.is_full()) refuse(LogoTrouble::TooMuch, "more than a logo does");
    }

    double number(std::size_t i) {
        return i < operands_.size() && operands_[i].isNumber() ? operands_[i].getNumericValue() : 0;
    }

    bool build(const std::string& name) {
        if (name == "W" || name == "W*") {
            clips_ = true;
            return true;
        }
        std::vector<double> numbers;
        numbers.reserve(operands_.size());
        for (std::size_t i = 0; i < operands_.size(); ++i) numbers.push_back(number(i));
        return path_.build(name, numbers, state_.matrix);
    }

    /// ISO 32000-1 §8.5.3.
    bool paint(const std::string& name) {
        const bool fills = name == "f" || name == "F" || name == "f*" || name[0] == 'B' || name[0] == 'b';
        const bool strokes = name == "S" || name == "s" || name[0] == 'B' || name[0] == 'b';
        static const std::vector<std::string> all = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n"};
        if (std::find(all.begin(), all.end(), name) == all.end()) return false;
        if (name == "s" || name[0] == 'b') path_.close();
        if (fills) keep({path_.steps(), {}, state_.fill, {}, {}, rule_of(name)});
        if (strokes) {
            const Length pen = Length::from_mm(state_.pen * state_.matrix.scale());
            keep({path_.steps(), pen, state_.stroke, {}, {}, {}});
        }
        if (std::exchange(clips_, false)) clip();
        path_ = {};
        return true;
    }

    static FillRule rule_of(const std::string& name) {
        return name.ends_with('*') ? FillRule::EvenOdd : FillRule::NonZero;
    }

    void keep(Drawing drawing) {
        if (path_.steps().empty()) return;
        const auto [from, to] = path_.extent();
        const Spot& low = state_.clip_from;
        const Spot& high = state_.clip_to;
        if (to.x <= low.x || to.y <= low.y || from.x >= high.x || from.y >= high.y) return;
        constexpr double slack = 2;  // of a thousand
        const bool within = from.x >= low.x - slack && from.y >= low.y - slack && to.x <= high.x + slack &&
                            to.y <= high.y + slack;
        if (!within) refuse(LogoTrouble::CutOff, "a shape of which a part is cut off");
        shapes_.push_back(std::move(drawing));
    }

    /// Only upright rectangles, which are the frame of the drawing or of a part.
    void clip() {
        if (!path_.is_upright_rectangle()) refuse(LogoTrouble::CutOff, "shapes that cut others off");
        const auto [from, to] = path_.extent();
        state_.clip_from = {std::max(state_.clip_from.x, from.x), std::max(state_.clip_from.y, from.y)};
        state_.clip_to = {std::min(state_.clip_to.x, to.x), std::min(state_.clip_to.y, to.y)};
    }

    /// ISO 32000-1 §8.6.8.
    bool colour(const std::string& name) {
        const auto set = [&](bool for_fill, Ink ink) { (for_fill ? state_.fill : state_.stroke) = ink; };
        if (name == "g" || name == "G")
            set(name == "g", {0, 0, 0, percent(1 - number(0))});
        else if (name == "rg" || name == "RG")
            set(name == "rg", ink_of_rgb(press_, number(0), number(1), number(2)));
        else if (name == "k" || name == "K")
            set(name == "k", process_ink());
        else if (name == "sc" || name == "scn" || name == "SC" || name == "SCN")
            set(name[0] == 's', counted_ink());
        else
            return name == "cs" || name == "CS";
        return true;
    }

    Ink process_ink() {
        return {percent(number(0)), percent(number(1)), percent(number(2)), percent(number(3))};
    }

    /// In a colour space that was chosen by name: known by how many numbers it asks.
    Ink counted_ink() {
        if (operands_.empty() || !operands_.back().isNumber())
            refuse(LogoTrouble::Gradient, "a gradient or a pattern");
        if (operands_.size() == 4) return process_ink();
        if (operands_.size() == 3) return ink_of_rgb(press_, number(0), number(1), number(2));
        refuse(LogoTrouble::Other, "a spot colour");
    }

    bool arrange(const std::string& name) {
        if (name == "q")
            kept_.push_back(state_);
        else if (name == "Q")
            restore();
        else if (name == "cm")
            state_.matrix = joined(matrix_of(operands_), state_.matrix);
        else if (name == "w")
            state_.pen = number(0);
        else if (name == "d")
            refuse_dashes();
        else if (name == "gs")
            look_at_state();
        else if (name == "Do")
            follow_form();
        else
            return false;
        return true;
    }

    void restore() {
        if (kept_.empty()) return;
        state_ = kept_.back();
        kept_.pop_back();
    }

    static Matrix matrix_of(std::vector<QPDFObjectHandle> numbers) {
        Matrix matrix;
        for (std::size_t i = 0; i < 6 && i < numbers.size(); ++i) {
            if (numbers[i].isNumber()) matrix.m[i] = numbers[i].getNumericValue();
        }
        return matrix;
    }

    void refuse_dashes() {
        const bool plain = operands_.empty() || !operands_[0].isArray() || operands_[0].getArrayNItems() == 0;
        if (!plain) refuse(LogoTrouble::Other, "broken lines");
    }

    QPDFObjectHandle resource(const std::string& kind) {
        if (operands_.empty() || !operands_[0].isName() || !resources_.isDictionary()) {
            return QPDFObjectHandle::newNull();
        }
        QPDFObjectHandle all = resources_.getKey(kind);
        return all.isDictionary() ? all.getKey(operands_[0].getName()) : QPDFObjectHandle::newNull();
    }

    void look_at_state() {
        QPDFObjectHandle state = resource("/ExtGState");
        if (!state.isDictionary()) return;
        for (const char* key : {"/ca", "/CA"}) {
            QPDFObjectHandle alpha = state.getKey(key);
            if (alpha.isNumber() && alpha.getNumericValue() < 1)
                refuse(LogoTrouble::SeeThrough, "something transparent");
        }
        if (state.getKey("/SMask").isDictionary()) refuse(LogoTrouble::SeeThrough, "something transparent");
    }

    void follow_form() {
        QPDFObjectHandle form = resource("/XObject");
        if (!form.isStream() || form.getDict().getKey("/Subtype").getName() != "/Form")
            refuse(LogoTrouble::Photo, "a photo");
        constexpr std::size_t deepest = 20;
        if (depth_ >= deepest) refuse(LogoTrouble::Other, "drawings within drawings without end");
        ++depth_;
        const State before = state_;
        const auto kept = std::exchange(kept_, {});
        QPDFObjectHandle matrix = form.getDict().getKey("/Matrix");
        if (matrix.isArray()) state_.matrix = joined(matrix_of(matrix.getArrayAsVector()), state_.matrix);
        operands_.clear();
        QPDFObjectHandle own = form.getDict().getKey("/Resources");
        follow(form, own.isDictionary() ? own : resources_);
        kept_ = kept;
        state_ = before;
        --depth_;
    }

    static bool is_harmless(const std::string& name) {
        static const std::vector<std::string> all = {"J",   "j",   "M",  "ri", "i",  "BMC",
                                                     "BDC", "EMC", "MP", "DP", "BX", "EX"};
        return std::find(all.begin(), all.end(), name) != all.end();
    }

    std::string name_;
    Meter meter_;
    PressColours press_{coated_profile()};
    QPDFObjectHandle resources_ = QPDFObjectHandle::newNull();
    std::vector<QPDFObjectHandle> operands_;
    State state_;
    std::vector<State> kept_;
    TracedPath path_;
    bool clips_ = false;
    std::size_t depth_ = 0;
    std::vector<Drawing> shapes_;
};

}  // namespace

Logo traced_logo(const std::string& pdf, const std::string& name) {
    try {
        QPDF document;
        document.setSuppressWarnings(true);
        document.processMemoryFile(name.c_str(), pdf.data(), pdf.size());
        const auto& pages = document.getAllPages();
        if (pages.empty()) throw LogoRefused(LogoTrouble::NoDrawing, "The logo " + name + " has no page.");
        QPDFObjectHandle page = pages.front();
        document.pushInheritedAttributesToPage();
        QPDFObjectHandle corners = page.getKey("/MediaBox");
        if (!corners.isRectangle())
            throw LogoRefused(LogoTrouble::NoDrawing, "The logo " + name + " has no size.");
        const QPDFObjectHandle::Rectangle box = corners.getArrayAsRectangle();
        const double scale = drawn_width / std::max(1.0, box.urx - box.llx);
        // From the bottom left, upwards, to the top left, downwards.
        Tracer tracer(name, {{scale, 0, 0, -scale, -box.llx * scale, box.ury * scale}});
        tracer.follow(page, page.getKey("/Resources"));
        return logo_of(std::move(tracer).shapes(), name);
    } catch (const QPDFExc& error) {
        throw LogoRefused(LogoTrouble::NoDrawing, "The logo " + name + " is damaged (" +
                                                      error.getMessageDetail() +
                                                      "): ask for another file of it.");
    }
}

}  // namespace render
