#pragma once

#include "catalogue/catalogue.hpp"
#include "ingest/pictures.hpp"
#include "ingest/sanitise.hpp"

#include <string>
#include <vector>

namespace ingest {

/// As many pixels as the largest rendition needs.
inline constexpr PixelsWanted pixels_for_renditions = {rendition_sizes.back(), PixelForm::Planes};

/// What is enough to find out whether it is a start photo.
inline constexpr PixelsWanted light_for_start_card = {rendition_sizes.back(), PixelForm::Light};

/// The renditions of a picture that came in with its pixels. Empty when they cannot be made.
std::vector<Rendition> renditions_of(const CleanPicture& picture);

/// Puts them where the catalogue looks for them.
void store_renditions(const catalogue::Catalogue& catalogue, const catalogue::PictureId& picture,
                      const std::vector<Rendition>& renditions);

struct RenditionsReport {
    int made = 0;                      // pictures for which at least one was missing
    std::vector<std::string> refused;  // one sentence for every master that gave none
};

/// Makes the renditions that are missing, from the masters. Throws catalogue::CannotWork.
RenditionsReport make_missing_renditions(const catalogue::Catalogue& catalogue);

}  // namespace ingest
