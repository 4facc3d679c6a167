#include "catalogue/late_library.hpp"
#include "render/logo.hpp"
#include "render/logo_picture.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include <cairo-pdf.h>
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

}  // namespace

// From memory and without an address of its own: what it names elsewhere, in other files too, is not found.
std::string svg_as_pdf(std::string_view svg, const std::string& name) {
    GError* error = nullptr;
    const std::unique_ptr<RsvgHandle, Free> handle(svg_library().new_from_data(
        // NOLINTNEXTLINE(*-reinterpret-cast): GLib's own type for bytes
        reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error));
    if (error) g_error_free(error);
    if (!handle) refuse(name);
    const RsvgRectangle room = room_for(handle.get());
    std::string bytes;
    const auto write = [](void* closure, const unsigned char* data, unsigned length) {
        auto& written = *static_cast<std::string*>(closure);
        if (written.size() + length > most_bytes) return CAIRO_STATUS_WRITE_ERROR;
        written.append(data, data + length);
        return CAIRO_STATUS_SUCCESS;
    };
    const std::unique_ptr<cairo_surface_t, Free> surface(
        cairo_pdf_surface_create_for_stream(write, &bytes, room.width, room.height));
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

}  // namespace render
