#include "render/pdf/traced_mask.hpp"

#include "render/pdf/numbers.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/traced_path.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

constexpr std::size_t most_bytes = 2000;  // of operators, of which there are two

/// What a form paints when it paints one shading over all and does nothing else.
class OnlyShading : public QPDFObjectHandle::ParserCallbacks {
 public:
    explicit OnlyShading(QPDFObjectHandle resources) : resources_(std::move(resources)) {}

    void handleObject(QPDFObjectHandle object) override {
        if (!object.isOperator()) {
            operands_.push_back(object);
            return;
        }
        const std::string name = object.getOperatorValue();
        if (name == "sh") {
            is_other_ = is_other_ || shading_.isDictionary() || shading_.isStream();
            shading_ = resource("/Shading");
        } else {
            const bool is_plain = name == "gs" && is_opaque(resource("/ExtGState"));
            is_other_ = is_other_ || !is_plain;
        }
        operands_.clear();
    }
    void handleEOF() override {}

    std::optional<QPDFObjectHandle> shading() {
        return is_other_ || !shading_.isDictionary() ? std::nullopt : std::optional(shading_);
    }

 private:
    static bool is_opaque(QPDFObjectHandle state) {
        if (!state.isDictionary() || state.getKey("/SMask").isDictionary()) return false;
        return number_in(state, "/ca", 1) == 1 && number_in(state, "/CA", 1) == 1 && !state.hasKey("/BM");
    }

    QPDFObjectHandle resource(const std::string& kind) {
        if (operands_.empty() || !operands_.back().isName() || !resources_.isDictionary())
            return QPDFObjectHandle::newNull();
        QPDFObjectHandle all = resources_.getKey(kind);
        return all.isDictionary() ? all.getKey(operands_.back().getName()) : QPDFObjectHandle::newNull();
    }

    QPDFObjectHandle resources_;
    std::vector<QPDFObjectHandle> operands_;
    QPDFObjectHandle shading_ = QPDFObjectHandle::newNull();
    bool is_other_ = false;
};

bool is_short(QPDFObjectHandle form) {
    class Short : public Pipeline {
     public:
        Short() : Pipeline("mask", nullptr) {}
        void write(const unsigned char* /*bytes*/, std::size_t length) override {
            counted += length;
            if (counted > most_bytes) throw std::runtime_error("too large");  // qpdf ends the stream there
        }
        void finish() override {}
        std::size_t counted = 0;
    };
    Short pipe;
    form.pipeStreamData(&pipe, 0, qpdf_dl_generalized, true, false);
    return pipe.counted <= most_bytes;
}

}  // namespace

bool TracedMask::covers(const std::pair<Spot, Spot>& extent) const {
    const auto& m = to_paper.m;
    const double area = m[0] * m[3] - m[1] * m[2];
    if (!(std::abs(area) > 0)) return false;
    const double slack = std::max(high.x - low.x, high.y - low.y) / 500;
    const auto is_within = [&](double x, double y) {
        const double across = x - m[4];
        const double down = y - m[5];
        const Spot own{(across * m[3] - down * m[2]) / area, (down * m[0] - across * m[1]) / area};
        return own.x >= low.x - slack && own.x <= high.x + slack && own.y >= low.y - slack &&
               own.y <= high.y + slack;
    };
    const auto& [from, to] = extent;
    return is_within(from.x, from.y) && is_within(to.x, from.y) && is_within(from.x, to.y) &&
           is_within(to.x, to.y);
}

std::optional<TracedMask> traced_mask(QPDFObjectHandle soft_mask, const Matrix& matrix) {
    QPDFObjectHandle form = soft_mask.getKey("/G");
    QPDFObjectHandle curve = soft_mask.getKey("/TR");
    const bool is_plain = curve.isNull() || curve.isNameAndEquals("/Identity");
    if (!soft_mask.getKey("/S").isNameAndEquals("/Luminosity") || !form.isStream() || !is_plain)
        return std::nullopt;
    const std::vector<double> own = numbers_in(form.getDict().getKey("/Matrix"));
    const std::vector<double> box = numbers_in(form.getDict().getKey("/BBox"));
    if (box.size() != 4 || (!own.empty() && own.size() != 6) || !is_short(form)) return std::nullopt;
    OnlyShading only(form.getDict().getKey("/Resources"));
    form.parseAsContents(&only);
    const auto shading = only.shading();
    if (!shading) return std::nullopt;
    Matrix inner;
    if (!own.empty()) std::copy(own.begin(), own.end(), inner.m.begin());
    return TracedMask{*shading,
                      joined(inner, matrix),
                      {std::min(box[0], box[2]), std::min(box[1], box[3])},
                      {std::max(box[0], box[2]), std::max(box[1], box[3])}};
}

}  // namespace render
