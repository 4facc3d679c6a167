#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace catalogue {

/// SHA-256 (FIPS 180-4) in lower-case hexadecimal.
std::string sha256_of(std::string_view bytes);

/// The same of a file, read in pieces. Throws CannotWork when it cannot be read.
std::string sha256_of_file(const std::filesystem::path& path);

}  // namespace catalogue
