#pragma once

#include "render/page.hpp"
#include "render/press/press.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace render {

/// A file that was made.
struct PressFile {
    std::filesystem::path path;
    std::size_t pages = 0;
};

/// Writes a prepared publication as the printer wants it: in one file, or cover and inside in two whose names
/// say so. target: its name, with ".pdf". Throws CannotWork.
std::vector<PressFile> write_for_press(const Publication& publication, const std::filesystem::path& target,
                                       const Press& press, const std::string& moment);

}  // namespace render
