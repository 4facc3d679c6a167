#include "render/preflight/printed_colour.hpp"

#include "render/pdf/qpdf.hpp"
#include "render/preflight/allowance.hpp"
#include "render/preflight/ink_map.hpp"
#include "render/preflight/printed_page.hpp"
#include "render/preflight/unpacked_stream.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace render {

namespace {

using Space = PrintedColour::Space;

constexpr int deepest = 4;  // an Indexed space over a Separation over an ICC profile, and one to spare

ColourSpace resolved(QPDFObjectHandle space, QPDFObjectHandle resources, int depth);

/// ISO 32000-1 annex C: a DeviceN space has 32 inks at most.
int limited(long long components) {
    return static_cast<int>(std::clamp(components, 0LL, 32LL));
}

ColourSpace space_of(Space kind, bool managed, int components) {
    ColourSpace space;
    space.space = kind;
    space.managed = managed;
    space.components = components;
    return space;
}

Space of_components(int components) {
    if (components == 1) return Space::Grey;
    return components == 3 ? Space::Rgb : Space::Cmyk;
}

ColourSpace device(const std::string& name, QPDFObjectHandle resources) {
    ColourSpace device;
    std::string by_default = "/DefaultGray";
    if (name == "/DeviceRGB" || name == "/RGB") {
        device = space_of(Space::Rgb, false, 3);
        by_default = "/DefaultRGB";
    } else if (name == "/DeviceCMYK" || name == "/CMYK") {
        device = space_of(Space::Cmyk, false, 4);
        by_default = "/DefaultCMYK";
    }
    QPDFObjectHandle spaces =
        resources.isDictionary() ? resources.getKey("/ColorSpace") : QPDFObjectHandle::newNull();
    device.managed = spaces.isDictionary() && spaces.hasKey(by_default);
    return device;
}

/// Inks of a spot colour at full strength, when its recipe ends there in CMYK.
std::vector<double> full_tint_of(QPDFObjectHandle array, QPDFObjectHandle resources, int depth) {
    const bool to_cmyk = resolved(array.getArrayItem(2), resources, depth + 1).space == Space::Cmyk;
    QPDFObjectHandle function = array.getArrayItem(3);
    if (!to_cmyk || !function.isDictionary()) return {};
    QPDFObjectHandle parts = function.getKey("/Functions");  // one after the other: the last one ends it
    if (parts.isArray() && parts.getArrayNItems() > 0)
        function = parts.getArrayItem(parts.getArrayNItems() - 1);
    if (!function.isDictionary()) return {};
    QPDFObjectHandle kind = function.getKey("/FunctionType");
    QPDFObjectHandle full = function.getKey("/C1");
    if (!kind.isInteger() || kind.getIntValue() != 2 || !full.isArray()) return {};
    std::vector<double> inks;
    for (QPDFObjectHandle value : full.getArrayAsVector()) {
        inks.push_back(value.isNumber() ? value.getNumericValue() : 0);
    }
    return inks.size() == 4 ? inks : std::vector<double>{};
}

ColourSpace spot(QPDFObjectHandle array, QPDFObjectHandle resources, int depth) {
    ColourSpace space = space_of(Space::Spot, false, 1);
    if (array.getArrayNItems() < 4) return space;
    QPDFObjectHandle name = array.getArrayItem(1);
    space.name = name.isName() ? name.getName().substr(1) : "";
    space.full_tint = full_tint_of(array, resources, depth);
    if (space.name == "All") space.space = Space::All;
    const std::array<const char*, 4> process{"Cyan", "Magenta", "Yellow", "Black"};
    const auto plate = std::find(process.begin(), process.end(), space.name);
    if (plate != process.end()) {
        space.space = Space::Cmyk;
        space.one_plate = true;
        space.full_tint.assign(4, 0);
        space.full_tint[static_cast<std::size_t>(plate - process.begin())] = 1;
    }
    return space;
}

/// A string or a stream; no more than 256 colours of 4 inks are ever needed.
std::string palette_of(QPDFObjectHandle table) {
    constexpr std::size_t most = 256 * 4;
    if (table.isString()) return table.getStringValue().substr(0, most);
    if (!table.isStream()) return "";
    Allowance allowance;
    constexpr std::size_t roomy = 65536;
    return unpacked(table, allowance, roomy).value_or("").substr(0, most);
}

ColourSpace array_space(QPDFObjectHandle array, QPDFObjectHandle resources, int depth) {
    QPDFObjectHandle kind = array.getArrayItem(0);
    const std::string name = kind.isName() ? kind.getName() : "";
    const bool has_more = array.getArrayNItems() > 1;
    if (name == "/ICCBased" && has_more && array.getArrayItem(1).isStream()) {
        QPDFObjectHandle count = array.getArrayItem(1).getDict().getKey("/N");
        const int components = count.isInteger() ? limited(count.getIntValue()) : 3;
        return space_of(of_components(components), true, components);
    }
    if (name == "/CalRGB") return space_of(Space::Rgb, true, 3);
    if (name == "/CalGray") return space_of(Space::Grey, true, 1);
    if (name == "/Lab") return space_of(Space::Lab, true, 3);
    if (name == "/Separation") return spot(array, resources, depth);
    if (name == "/DeviceN" && has_more && array.getArrayItem(1).isArray()) {
        ColourSpace space = space_of(Space::Spot, false, limited(array.getArrayItem(1).getArrayNItems()));
        space.name = "DeviceN";
        return space;
    }
    if ((name == "/Indexed" || name == "/I") && has_more) {
        ColourSpace base = resolved(array.getArrayItem(1), resources, depth + 1);
        if (array.getArrayNItems() > 3) base.palette = palette_of(array.getArrayItem(3));
        base.indexed = true;
        base.base_components = std::max(1, base.components);
        base.components = 1;
        return base;
    }
    if (name == "/Pattern") return space_of(Space::Pattern, false, 0);
    return name.starts_with("/Device") ? device(name, resources) : space_of(Space::Unknown, false, 1);
}

ColourSpace resolved(QPDFObjectHandle space, QPDFObjectHandle resources, int depth) {
    if (depth > deepest) return space_of(Space::Unknown, false, 1);
    if (space.isArray() && space.getArrayNItems() > 0) return array_space(space, resources, depth);
    if (!space.isName()) return space_of(Space::Unknown, false, 1);
    const std::string name = space.getName();
    if (name == "/Pattern") return space_of(Space::Pattern, false, 0);
    const bool is_device = name.starts_with("/Device") || name == "/G" || name == "/RGB" || name == "/CMYK";
    QPDFObjectHandle spaces =
        resources.isDictionary() ? resources.getKey("/ColorSpace") : QPDFObjectHandle::newNull();
    if (spaces.isDictionary() && spaces.hasKey(name) && !is_device) {
        return resolved(spaces.getKey(name), resources, depth + 1);
    }
    return is_device ? device(name, resources) : space_of(Space::Unknown, false, 1);
}

std::array<double, 4> inks_of_rgb(const std::vector<double>& operands, const PressColours& press) {
    std::array<std::uint8_t, 3> rgb{};
    for (std::size_t i = 0; i < rgb.size() && i < operands.size(); ++i) {
        rgb.at(i) = static_cast<std::uint8_t>(std::lround(std::clamp(operands[i], 0.0, 1.0) * 255));
    }
    const auto inks = press.inks_of({rgb}).front();
    return {inks[0] / 255.0, inks[1] / 255.0, inks[2] / 255.0, inks[3] / 255.0};
}

}  // namespace

