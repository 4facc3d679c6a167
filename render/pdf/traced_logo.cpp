#include "render/length.hpp"
#include "render/logo.hpp"
#include "render/logo_picture.hpp"
#include "render/page.hpp"
#include "render/pdf/logo_meter.hpp"
#include "render/pdf/logo_refusal.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/traced_cut.hpp"
#include "render/pdf/traced_paint.hpp"
#include "render/pdf/traced_path.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

constexpr double drawn_width = 1000;  // mm: so large that whole units of length lose nothing

struct State {
    Matrix matrix;
    TracedPaint fill;
    TracedPaint stroke;
    double pen = 1;
    LineEnd ends = LineEnd::Butt;
    Corner corners = Corner::Mitre;
    double mitre = 10;
    TracedCut cut;
};

/// Follows the operators of a page and keeps its shapes.
class Tracer : public QPDFObjectHandle::ParserCallbacks {
 public:
    Tracer(std::string name, const Matrix& to_paper) : refusal_(std::move(name)), base_(to_paper) {
        state_.matrix = to_paper;
    }

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
    [[noreturn]] void refuse(LogoTrouble why, const std::string& what) const { refusal_.because(why, what); }

    [[noreturn]] void refuse_operator(const std::string& name) const {
        if (name == "BT") refuse(LogoTrouble::Letters, "letters that are not outlines");
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
        return i < operands_.size() && operands_[i].isNumber()
                   ? refusal_.usable(operands_[i].getNumericValue())
                   : 0;
    }

