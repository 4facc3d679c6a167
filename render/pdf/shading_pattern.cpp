#include "render/pdf/shading_pattern.hpp"

#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/content.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/pdf/traced_path.hpp"

#include <cstddef>
#include <string>

#include <fmt/format.h>

namespace render {

namespace {

std::string colour_of(const Gradient::Stop& stop, Content::Inks inks) {
    const auto& [at, ink, shown] = stop;
    if (inks == Content::Inks::Process) {
        return fmt::format("[{:.2f} {:.2f} {:.2f} {:.2f}]", ink.cyan / 100.0, ink.magenta / 100.0,
                           ink.yellow / 100.0, ink.black / 100.0);
    }
    return fmt::format("[{:.4f} {:.4f} {:.4f}]", shown.red, shown.green, shown.blue);
}

/// From each stop to the next, straight (§7.10.3 and .4). Where two stand at one place the colour jumps.
std::string function_of(const Gradient& gradient, Content::Inks inks) {
    std::string functions;
    std::string bounds;
    std::string encode;
    for (std::size_t i = 0; i + 1 < gradient.stops.size(); ++i) {
        const Gradient::Stop& from = gradient.stops[i];
        const Gradient::Stop& to = gradient.stops[i + 1];
        if (to.at <= from.at) continue;
        if (!functions.empty()) bounds += fmt::format("{:.6f} ", from.at);
        functions += fmt::format("<</FunctionType 2 /Domain [0 1] /C0 {} /C1 {} /N 1>> ",
                                 colour_of(from, inks), colour_of(to, inks));
        encode += "0 1 ";
    }
    return fmt::format("<</FunctionType 3 /Domain [0 1] /Functions [{}] /Bounds [{}] /Encode [{}]>>",
                       functions, bounds, encode);
}

std::string coordinates_of(const Gradient& gradient) {
    const auto of = [&](const Gradient::End& end) {
        return gradient.kind == Gradient::Kind::Line
                   ? fmt::format("{:.6f} {:.6f} ", end.x, end.y)
                   : fmt::format("{:.6f} {:.6f} {:.6f} ", end.x, end.y, end.radius);
    };
    return of(gradient.begin) + of(gradient.end);
}

std::string matrix_of(const Gradient& gradient, const SheetGeometry& geometry) {
    constexpr double points = 72 / 25.4;  // a millimetre
    const Matrix to_sheet{{points, 0, 0, -points, geometry.x(Length{}), geometry.y(Length{})}};
    std::string matrix;
    for (const double number : joined({gradient.to_page}, to_sheet).m) {
        matrix += fmt::format("{:.6f} ", number);
    }
    return matrix;
}

}  // namespace

QPDFObjectHandle shading_pattern(const Gradient& gradient, const SheetGeometry& geometry,
                                 Content::Inks inks) {
    const auto goes_on = [](Gradient::Outside outside) { return outside == Gradient::Outside::Same; };
    const std::string shading =
        fmt::format("<</ShadingType {} /ColorSpace /{} /Coords [{}] /Extend [{} {}] /Function {}>>",
                    gradient.kind == Gradient::Kind::Line ? 2 : 3,
                    inks == Content::Inks::Process ? "DeviceCMYK" : "DeviceRGB", coordinates_of(gradient),
                    goes_on(gradient.before), goes_on(gradient.behind), function_of(gradient, inks));
    return QPDFObjectHandle::parse(fmt::format("<</Type /Pattern /PatternType 2 /Matrix [{}] /Shading {}>>",
                                               matrix_of(gradient, geometry), shading));
}

}  // namespace render
