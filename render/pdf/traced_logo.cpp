#include "render/length.hpp"
#include "render/logo.hpp"
#include "render/logo_picture.hpp"
#include "render/page.hpp"
#include "render/pdf/logo_meter.hpp"
#include "render/pdf/logo_refusal.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/traced_cut.hpp"
#include "render/pdf/traced_gradient.hpp"
#include "render/pdf/traced_ground.hpp"
#include "render/pdf/traced_mask.hpp"
#include "render/pdf/traced_paint.hpp"
#include "render/pdf/traced_path.hpp"
#include "render/pdf/traced_state.hpp"

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

/// Follows the operators of a page and keeps its shapes.
class Tracer : public QPDFObjectHandle::ParserCallbacks {
 public:
    Tracer(std::string name, const Matrix& to_paper) : refusal_(std::move(name)), base_(to_paper) {
        state_.matrix = to_paper;
    }

    void follow(QPDFObjectHandle contents, const QPDFObjectHandle& resources) {
        const auto outer = std::exchange(resources_, resources);
        // A few bytes may unfold into a very large drawing: counted before any of it is kept in memory.
        meter_.measure(contents);
        if (meter_.is_full()) refuse(LogoTrouble::TooMuch, "more than a logo does");
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
        constexpr std::size_t most_steps = 1'000'000;
        steps_ += drawing.path.size();
        if (steps_ > most_steps) refuse(LogoTrouble::TooMuch, "more than a logo does");
        if (state_.mask && !paint.veil) refuse(LogoTrouble::SeeThrough, "something transparent");
        shapes_.push_back(paints_.painted(std::move(drawing), paint));
        colours_.push_back(paint.asked);
    }

    /// §8.7.4.2: over all that is not cut off.
    void shade() {
        if (state_.cut.is_open()) refuse(LogoTrouble::Gradient, "a gradient without an edge");
        Drawing drawing;
        drawing.path = state_.cut.steps();
        drawing.rule = state_.cut.rule();
        TracedPaint paint{{black_ink, {}}, {}, resource("/Shading"), state_.matrix};
        if (state_.mask) paint.veil = veil_over(*state_.mask, drawing);
        keep(std::move(drawing), paint);
    }

    /// What is see-through becomes the colour that is seen, where that is one.
    Veil veil_over(const TracedMask& mask, const Drawing& drawing) {
        constexpr std::size_t most = 100;
        const bool goes_along = mask.to_paper.m == state_.matrix.m && mask.covers(extent_of(drawing.path));
        const auto ground = ground_under(drawing, shapes_, colours_);
        if (!goes_along || !ground || ++veils_ > most)
            refuse(LogoTrouble::SeeThrough, "something transparent over more than one colour");
        return {mask.shading, *ground};
    }

    bool colour(const std::string& name) {
        const auto paint = paints_.asked(name, operands_, resource("/Pattern"), base_);
        if (!paint) return false;
        (name[0] >= 'a' ? state_.fill : state_.stroke) = *paint;
        return true;
    }

    bool arrange(const std::string& name) {
        if (name == "q")
            save();
        else if (name == "Q")
            restore();
        else if (name == "cm")
            state_.matrix = refusal_.usable(joined(matrix_of(operands_, refusal_), state_.matrix));
        else if (name == "sh")
            shade();
        else if (name == "gs")
            state_.set(resource("/ExtGState"), refusal_);
        else if (name == "Do")
            follow_form();
        else
            return state_.set_line(name, operands_, refusal_);
        return true;
    }

    void save() {
        constexpr std::size_t most = 1000;
        if (kept_.size() >= most) refuse(LogoTrouble::TooMuch, "drawings within drawings without end");
        kept_.push_back(state_);
    }

    void restore() {
        if (kept_.empty()) return;
        state_ = kept_.back();
        kept_.pop_back();
    }

    QPDFObjectHandle resource(const std::string& kind) {
        if (operands_.empty() || !operands_.back().isName() || !resources_.isDictionary()) {
            return QPDFObjectHandle::newNull();
        }
        QPDFObjectHandle all = resources_.getKey(kind);
        return all.isDictionary() ? all.getKey(operands_.back().getName()) : QPDFObjectHandle::newNull();
    }

    void follow_form() {
        QPDFObjectHandle form = resource("/XObject");
        if (!form.isStream() || form.getDict().getKey("/Subtype").getName() != "/Form")
            refuse(LogoTrouble::Photo, "a photo");
        if (state_.mask) refuse(LogoTrouble::SeeThrough, "something transparent");
        constexpr std::size_t deepest = 20;
        if (depth_ >= deepest) refuse(LogoTrouble::Other, "drawings within drawings without end");
        ++depth_;
        const TracedState before = state_;
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
    TracedState state_;
    std::vector<TracedState> kept_;
    TracedPath path_;
    std::optional<FillRule> cuts_;
    std::size_t depth_ = 0;
    std::vector<Drawing> shapes_;
    std::vector<std::vector<double>> colours_;  // of the shapes, as the file has them; none of gradients
    std::size_t steps_ = 0;
    std::size_t veils_ = 0;
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
