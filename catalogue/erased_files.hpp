#pragma once

#include "catalogue/database/sqlite.hpp"
#include "catalogue/erased_records.hpp"
#include "catalogue/identifiers.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace catalogue {

/// Overwrites and takes away the masters and screen sizes of these pictures, and the site's booklets, which
/// are made again.
void destroy_pictures(const std::filesystem::path& library, const std::vector<PictureId>& pictures);

/// A card's folders and files may have been named after somebody, in any way: such a list of a reading goes.
void destroy_manifests(const std::filesystem::path& library, const std::vector<std::string>& names);

/// The made files that nobody has printed yet, where they still lie as they were made.
void destroy_unprinted(const std::vector<ForgottenOutput>& outputs);

/// Every byte that was free is written anew, and the log in which it stood is emptied. Throws CannotWork when
/// another program still reads the library.
void leave_no_byte(database::Connection& connection);

}  // namespace catalogue
