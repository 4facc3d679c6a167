#include "render/logo_picture.hpp"

#include "render/length.hpp"
#include "render/logo.hpp"
#include "render/page.hpp"
#include "render/painter.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace render {

namespace {

constexpr Ppi on_screen{200};
constexpr Length margin = 2_mm;

}  // namespace

std::string logo_picture(std::string_view bytes) {
    const Logo logo = logo_from(bytes, "logo");
    Page wide{{400_mm, 400_mm}, {}, {}, {}, {}};
    if (!add_logos(wide, {logo}, {{margin, margin}, {390_mm, 390_mm}}))
        throw LogoRefused(LogoTrouble::Other, "The logo is too long and narrow to stand on a page.");
    const Size size = std::get<Drawing>(wide.items.front()).box.size;
    Page page{{size.width + margin * 2, size.height + margin * 2}, {}, {}, {}, {}};
    add_logos(page, {logo}, {{margin, margin}, size});
    Publication paper;
    paper.pages.push_back(std::move(page));
    return paint_trimmed_png(paper, 0, on_screen);
}

}  // namespace render
