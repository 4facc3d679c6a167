#pragma once

#include "render/page.hpp"
#include "render/preflight/preflight.hpp"
#include "render/press/press.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace render {

struct PressFile {
    std::filesystem::path path;
    std::size_t pages = 0;
    PreflightReport report;
    std::string sha256;  // as write_pdf() knows it
};

/// Writes a prepared publication as the printer wants it: in one file, or cover and inside in two whose names
/// say so. Each is looked at by preflight(). They get their names only when it finds no error in any of them;
/// else none is made, and what lay there before stays. target: the name, with ".pdf". Throws CannotWork.
std::vector<PressFile> write_for_press(const Publication& publication, const std::filesystem::path& target,
                                       const Press& press, const std::string& moment);

/// Whether the files were made.
bool pass(const std::vector<PressFile>& files);

/// Tells why the files were not made, or what to look at in them. Whether they were.
bool say_what_preflight_found(const std::vector<PressFile>& files);

}  // namespace render
