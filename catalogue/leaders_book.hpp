#pragma once

#include "catalogue/database/sqlite.hpp"

#include <filesystem>

namespace catalogue {

/// The file `library`/leaders.db, made and brought up to date where needed. Throws CannotWork.
database::Connection open_leaders_book(const std::filesystem::path& library);

}  // namespace catalogue
