#include "render/preview.hpp"

#include "catalogue/catalogue.hpp"
#include "render/page.hpp"
#include "render/painter.hpp"
#include "render/shown.hpp"

#include <cmath>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <system_error>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace render {

std::vector<Resolution> coarse_photos(const Publication& publication, int fine) {
    std::map<std::size_t, Resolution> worst;
    for (std::size_t page = 0; page < publication.pages.size(); ++page) {
        for (const Item& item : publication.pages[page].items) {
            const auto* placed = std::get_if<PlacedPhoto>(&item);
            if (!placed) continue;
            const double ppi = pixels_per_inch(publication.photos[placed->photo], placed->frame);
            const auto [entry, is_new] =
                worst.try_emplace(placed->photo, Resolution{placed->photo, page, ppi});
            if (!is_new && ppi < entry->second.ppi) entry->second = {placed->photo, page, ppi};
        }
    }
    std::vector<Resolution> coarse;
    for (const auto& [photo, resolution] : worst) {
        if (resolution.ppi >= fine) continue;
        // Told in whole numbers: 199.7 is not the 200 that would be fine. Edges are rounded to 1/360 mm.
        coarse.push_back({resolution.photo, resolution.page, std::floor(resolution.ppi + 0.01)});
    }
    return coarse;
}

void make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error && std::filesystem::is_directory(folder)) return;
    throw catalogue::CannotWork(
        fmt::format("{}: this folder cannot be made ({}); name one that you may write in.", folder.string(),
                    error ? error.message() : "a file is in its place"));
}

void paint_previews(const Publication& publication, const std::filesystem::path& folder,
                    const std::string& name) {
    make_folder(folder);
    for (std::size_t page = 0; page < publication.pages.size(); ++page) {
        const bool single = publication.pages.size() == 1;
        const auto file = folder / (single ? name + ".png" : fmt::format("{}-{:02}.png", name, page + 1));
        paint_png(publication, page, Ppi{100}, file);
        fmt::print("{}\n", file.string());
    }
}

}  // namespace render
