#include "raster.hpp"

#include "pages_for_tests.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <string>

#include <cairo.h>

Colour Raster::pixel(int x, int y) const {
    return pixels.at(static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                     static_cast<std::size_t>(x));
}

Colour Raster::at(double x, double y) const {
    return pixel(static_cast<int>(x * width), static_cast<int>(y * height));
}

Raster Raster::of_page(const std::filesystem::path& pdf, int longest_side) {
    const std::string ppm =
        output_of("pdftoppm -f 1 -l 1 -scale-to " + std::to_string(longest_side) + " " + pdf.string());
    std::istringstream stream(ppm);
    std::string magic;
    int most = 0;
    Raster raster;
    stream >> magic >> raster.width >> raster.height >> most;
    stream.get();
    for (auto i = static_cast<std::size_t>(stream.tellg()); i + 2 < ppm.size(); i += 3) {
        const auto value = [&](std::size_t at) {
            return static_cast<int>(static_cast<unsigned char>(ppm[at]));
        };
        raster.pixels.push_back({value(i), value(i + 1), value(i + 2)});
    }
    return raster;
}

Raster Raster::of_png(const std::filesystem::path& png) {
    cairo_surface_t* surface = cairo_image_surface_create_from_png(png.c_str());
    Raster raster;
    raster.width = cairo_image_surface_get_width(surface);
    raster.height = cairo_image_surface_get_height(surface);
    const unsigned char* row = cairo_image_surface_get_data(surface);
    for (int y = 0; y < raster.height; ++y, row += cairo_image_surface_get_stride(surface)) {
        for (int x = 0; x < raster.width; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, row + 4 * x, sizeof pixel);
            raster.pixels.push_back({static_cast<int>(pixel >> 16 & 0xFF),
                                     static_cast<int>(pixel >> 8 & 0xFF), static_cast<int>(pixel & 0xFF)});
        }
    }
    cairo_surface_destroy(surface);
    return raster;
}
