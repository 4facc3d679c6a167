#pragma once

#include "catalogue/catalogue.hpp"

#include <cstdint>
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
    std::string name;        // below the card's folder: "DCIM/100CANON/IMG_0031.JPG"
    std::uint64_t size = 0;  // in bytes
};

/// What lies on a card, before anything of it was read.
struct CardContents {
    std::filesystem::path root;
    std::vector<CardFile> files;        // those that may be pictures, in the order in which they were taken
    std::vector<CardFile> left;         // movies, sound, RAW: left on the card, and told
    int others = 0;                     // the camera's own files, and what computers leave behind
    std::vector<CardFile> other_files;  // those
    std::vector<CardFile> passed_over;  // hidden files and those in computers' own folders
    std::vector<std::string> unreadable_folders;
    std::string label;      // first line of INBEELD/KAART.txt: its number or label; empty: there is none
    std::string volume_id;  // of the file system that is mounted there; empty: it has none
    std::uint64_t file_system = 0;  // st_dev of the folder, while it is mounted
};

/// Looks through a card, or a folder with a DCIM folder in it. Symbolic links and special files are passed
/// over, hidden files too. Pictures that lie outside the DCF folders are found as well: none may be lost.
/// Throws NotACard when there is no DCIM folder.
CardContents look_through_card(const std::filesystem::path& folder);

/// The same for a card on which no camera has made its DCIM folder yet.
CardContents look_through_any_card(const std::filesystem::path& folder);

/// Whether the card still lies where it was looked through.
bool is_there(const CardContents& card);

/// Whether the same files of the same sizes still lie on it.
bool is_unchanged(const CardContents& card);

/// The entry of that name in a folder, whatever the case: FAT keeps it, cameras differ. `name` in small
/// letters. Empty: there is none.
std::filesystem::path find_entry(const std::filesystem::path& folder, std::string_view name);

/// The folder of a card that is ours and no camera's.
inline constexpr std::string_view our_folder = "INBEELD";
/// The file in it that says which card it is.
inline constexpr std::string_view card_file = "KAART.txt";

}  // namespace ingest
