#pragma once

#include "catalogue/catalogue.hpp"

#include <filesystem>
#include <string_view>

namespace ingest {

/// Which version of which photo.
struct VersionName {
    catalogue::PhotoId photo;
    catalogue::VersionId version;
};

/// Takes in the picture of another version of a photo: sanitised, stored and recorded like a photo from a
/// card. Throws catalogue::CannotWork when the file is not a whole picture or the course has no such version.
void add_version_picture(catalogue::Catalogue& catalogue, const VersionName& name,
                         const std::filesystem::path& file, catalogue::Day today);

/// The same with a picture that was made here. Throws likewise when the very same picture is in already.
void add_made_version(catalogue::Catalogue& catalogue, const VersionName& name, std::string_view jpeg,
                      catalogue::Day today);

}  // namespace ingest
