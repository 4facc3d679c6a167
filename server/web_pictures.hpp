#pragma once

#include "catalogue/catalogue.hpp"
#include "server/picture_maker.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace server {

/// Sizes of a photo on the site, by its longer side.
inline constexpr int web_sizes[] = {320, 640, 960, 1280, 1920};

/// A file to send, and what it is.
struct WebFile {
    std::filesystem::path path;
    std::string type;
};

/// The best that has been made of this size for a browser that accepts these media types: AVIF, WebP or JPEG.
/// A size that has not been made yet is answered with the next larger one that has. `rendition` tells where
/// the JPEG of a size lies.
std::optional<WebFile> best_picture(const std::function<std::optional<std::filesystem::path>(int)>& rendition,
                                    int size, const std::string& accept);

/// Accept: which of them such a browser understands, as text: "avifwebp", or less.
std::string codings_accepted(std::string_view accept);

/// A few hundred bytes that look like the photo from far away, as a data: address; empty when there is none
/// yet. Made from the smallest rendition, kept beside it.
std::string blur_of(const std::filesystem::path& smallest_rendition);

/// Makes what is missing, one picture after the other: first of every photo on the site what telephones ask
/// for, then its other sizes, then the large ones for the screens.
void make_web_pictures(const catalogue::Catalogue& catalogue, catalogue::Day today, const GoesOn& goes_on);

}  // namespace server