    bool build(const std::string& name) {
        if (name == "W" || name == "W*") {
            cuts_ = rule_of(name);
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
        if (fills) fill(rule_of(name));
        if (strokes) stroke();
        const auto cuts = std::exchange(cuts_, std::nullopt);
        if (cuts && !state_.cut.narrow(path_, *cuts))
            refuse(LogoTrouble::CutOff, "shapes that cut others off");
        path_ = {};
        return true;
    }

    static FillRule rule_of(const std::string& name) {
        return name.ends_with('*') ? FillRule::EvenOdd : FillRule::NonZero;
    }

    void fill(FillRule rule) {
        if (!is_seen()) return;
        Drawing drawing;
        drawing.path = path_.steps();
        drawing.rule = rule;
        const TracedCut& cut = state_.cut;
        if (cut.is_shape() && path_.steps() != cut.steps()) {
            // A sheet of colour under a shape that lets a part of it through is that shape in the colour.
            if (!path_.is_upright_rectangle() || !cut.lies_within(path_.extent()))
                refuse(LogoTrouble::CutOff, "shapes that cut others off");
            drawing.path = cut.steps();
            drawing.rule = cut.rule();
        }
        keep(std::move(drawing), state_.fill);
    }

    void stroke() {
        if (!is_seen()) return;
        if (state_.cut.is_shape()) refuse(LogoTrouble::CutOff, "shapes that cut others off");
        Drawing drawing;
        drawing.path = path_.steps();
        drawing.pen = Length::from_mm(state_.pen * state_.matrix.scale());
        drawing.ends = state_.ends;
        drawing.corners = state_.corners;
        drawing.mitre = state_.mitre;
        keep(std::move(drawing), state_.stroke);
    }

    /// Whether anything of the path can be seen; what would be seen in part is refused.
    bool is_seen() const {
        if (path_.steps().empty()) return false;
        const TracedCut::Lies lies = state_.cut.lies(path_.extent());
        if (lies == TracedCut::Lies::Across && !state_.cut.is_shape())
            refuse(LogoTrouble::CutOff, "a shape of which a part is cut off");
        return lies != TracedCut::Lies::Outside;
    }

    void keep(Drawing drawing, const TracedPaint& paint) {
        shapes_.push_back(paints_.painted(std::move(drawing), paint));
    }

    /// §8.7.4.2: over all that is not cut off.
    void shade() {
        if (state_.cut.is_open()) refuse(LogoTrouble::Gradient, "a gradient without an edge");
        Drawing drawing;
        drawing.path = state_.cut.steps();
        drawing.rule = state_.cut.rule();
        keep(std::move(drawing), {{black_ink, {}}, resource("/Shading"), state_.matrix});
    }

    bool colour(const std::string& name) {
        const auto paint = paints_.asked(name, operands_, resource("/Pattern"), base_);
        if (!paint) return false;
        (name[0] >= 'a' ? state_.fill : state_.stroke) = *paint;
        return true;
    }

    bool arrange(const std::string& name) {
        if (name == "q")
            kept_.push_back(state_);
        else if (name == "Q")
            restore();
        else if (name == "cm")
            state_.matrix = refusal_.usable(joined(matrix_of(operands_, refusal_), state_.matrix));
        else if (name == "w")
            state_.pen = number(0);
        else if (name == "J")
            state_.ends = static_cast<LineEnd>(std::clamp(static_cast<int>(number(0)), 0, 2));
        else if (name == "j")
            state_.corners = static_cast<Corner>(std::clamp(static_cast<int>(number(0)), 0, 2));
        else if (name == "M")
            state_.mitre = std::clamp(number(0), 1.0, 1000.0);
        else if (name == "sh")
            shade();
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

    void refuse_dashes() {
        const bool plain = operands_.empty() || !operands_[0].isArray() || operands_[0].getArrayNItems() == 0;
        if (!plain) refuse(LogoTrouble::Other, "broken lines");
    }

    QPDFObjectHandle resource(const std::string& kind) {
        if (operands_.empty() || !operands_.back().isName() || !resources_.isDictionary()) {
            return QPDFObjectHandle::newNull();
        }
        QPDFObjectHandle all = resources_.getKey(kind);
        return all.isDictionary() ? all.getKey(operands_.back().getName()) : QPDFObjectHandle::newNull();
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
        QPDFObjectHandle blend = state.getKey("/BM");
        if (blend.isArray() && blend.getArrayNItems() > 0) blend = blend.getArrayItem(0);
        if (blend.isName() && blend.getName() != "/Normal" && blend.getName() != "/Compatible")
            refuse(LogoTrouble::SeeThrough, "colours that blend with those below them");
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
        const Matrix base = base_;
        QPDFObjectHandle matrix = form.getDict().getKey("/Matrix");
        if (matrix.isArray())
            state_.matrix =
                refusal_.usable(joined(matrix_of(matrix.getArrayAsVector(), refusal_), state_.matrix));
        base_ = state_.matrix;
        operands_.clear();
        QPDFObjectHandle own = form.getDict().getKey("/Resources");
        follow(form, own.isDictionary() ? own : resources_);
        kept_ = kept;
        state_ = before;
        base_ = base;
        --depth_;
    }

    static bool is_harmless(const std::string& name) {
        static const std::vector<std::string> all = {"ri", "i", "BMC", "BDC", "EMC", "MP", "DP", "BX", "EX"};
        return std::find(all.begin(), all.end(), name) != all.end();
    }

    LogoRefusal refusal_;
    Matrix base_;  // of the page, or of the form that is being followed: where patterns lie
    LogoMeter meter_;
    TracedPaints paints_{refusal_};
    QPDFObjectHandle resources_ = QPDFObjectHandle::newNull();
    std::vector<QPDFObjectHandle> operands_;
    State state_;
    std::vector<State> kept_;
    TracedPath path_;
    std::optional<FillRule> cuts_;
    std::size_t depth_ = 0;
    std::vector<Drawing> shapes_;
};

[[noreturn]] void refuse_damaged(const std::string& name, const std::string& how) {
    throw LogoRefused(LogoTrouble::NoDrawing,
                      "The logo " + name + " is damaged (" + how + "): ask for another file of it.");
}

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
    } catch (const LogoRefused&) {
        throw;
    } catch (const QPDFExc& error) {
        refuse_damaged(name, error.getMessageDetail());
    } catch (const std::runtime_error& error) {  // of numbers that are none, for example
        refuse_damaged(name, error.what());
    }
}

}  // namespace render
