#pragma once

#include "render/page.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace render {

/// A photo on a page with its resolution there.
struct Resolution {
    std::size_t photo = 0;  // index into Publication::photos
    std::size_t page = 0;
    double ppi = 0;
};

/// Photos that have fewer pixels per inch on paper than `fine`, each once, where it is at its worst.
std::vector<Resolution> coarse_photos(const Publication& publication, int fine);

/// Makes the folder, and those above it, where there is none. Throws CannotWork.
void make_folder(const std::filesystem::path& folder);

/// Paints every page as NAME.png, or NAME-01.png and on when there are more, into the folder, and prints the
/// files. Throws CannotWork.
void paint_previews(const Publication& publication, const std::filesystem::path& folder,
                    const std::string& name);

}  // namespace render
