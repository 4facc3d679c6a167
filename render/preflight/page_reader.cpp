#include "render/preflight/page_reader.hpp"

#include "render/pdf/qpdf.hpp"
#include "render/preflight/allowance.hpp"
#include "render/preflight/ink_canvas.hpp"
#include "render/preflight/printed_colour.hpp"
#include "render/preflight/printed_page.hpp"
#include "render/preflight/unpacked_stream.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace render {

class PageReader::Callbacks : public QPDFObjectHandle::ParserCallbacks {
 public:
    explicit Callbacks(PageReader& reader) : reader_(reader) {}

    void handleObject(QPDFObjectHandle object, std::size_t /*offset*/, std::size_t /*length*/) override {
        if (object.isOperator()) {
            reader_.allowance_.pay_operator();
            reader_.operate(object.getOperatorValue());
            reader_.operands_.clear();
        } else if (object.isInlineImage()) {
            reader_.paint_inline_image(object.getInlineImageValue());
        } else if (reader_.operands_.size() < most_operands) {
            reader_.operands_.push_back(object);
        }
    }
    void handleEOF() override {}

 private:
    static constexpr std::size_t most_operands = 40;
    PageReader& reader_;
};

void PageReader::read(QPDFObjectHandle contents, const QPDFObjectHandle& resources) {
    const auto operators = operators_of(contents);
    if (!operators) {
        page_.unreadable = true;
        return;
    }
    const QPDFObjectHandle outer = std::exchange(resources_, resources);
    const std::size_t open = saved_.size();
    const UserMatrix outer_base = std::exchange(base_, canvas_.matrix());
    Operands outer_operands = std::exchange(operands_, {});
    Callbacks callbacks(*this);
    QPDFObjectHandle(*operators).parseAsContents(&callbacks);
    while (saved_.size() > open) restore();
    operands_ = std::move(outer_operands);
    base_ = outer_base;
    resources_ = outer;
}

std::optional<QPDFObjectHandle> PageReader::operators_of(QPDFObjectHandle contents) {
    constexpr std::size_t largest = 256'000'000;
    const auto known = forms_.find(contents.getObjectID());
    if (known != forms_.end()) return known->second;
    const auto operators = unpacked(contents, allowance_, largest);
    if (!operators) return std::nullopt;
    return forms_
        .emplace(contents.getObjectID(), QPDFObjectHandle::newStream(contents.getOwningQPDF(), *operators))
        .first->second;
}

void PageReader::operate(const std::string& name) {
    static const std::map<std::string, Handler> handlers{
        {"q", &PageReader::save},
        {"Q", &PageReader::restore},
        {"cm", &PageReader::transform},
        {"w", &PageReader::set_width},
        {"gs", &PageReader::set_parameters},
        {"m", &PageReader::move},
        {"l", &PageReader::line},
        {"c", &PageReader::curve},
        {"v", &PageReader::curve_from_here},
        {"y", &PageReader::curve_to_control},
        {"h", &PageReader::close},
        {"re", &PageReader::rectangle},
        {"S", &PageReader::stroke},
        {"s", &PageReader::close_stroke},
        {"f", &PageReader::fill},
        {"F", &PageReader::fill},
        {"f*", &PageReader::fill_even_odd},
        {"B", &PageReader::fill_stroke},
        {"B*", &PageReader::fill_stroke_even_odd},
        {"b", &PageReader::close_fill_stroke},
        {"b*", &PageReader::close_fill_stroke_even_odd},
        {"n", &PageReader::end_path},
        {"W", &PageReader::clip},
        {"W*", &PageReader::clip_even_odd},
        {"BT", &PageReader::begin_text},
        {"Tf", &PageReader::set_font},
        {"Tr", &PageReader::set_text_mode},
        {"Td", &PageReader::move_text},
        {"TD", &PageReader::move_text_and_lead},
        {"T*", &PageReader::next_line},
        {"TL", &PageReader::set_leading},
        {"Tm", &PageReader::set_text_matrix},
        {"Tj", &PageReader::show_text},
        {"TJ", &PageReader::show_text},
        {"'", &PageReader::show_on_next_line},
        {"\"", &PageReader::show_on_next_line},
        {"Do", &PageReader::paint_object},
        {"ID", &PageReader::begin_inline_image},
        {"sh", &PageReader::shade},
    };
    if (is_colour_operator(name)) return;
    const auto handler = handlers.find(name);
    if (handler != handlers.end()) (this->*handler->second)();
}

