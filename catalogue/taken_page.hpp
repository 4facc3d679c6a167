#pragma once

#include "catalogue/course_file/json.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace catalogue {

/// What somebody gets along, as a Dutch page to read without this program. files: photos by their name beside
/// the page.
std::string taken_page(const course_file::Json& all,
                       const std::vector<std::pair<std::string, std::filesystem::path>>& files);

}  // namespace catalogue
