#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace catalogue {

/// A ZIP file (PKWARE APPNOTE 6.3): texts compressed, files as they are.
struct ZipContents {
    std::vector<std::pair<std::string, std::string>> texts;            // name, bytes
    std::vector<std::pair<std::string, std::filesystem::path>> files;  // name, where it lies
    std::string moment;                                                // ISO 8601 local date-time
};

/// Writes it for the owner alone, beside its place first: whole or not at all. Throws CannotWork.
void write_zip(const std::filesystem::path& path, const ZipContents& contents);

}  // namespace catalogue