int PrintedColour::plates() const {
    constexpr double visible = 0.005;
    return static_cast<int>(
        std::count_if(inks.begin(), inks.end(), [](double ink) { return ink > visible; }));
}

ColourSpace colour_space(QPDFObjectHandle space, QPDFObjectHandle resources) {
    return resolved(space, resources, 0);
}

PrintedColour colour_of(const ColourSpace& space, const std::vector<double>& operands,
                        const PressColours& press) {
    PrintedColour colour{space.space, space.managed, space.one_plate, space.name, {0, 0, 0, 0}, true};
    const double first = operands.empty() ? 1 : operands.front();
    const bool has_all = static_cast<int>(operands.size()) >= space.components;
    if (space.indexed || !has_all) {
        colour.measured = false;
    } else if (!space.full_tint.empty()) {
        for (std::size_t i = 0; i < 4; ++i) colour.inks.at(i) = first * space.full_tint[i];
    } else if (space.space == Space::Grey) {
        colour.inks[3] = 1 - first;
    } else if (space.space == Space::Rgb) {
        colour.inks = inks_of_rgb(operands, press);
    } else if (space.space == Space::Cmyk && operands.size() == 4) {
        std::copy_n(operands.begin(), 4, colour.inks.begin());
    } else {
        colour.measured = false;
    }
    return colour;
}

}  // namespace render
