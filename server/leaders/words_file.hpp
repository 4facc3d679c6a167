#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace server::leaders {

/// The words of the pages in one language: {"people.title": "Mensen", ...}. Throws catalogue::CannotWork.
std::map<std::string, std::string> read_words(const std::filesystem::path& file);

/// Every template that must be there.
std::vector<std::string> page_names();

}  // namespace server::leaders
