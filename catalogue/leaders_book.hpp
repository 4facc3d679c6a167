#pragma once

#include "catalogue/database/sqlite.hpp"

#include <filesystem>

namespace catalogue {

/// The file `library`/leaders.db, made and brought up to date where needed. Throws CannotWork.
database::Connection open_leaders_book(const std::filesystem::path& library);

/// Somebody is erased: what jobs said may name them, and what was made for one person alone may be theirs.
/// All of that goes; it can be asked for again. Nothing happens where there are no leaders' pages.
void forget_work(const std::filesystem::path& library);

}  // namespace catalogue
