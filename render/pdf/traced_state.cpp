#include "render/pdf/traced_state.hpp"

#include "render/logo_picture.hpp"
#include "render/page.hpp"
#include "render/pdf/logo_refusal.hpp"
#include "render/pdf/numbers.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/traced_mask.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace render {

bool TracedState::set_line(const std::string& name, std::vector<QPDFObjectHandle> operands,
                           const LogoRefusal& refusal) {
    const bool has_number = !operands.empty() && operands[0].isNumber();
    const double number = has_number ? refusal.usable(operands[0].getNumericValue()) : 0;
    const int choice = static_cast<int>(std::clamp(number, 0.0, 2.0));
    constexpr double longest = 1000;
    if (name == "w") {
        pen = number;
    } else if (name == "J") {
        ends = static_cast<LineEnd>(choice);
    } else if (name == "j") {
        corners = static_cast<Corner>(choice);
    } else if (name == "M") {
        mitre = std::clamp(number, 1.0, longest);
    } else if (name == "d") {
        const bool plain = operands.empty() || !operands[0].isArray() || operands[0].getArrayNItems() == 0;
        if (!plain) refusal.because(LogoTrouble::Other, "broken lines");
    } else {
        return false;
    }
    return true;
}

void TracedState::set(QPDFObjectHandle parameters, const LogoRefusal& refusal) {
    if (!parameters.isDictionary()) return;
    if (number_in(parameters, "/ca", 1) < 1 || number_in(parameters, "/CA", 1) < 1)
        refusal.because(LogoTrouble::SeeThrough, "something transparent");
    for (const auto& [key, name] : {std::pair{"/LW", "w"}, {"/LC", "J"}, {"/LJ", "j"}, {"/ML", "M"}}) {
        if (parameters.hasKey(key)) set_line(name, {parameters.getKey(key)}, refusal);
    }
    QPDFObjectHandle dashes = parameters.getKey("/D");
    if (dashes.isArray()) set_line("d", dashes.getArrayAsVector(), refusal);
    QPDFObjectHandle blend = parameters.getKey("/BM");
    if (blend.isArray() && blend.getArrayNItems() > 0) blend = blend.getArrayItem(0);
    if (blend.isName() && blend.getName() != "/Normal" && blend.getName() != "/Compatible")
        refusal.because(LogoTrouble::SeeThrough, "colours that blend with those below them");
    QPDFObjectHandle soft = parameters.getKey("/SMask");
    if (soft.isNull()) return;
    mask = soft.isDictionary() ? traced_mask(soft, matrix) : std::nullopt;
    if (soft.isDictionary() && !mask) refusal.because(LogoTrouble::SeeThrough, "something transparent");
}

}  // namespace render
