#pragma once

#include "render/page.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace render {

/// Pixels per inch of paper.
struct Ppi {
    int value = 100;

    friend constexpr auto operator<=>(Ppi, Ppi) = default;
};

/// Paints one page as PNG, with its bleed and marks, as a preview: it reads the same values as the PDF and
/// decides nothing. Inks are shown nearly; colour profiles of photos are left aside. The file is whole or
/// absent. Throws CannotWork when a master or font cannot be read or the file cannot be written.
void paint_png(const Publication& publication, std::size_t page, Ppi ppi,
               const std::filesystem::path& target);

/// The same page without its bleed and marks, as it will lie in the hand, as JPEG.
std::string paint_trimmed_jpeg(const Publication& publication, std::size_t page, Ppi ppi);
/// The same as PNG, for what is drawn and not photographed.
std::string paint_trimmed_png(const Publication& publication, std::size_t page, Ppi ppi);

}  // namespace render
