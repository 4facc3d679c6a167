#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

/// The plates of a page as a press would get them, by Ghostscript with overprint: 0 to 255 of ink.
struct Separations {
    int width = 0;
    int height = 0;
    std::vector<std::array<int, 4>> inks;  // cyan, magenta, yellow, black

    /// 0 to 1 from the left and from the top of the sheet.
    std::array<int, 4> at(double x, double y) const;
    /// Of the pixel with most, in percent.
    int most_ink() const;

    static Separations of_page(const std::filesystem::path& pdf, int page, int ppi);
};
