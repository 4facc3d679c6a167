#pragma once

#include <filesystem>
#include <set>
#include <string>

/// What a camera with so many pixels an inch reads of a page, in alphabetical order. page: from 1.
std::set<std::string> codes_on(const std::filesystem::path& file, int page, int dpi);
