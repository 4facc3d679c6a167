#pragma once

#include "catalogue/catalogue.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// Whether a camera gives files such names: four letters, digits or underscores, then 0001 to 9999 (CIPA
/// DC-009, the DCF file name).
bool is_dcf_file_name(std::string_view name);

/// Whether a camera gives folders in DCIM such names: 100 to 999, then five letters, digits or underscores
/// (CIPA DC-009, the DCF directory name).
bool is_dcf_folder_name(std::string_view name);

/// This folder is not a camera's card. what() says why, and what to do.
struct NotACard : catalogue::CannotWork {
    using CannotWork::CannotWork;
};

/// A file that was found on a card.
struct CardFile {
    std::filesystem::path path;
    std::string name;  // below the card's folder: "DCIM/100CANON/IMG_0031.JPG"
};

/// What lies on a card, before anything of it was read.
struct CardContents {
    std::filesystem::path root;
    std::vector<CardFile> files;  // those that may be pictures, in the order in which they were taken
    std::vector<CardFile> left;   // movies, sound, RAW: left on the card, and told
    int others = 0;               // the camera's own files, and what computers leave behind
    std::vector<std::string> unreadable_folders;
    std::string label;  // first line of INBEELD/KAART.txt; empty: there is none
};

/// Looks through a card, or a folder with a DCIM folder in it. Symbolic links and special files are passed
/// over, hidden files too. Pictures that lie outside the DCF folders are found as well: none may be lost.
/// Throws NotACard when there is no DCIM folder.
CardContents look_through_card(const std::filesystem::path& folder);

}  // namespace ingest
