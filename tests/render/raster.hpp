#pragma once

#include <array>
#include <filesystem>
#include <vector>

/// Red, green, blue: 0 to 255.
using Colour = std::array<int, 3>;

/// A picture as it is seen.
struct Raster {
    int width = 0;
    int height = 0;
    std::vector<Colour> pixels;

    Colour pixel(int x, int y) const;
    /// 0 to 1 from the left and from the top.
    Colour at(double x, double y) const;

    /// The first page of a PDF, by poppler. longest_side: in pixels; poppler rounds up if it is given pixels
    /// an inch, and then all stands a pixel lower.
    static Raster of_page(const std::filesystem::path& pdf, int longest_side);
    static Raster of_png(const std::filesystem::path& png);
};
