#include "catalogue/catalogue.hpp"
#include "render/logo.hpp"

#include <filesystem>
#include <memory>
#include <string>

#include <cairo-pdf.h>
#include <cairo.h>
#include <librsvg/rsvg.h>

namespace render {

namespace {

struct Free {
    void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

[[noreturn]] void refuse(const std::filesystem::path& file) {
    throw catalogue::CannotWork(file.string() +
                                ": this drawing cannot be read as SVG; ask for another file of the logo.");
}

/// Width and height in points; 100 wide for a drawing that does not say.
RsvgRectangle room_for(RsvgHandle* handle) {
    double width = 0;
    double height = 0;
    if (rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height) && width > 0 && height > 0) {
        return {0, 0, width, height};
    }
    gboolean has_width = FALSE;
    gboolean has_height = FALSE;
    gboolean has_box = FALSE;
    RsvgLength ignored{};
    RsvgRectangle box{};
    rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &ignored, &has_height, &ignored, &has_box, &box);
    constexpr double usual = 100;
    if (!has_box || box.width <= 0 || box.height <= 0) return {0, 0, usual, usual};
    return {0, 0, usual, usual * box.height / box.width};
}

}  // namespace

std::string svg_as_pdf(const std::filesystem::path& file) {
    GError* error = nullptr;
    const std::unique_ptr<RsvgHandle, Free> handle(rsvg_handle_new_from_file(file.c_str(), &error));
    if (error) g_error_free(error);
    if (!handle) refuse(file);
    const RsvgRectangle room = room_for(handle.get());
    std::string bytes;
    const auto write = [](void* closure, const unsigned char* data, unsigned length) {
        static_cast<std::string*>(closure)->append(data, data + length);
        return CAIRO_STATUS_SUCCESS;
    };
    const std::unique_ptr<cairo_surface_t, Free> surface(
        cairo_pdf_surface_create_for_stream(write, &bytes, room.width, room.height));
    {
        const std::unique_ptr<cairo_t, Free> cairo(cairo_create(surface.get()));
        if (!rsvg_handle_render_document(handle.get(), cairo.get(), &room, nullptr)) refuse(file);
    }
    cairo_surface_finish(surface.get());
    return bytes;
}

}  // namespace render
