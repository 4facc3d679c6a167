#include "catalogue/catalogue.hpp"
#include "catalogue/late_library.hpp"
#include "render/logo.hpp"
#include "render/logo_picture.hpp"
#include "render/page.hpp"
#include "render/type_fonts.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <glib-object.h>
#include <glib.h>
#include <librsvg/rsvg.h>

namespace render {

namespace {

struct Free {
    void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

constexpr std::size_t most_bytes = 16 * 1024 * 1024;  // of the same picture as PDF

/// What is used of librsvg. It is loaded for the first drawing, for its 4 MB are of no use to most commands.
struct SvgLibrary {
    decltype(&::rsvg_handle_new_from_data) new_from_data;
    decltype(&::rsvg_handle_get_intrinsic_size_in_pixels) get_size_in_pixels;
    decltype(&::rsvg_handle_get_intrinsic_dimensions) get_dimensions;
    decltype(&::rsvg_handle_render_document) render_document;
};

SvgLibrary loaded() {
    static const catalogue::LateLibrary library("librsvg-2.so.2", "librsvg2-2");
    SvgLibrary svg{};
    library.find(svg.new_from_data, "rsvg_handle_new_from_data");
    library.find(svg.get_size_in_pixels, "rsvg_handle_get_intrinsic_size_in_pixels");
    library.find(svg.get_dimensions, "rsvg_handle_get_intrinsic_dimensions");
    library.find(svg.render_document, "rsvg_handle_render_document");
    return svg;
}

const SvgLibrary& svg_library() {
    static const SvgLibrary library = loaded();
    return library;
}

[[noreturn]] void refuse(const std::string& name) {
    throw LogoRefused(LogoTrouble::NoDrawing,
                      name + ": this drawing cannot be read as SVG; ask for another file of the logo.");
}

/// Width and height in points; 100 wide for a drawing that does not say.
RsvgRectangle room_for(RsvgHandle* handle) {
    double width = 0;
    double height = 0;
    if (svg_library().get_size_in_pixels(handle, &width, &height) && width > 0 && height > 0) {
        return {0, 0, width, height};
    }
    gboolean has_width = FALSE;
    gboolean has_height = FALSE;
    gboolean has_box = FALSE;
    RsvgLength ignored{};
    RsvgRectangle box{};
    svg_library().get_dimensions(handle, &has_width, &ignored, &has_height, &ignored, &has_box, &box);
    constexpr double usual = 100;
    if (!has_box || box.width <= 0 || box.height <= 0) return {0, 0, usual, usual};
    return {0, 0, usual, usual * box.height / box.width};
}

/// From memory and without an address of its own: what it names elsewhere, in other files too, is not found.
std::unique_ptr<RsvgHandle, Free> opened(std::string_view svg, const std::string& name) {
    GError* error = nullptr;
    std::unique_ptr<RsvgHandle, Free> handle(svg_library().new_from_data(
        // NOLINTNEXTLINE(*-reinterpret-cast): GLib's own type for bytes
        reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error));
    if (error) g_error_free(error);
    if (!handle) refuse(name);
    return handle;
}

using NewSurface = decltype(&::cairo_pdf_surface_create_for_stream);

/// Drawn once more by Cairo, so many times as large, as a PDF or as another SVG.
std::string drawn(std::string_view svg, const std::string& name, NewSurface new_surface, double scale) {
    const auto handle = opened(svg, name);
    const RsvgRectangle natural = room_for(handle.get());
    const RsvgRectangle room{0, 0, natural.width * scale, natural.height * scale};
    std::string bytes;
    const auto write = [](void* closure, const unsigned char* data, unsigned length) {
        auto& written = *static_cast<std::string*>(closure);
        if (written.size() + length > most_bytes) return CAIRO_STATUS_WRITE_ERROR;
        written.append(data, data + length);
        return CAIRO_STATUS_SUCCESS;
    };
    const std::unique_ptr<cairo_surface_t, Free> surface(new_surface(write, &bytes, room.width, room.height));
    {
        const std::unique_ptr<cairo_t, Free> cairo(cairo_create(surface.get()));
        if (!svg_library().render_document(handle.get(), cairo.get(), &room, nullptr)) refuse(name);
    }
    cairo_surface_finish(surface.get());
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS)
        throw LogoRefused(LogoTrouble::TooMuch,
                          name + " draws more than a logo does; ask for a simpler one.");
    return bytes;
}

/// What stands behind one of these; empty when something else does.
std::string_view behind(std::string_view text, std::string_view marks) {
    const std::size_t at = text.find_first_not_of(" \t\r\n");
    if (at == std::string_view::npos || marks.find(text[at]) == std::string_view::npos) return {};
    return text.substr(at + 1);
}

/// The first family of every list that the drawing names, in attributes and in styles.
std::set<std::string> families_in(std::string_view svg) {
    constexpr std::size_t longest = 60;
    constexpr std::string_view property = "font-family";
    constexpr std::string_view quote = "&quot;";
    std::set<std::string> families;
    for (std::size_t at = svg.find(property); at != std::string_view::npos; at = svg.find(property, at + 1)) {
        std::string_view value = behind(svg.substr(at + property.size()), ":=");
        value.remove_prefix(std::min(value.find_first_not_of(" \t\r\n\"'"), value.size()));
        if (value.starts_with(quote)) value.remove_prefix(quote.size());
        value = value.substr(0, value.find_first_of("\"',;<>&}"));
        const std::size_t last = value.find_last_not_of(" \t\r\n");
        if (last != std::string_view::npos) families.emplace(value.substr(0, std::min(last + 1, longest)));
    }
    return families;
}

/// Letters in a typeface that is not here would be drawn in another one, which is not the logo any more.
void expect_typefaces(std::string_view svg, const std::string& name) {
    const std::set<std::string> families = families_in(svg);
    constexpr std::size_t most = 8;
    const auto is_missing = [](const std::string& family) {
        try {
            const FontShelf shelf({family, {}, {}});
            return false;
        } catch (const catalogue::CannotWork&) {
            return true;
        }
    };
    const auto missing = families.size() > most ? families.begin()
                                                : std::find_if(families.begin(), families.end(), is_missing);
    if (!families.empty() && missing == families.end()) return;
    throw LogoRefused(LogoTrouble::Letters, "The logo " + name +
                                                " holds letters in a typeface that is not installed here" +
                                                (families.empty() ? "" : " (" + *missing + ")") +
                                                ": ask for one with its letters turned into outlines.");
}

/// Its letters as outlines.
std::string outlined(std::string_view svg, const std::string& name) {
    if (svg.find("<text") == std::string_view::npos && svg.find(":text") == std::string_view::npos)
        return drawn(svg, name, cairo_pdf_surface_create_for_stream, 1);
    expect_typefaces(svg, name);
    // An SVG of Cairo's has the outlines of letters. Large, for they are kept in 64ths of its unit.
    constexpr double large = 20;
    return drawn(drawn(svg, name, cairo_svg_surface_create_for_stream, large), name,
                 cairo_pdf_surface_create_for_stream, 1);
}

constexpr std::string_view spread = "spreadMethod";

/// The same drawing, its gradients going on in their last colour instead of beginning anew.
std::string without_repeats(std::string_view svg, const std::string& name) {
    std::string plain{svg};
    for (std::size_t at = plain.find(spread); at != std::string::npos; at = plain.find(spread, at + 1)) {
        std::size_t value = at + spread.size();
        for (const std::string_view before : {"=", "\"'"}) {
            value = plain.find_first_not_of(" \t\r\n", value);
            if (value == std::string::npos || before.find(plain[value]) == std::string_view::npos)
                refuse(name);
            ++value;
        }
        const std::size_t end = plain.find_first_of("\"'", value);
        const std::string how = plain.substr(value, end - value);
        if (end == std::string::npos || (how != "pad" && how != "repeat" && how != "reflect")) refuse(name);
        plain.replace(value, end - value, "pad");
    }
    return plain;
}

/// How often a gradient would begin anew on a sheet of that size, in millimetres.
double repeats_on(const Gradient& gradient, double sheet) {
    const auto& m = gradient.to_page;
    const double across = gradient.end.x - gradient.begin.x;
    const double down = gradient.end.y - gradient.begin.y;
    const double area = std::abs(m[0] * m[3] - m[1] * m[2]);
    const double largest = std::hypot(std::hypot(m[0], m[1]), std::hypot(m[2], m[3]));
    const double narrowest = area / largest;  // no more than a unit is anywhere
    const double length =
        gradient.kind == Gradient::Kind::Line
            ? std::hypot(across, down)
            : std::abs(gradient.end.radius - gradient.begin.radius) - std::hypot(across, down);
    return sheet / std::max(length * narrowest, 1e-12);
}

/// Cairo writes down each time that a gradient begins anew: of a hair's length it would for minutes.
void expect_few_repeats(std::string_view svg, const std::string& name) {
    constexpr double most = 2000;
    if (svg.find(spread) == std::string_view::npos) return;
    const Logo plain = traced_logo(outlined(without_repeats(svg, name), name), name);
    const double sheet = std::hypot(plain.size.width.in_mm(), plain.size.height.in_mm());
    for (const Drawing& shape : plain.shapes) {
        for (const Gradient& gradient : shape.gradient) {
            if (repeats_on(gradient, sheet) <= most) continue;
            throw LogoRefused(LogoTrouble::TooMuch,
                              "The logo " + name +
                                  " holds a gradient that begins anew more often than eyes can see: "
                                  "ask for a simpler one.");
        }
    }
}

}  // namespace

std::string svg_as_pdf(std::string_view svg, const std::string& name) {
    expect_few_repeats(svg, name);
    return outlined(svg, name);
}

}  // namespace render