bool PageReader::is_colour_operator(const std::string& operation) {
    static const std::map<std::string, std::pair<const char*, bool>> devices{
        {"g", {"/DeviceGray", true}},  {"G", {"/DeviceGray", false}}, {"rg", {"/DeviceRGB", true}},
        {"RG", {"/DeviceRGB", false}}, {"k", {"/DeviceCMYK", true}},  {"K", {"/DeviceCMYK", false}}};
    const auto device = devices.find(operation);
    const bool fills = device != devices.end() ? device->second.second
                                               : operation == "cs" || operation == "sc" || operation == "scn";
    ColourSpace& space = fills ? state_.fill_space : state_.stroke_space;
    PrintedColour& colour = fills ? state_.fill : state_.stroke;
    if (device != devices.end()) {
        space = colour_space(QPDFObjectHandle::newName(device->second.first), resources_);
        colour = colour_of(space, numbers(), press_);
        return true;
    }
    if (operation == "cs" || operation == "CS") {
        space = colour_space(operands_.empty() ? QPDFObjectHandle::newNull() : operands_.front(), resources_);
        // Black, or full strength, until a colour is set (ISO 32000-1 table 74).
        std::vector<double> first(static_cast<std::size_t>(std::max(0, space.components)), 0);
        if (space.space == PrintedColour::Space::Cmyk && first.size() == 4) first.back() = 1;
        if (space.space == PrintedColour::Space::Spot) std::fill(first.begin(), first.end(), 1);
        colour = colour_of(space, first, press_);
        return true;
    }
    if (operation != "sc" && operation != "scn" && operation != "SC" && operation != "SCN") return false;
    colour = colour_of(space, numbers(), press_);
    if (space.space == PrintedColour::Space::Pattern) set_pattern(fills);
    return true;
}

std::vector<double> PageReader::numbers() const {
    std::vector<double> numbers;
    for (const QPDFObjectHandle& operand : operands_) {
        QPDFObjectHandle value = operand;
        if (value.isNumber()) numbers.push_back(value.getNumericValue());
    }
    return numbers;
}

QPDFObjectHandle PageReader::resource(const std::string& kind, const std::string& wanted) const {
    QPDFObjectHandle resources = resources_;
    if (!resources.isDictionary()) return QPDFObjectHandle::newNull();
    QPDFObjectHandle all = resources.getKey(kind);
    return all.isDictionary() ? all.getKey(wanted) : QPDFObjectHandle::newNull();
}

void PageReader::save() {
    constexpr std::size_t deepest = 5000;  // honest files keep below 100
    if (saved_.size() >= deepest) throw Allowance::Spent();
    saved_.push_back(state_);
    canvas_.save();
}

void PageReader::restore() {
    if (saved_.empty()) return;
    state_ = saved_.back();
    saved_.pop_back();
    canvas_.restore();
}

void PageReader::set_parameters() {
    QPDFObjectHandle parameters = resource("/ExtGState", name(0));
    if (!parameters.isDictionary()) return;
    const auto is_true = [&](const char* key, bool otherwise) {
        QPDFObjectHandle value = parameters.getKey(key);
        return value.isBool() ? value.getBoolValue() : otherwise;
    };
    const auto real = [&](const char* key, double otherwise) {
        QPDFObjectHandle value = parameters.getKey(key);
        return value.isNumber() ? value.getNumericValue() : otherwise;
    };
    state_.overprints_stroke = is_true("/OP", state_.overprints_stroke);
    // Without op, OP speaks for both (ISO 32000-1 table 58).
    const bool for_both = parameters.hasKey("/OP") && !parameters.hasKey("/op");
    state_.overprints_fill = for_both ? state_.overprints_stroke : is_true("/op", state_.overprints_fill);
    state_.overprint_mode = real("/OPM", state_.overprint_mode) == 1 ? 1 : 0;
    state_.line_width = real("/LW", state_.line_width);
    state_.fill_alpha = real("/ca", state_.fill_alpha);
    state_.stroke_alpha = real("/CA", state_.stroke_alpha);
    QPDFObjectHandle blend = parameters.getKey("/BM");
    if (blend.isArray() && blend.getArrayNItems() > 0) blend = blend.getArrayItem(0);
    if (!blend.isNull()) {
        state_.blends = !blend.isNameAndEquals("/Normal") && !blend.isNameAndEquals("/Compatible");
    }
    QPDFObjectHandle mask = parameters.getKey("/SMask");
    if (!mask.isNull()) state_.masked = mask.isDictionary();
    for (const char* control : {"/TR", "/TR2", "/HT", "/BG", "/BG2", "/UCR", "/UCR2"}) {
        QPDFObjectHandle value = parameters.getKey(control);
        if (value.isNull() || value.isNameAndEquals("/Default")) continue;
        page_.sets_press_controls = true;
    }
}

}  // namespace render
