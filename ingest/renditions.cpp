#include "ingest/renditions.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/files.hpp"
#include "ingest/jpeg_decode.hpp"
#include "ingest/masters.hpp"
#include "ingest/pictures.hpp"
#include "ingest/sanitise.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <vector>

#include <fmt/core.h>

namespace ingest {

namespace {

bool all_there(const catalogue::Catalogue& catalogue, const catalogue::PictureId& picture) {
    return std::all_of(rendition_sizes.begin(), rendition_sizes.end(), [&](int size) {
        return std::filesystem::exists(catalogue.rendition_path(picture, size));
    });
}

}  // namespace

std::vector<Rendition> renditions_of(const CleanPicture& picture) {
    const PictureColours colours = {picture.notes.orientation, picture.colour_profile};
    try {
        if (picture.planes) return make_renditions(*picture.planes, picture.notes.orientation);
        if (picture.pixels) return make_renditions(*picture.pixels, colours);
        return make_renditions(decode_four_colours(picture.jpeg), {picture.notes.orientation, {}});
    } catch (const PictureUnreadable&) {
        return {};
    }
}

void store_renditions(const catalogue::Catalogue& catalogue, const catalogue::PictureId& picture,
                      const std::vector<Rendition>& renditions) {
    for (const Rendition& rendition : renditions) {
        store_derived({catalogue.rendition_path(picture, rendition.size), rendition.jpeg},
                      catalogue.unfinished_folder());
    }
}

RenditionsReport make_missing_renditions(const catalogue::Catalogue& catalogue) {
    RenditionsReport report;
    for (const catalogue::Holding& holding : catalogue.holdings()) {
        const catalogue::Picture& picture = holding.picture;
        if (holding.unseen || all_there(catalogue, picture.id)) continue;
        std::vector<Rendition> renditions;
        try {
            const Sanitised master = sanitise(read_file(picture.master), "master.jpg", pixels_for_renditions);
            if (master.picture) renditions = renditions_of(*master.picture);
        } catch (const FileUnreadable&) {
            renditions.clear();
        }
        const catalogue::Turn turn = catalogue.take_turn();
        if (!catalogue.has_picture(picture.id)) continue;  // taken out meanwhile
        store_renditions(catalogue, picture.id, renditions);
        ++report.made;
        if (!renditions.empty()) continue;
        --report.made;
        report.refused.push_back(fmt::format(
            "{} cannot be read, so that there is nothing to show of it; bring it back from a backup.",
            picture.master.string()));
    }
    return report;
}

}  // namespace ingest
