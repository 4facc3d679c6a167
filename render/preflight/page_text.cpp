#include "render/pdf/qpdf.hpp"
#include "render/preflight/ink_canvas.hpp"
#include "render/preflight/page_reader.hpp"
#include "render/preflight/printed_page.hpp"
#include "render/preflight/shown_codes.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <utility>

// What PageReader does with text.
namespace render {

void PageReader::begin_text() {
    text_ = text_line_ = {};
}

void PageReader::set_font() {
    state_.font = name(0);
    state_.type_size = number(1);
}

void PageReader::set_text_mode() {
    state_.text_mode = static_cast<int>(std::clamp(number(0), 0.0, 7.0));
}

void PageReader::text_moved(double x, double y) {
    text_line_ = UserMatrix{1, 0, 0, 1, x, y}.then(text_line_);
    text_ = text_line_;
}

void PageReader::move_text() {
    text_moved(number(0), number(1));
}

void PageReader::move_text_and_lead() {
    leading_ = -number(1);
    move_text();
}

void PageReader::set_text_matrix() {
    text_ = text_line_ = {number(0), number(1), number(2), number(3), number(4), number(5)};
}

bool PageReader::lacks_a_letter(QPDFObjectHandle font) {
    const int object = font.isIndirect() ? font.getObjectID() : 0;
    const auto key = std::pair(object, object == 0 ? state_.font : std::string());
    auto codes = codes_.find(key);
    if (codes == codes_.end()) codes = codes_.emplace(key, ShownCodes(font, allowance_)).first;
    const auto lacks = [&](QPDFObjectHandle string) {
        return string.isString() && codes->second.lacks_one_of(string.getStringValue());
    };
    return std::any_of(operands_.begin(), operands_.end(), [&](QPDFObjectHandle operand) {
        if (!operand.isArray()) return lacks(operand);
        const auto parts = operand.getArrayAsVector();
        return std::any_of(parts.begin(), parts.end(), lacks);
    });
}

void PageReader::show_text() {
    constexpr int invisible = 3;
    constexpr int only_clips = 7;
    if (state_.text_mode == invisible || state_.text_mode == only_clips) return;
    PrintedMark text = mark(PrintedMark::Kind::Text);
    QPDFObjectHandle font = resource("/Font", state_.font);
    if (font.isDictionary()) {
        QPDFObjectHandle base = font.getKey("/BaseFont");
        const std::string called = base.isName() ? base.getName().substr(1) : state_.font.substr(1);
        page_.fonts.try_emplace({called, font.isIndirect() ? font.getObjectID() : 0}, font);
        text.lacks_letters = lacks_a_letter(font);
    }
    if (state_.text_mode == 1) {
        text.colour = state_.stroke;
        text.overprints = state_.overprints_stroke;
    }
    std::tie(text.x, text.y) = canvas_.on_page(text_.e, text_.f);
    text.size = std::abs(state_.type_size) * std::hypot(text_.c, text_.d) * canvas_.scale();
    add(std::move(text));
    ++page_.not_measured["letters"];
}

void PageReader::show_on_next_line() {
    next_line();
    show_text();
}

}  // namespace render
