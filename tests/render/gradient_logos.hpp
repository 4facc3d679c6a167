#pragma once

#include "render/length.hpp"
#include "render/logo.hpp"
#include "render/page.hpp"
#include "tests/render/a_pdf.hpp"

#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

/// Logos to try gradients on.
namespace gradient_logos {

using namespace render;

/// 100 by 100, within a frame of white so that a logo is as large as its drawing.
inline std::string svg_with(const std::string& inside) {
    return "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='100' "
           "height='100'><rect width='100' height='100' fill='#fff'/>" +
           inside + "</svg>";
}

/// A page of 100 by 100 with a shading /Sh and the same as a pattern /P.
inline std::string pdf_with(const std::string& shading, const std::string& contents,
                            const std::vector<std::string>& more = {}) {
    return render_tests::a_pdf(
        {{{fmt::format("/MediaBox [0 0 100 100] /Resources <</Shading <</Sh {0}>> /Pattern <</P "
                       "<</PatternType 2 /Shading {0}>>>>>>",
                       shading),
           contents}},
         "",
         "",
         more});
}

inline std::string along(const std::string& function, const std::string& more = "/Extend [true true]") {
    return "<</ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 100 0] /Function " + function + more + ">>";
}

inline const std::string black_to_white = "<</FunctionType 2 /Domain [0 1] /C0 [0] /C1 [1] /N 1>>";

/// A logo alone on a page of its own size.
inline Publication page_of(const Logo& logo) {
    Page wide{{100_mm, 100_mm}, {}, {}, {}, {}};
    REQUIRE(add_logos(wide, {logo}, {{}, {100_mm, 100_mm}}));
    const Size size = std::get<Drawing>(wide.items.front()).box.size;
    Publication paper;
    paper.pages.push_back({size, {}, {}, {}, {}});
    add_logos(paper.pages.front(), {logo}, {{}, size});
    return paper;
}

}  // namespace gradient_logos
