#include "server/whole_file.hpp"

#include "catalogue/catalogue.hpp"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <string>

#include <fmt/core.h>

namespace server {

std::string whole_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    std::string bytes;
    if (file) {
        bytes.resize(static_cast<std::size_t>(file.tellg()));
        file.seekg(0);
        file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
    if (!file) throw catalogue::CannotWork(fmt::format("{} cannot be read.", path.string()));
    return bytes;
}

}  // namespace server
