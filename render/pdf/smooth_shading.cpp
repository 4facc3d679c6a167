#include "render/pdf/smooth_shading.hpp"

#include "render/pdf/function.hpp"
#include "render/pdf/numbers.hpp"
#include "render/pdf/qpdf.hpp"

#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

namespace render {

namespace {

bool is_true(QPDFObjectHandle array, int number) {
    if (!array.isArray() || array.getArrayNItems() <= number) return false;
    QPDFObjectHandle value = array.getArrayItem(number);
    return value.isBool() && value.getBoolValue();
}

}  // namespace

bool SmoothShading::is_empty() const {
    return begin.x == end.x && begin.y == end.y && begin.radius == end.radius;
}

std::variant<SmoothShading, FunctionTrouble> read_shading(QPDFObjectHandle shading) {
    constexpr int along_a_line = 2;
    constexpr int between_circles = 3;
    constexpr int last_type = 7;
    if (shading.isStream()) shading = shading.getDict();
    if (!shading.isDictionary()) return FunctionTrouble::Damaged;
    const double type = number_in(shading, "/ShadingType", 0);
    if (type != along_a_line && type != between_circles)
        return type >= 1 && type <= last_type ? FunctionTrouble::Rare : FunctionTrouble::Damaged;
    if (shading.hasKey("/Background") || shading.hasKey("/BBox")) return FunctionTrouble::Rare;
    const std::vector<double> at = numbers_in(shading.getKey("/Coords"));
    const bool has_circles = type == between_circles;
    const std::size_t wanted = has_circles ? 6 : 4;
    if (at.size() != wanted || (has_circles && (at[2] < 0 || at[5] < 0))) return FunctionTrouble::Damaged;
    auto colours = PdfFunction::read(shading.getKey("/Function"));
    if (const auto* trouble = std::get_if<FunctionTrouble>(&colours)) return *trouble;
    std::vector<double> domain = numbers_in(shading.getKey("/Domain"));
    if (domain.empty()) domain = {0, 1};
    if (domain.size() != 2 || !(domain[0] < domain[1])) return FunctionTrouble::Damaged;
    SmoothShading read{
        has_circles,
        {at[0], at[1], has_circles ? at[2] : 0},
        has_circles ? SmoothShading::End{at[3], at[4], at[5]} : SmoothShading::End{at[2], at[3], 0},
        {domain[0], domain[1]},
        is_true(shading.getKey("/Extend"), 0),
        is_true(shading.getKey("/Extend"), 1),
        std::get<PdfFunction>(std::move(colours)),
        shading.getKey("/ColorSpace")};
    return read;
}

}  // namespace render
