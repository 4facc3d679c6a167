#pragma once

#include "render/preflight/ink_map.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace render {

/// The first page of a PDF as Ghostscript writes it anew, its letters as outlines; empty where Ghostscript is
/// not installed or cannot do it in ten seconds. pdf: of a stranger.
std::optional<std::string> with_letters_as_outlines(const std::string& pdf);

/// The plates of a page as Ghostscript reads it, when it is installed: with shadings, patterns, masks and
/// letters, which our own reading leaves out. It is a program of its own, kept from the rest of the disk and
/// stopped when its time is over, because the files are strangers'.
class OtherReading {
 public:
    /// press_icc: as for PressColours. Finds no program where there is none: then every answer is empty.
    OtherReading(const std::filesystem::path& file, const std::string& press_icc);
    OtherReading(const OtherReading&) = delete;
    OtherReading& operator=(const OtherReading&) = delete;
    ~OtherReading();

    struct Wanted {
        int page = 1;             // from 1
        double media_height = 0;  // points, unturned
        int turned = 0;           // /Rotate of the page: 0, 90, 180 or 270, clockwise
        int width = 0;            // pixels of the map, unturned
        int height = 0;
    };

    /// Empty when the page cannot be read, or when all pages together have taken too long.
    std::optional<InkMap> read(const Wanted& wanted);

 private:
    std::filesystem::path file_;
    std::filesystem::path program_;
    std::filesystem::path folder_;  // for the profile; empty: none
    std::chrono::milliseconds left_{60'000};
};

}  // namespace render
