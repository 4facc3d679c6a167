#pragma once

#include "catalogue/database/sqlite.hpp"

#include <filesystem>
#include <span>
#include <string_view>

namespace catalogue::database {

/// A database that lies beside the catalogue in the library: made (0600) when it is not there, and brought up
/// to date by the parts of its schema that it does not have yet. Parts are only ever added behind those that
/// are there. Throws CannotWork, also when a newer inbeeld made it.
Connection open_side_file(const std::filesystem::path& library, std::string_view name,
                          std::span<const char* const> parts);

}  // namespace catalogue::database
