#pragma once

#include <filesystem>
#include <string>

namespace server {

/// All bytes of a file. Throws catalogue::CannotWork when it cannot be read.
std::string whole_file(const std::filesystem::path& path);

}  // namespace server
