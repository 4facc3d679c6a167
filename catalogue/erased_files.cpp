#include "catalogue/erased_files.hpp"

#include "catalogue/database/sqlite.hpp"
#include "catalogue/digest.hpp"
#include "catalogue/erased_records.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/files.hpp"
#include "catalogue/identifiers.hpp"
#include "catalogue/rooms.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

namespace catalogue {

namespace {

std::string in_small_letters(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

}  // namespace

void destroy_pictures(const std::filesystem::path& library, const std::vector<PictureId>& pictures) {
    for (const PictureId& picture : pictures) destroy_file(master_path(library, picture));
    std::error_code error;
    std::vector<std::filesystem::path> gone;
    for (std::filesystem::recursive_directory_iterator entry(library / "renditions", error), end;
         entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        const bool of_theirs = std::ranges::any_of(
            pictures, [&](const PictureId& picture) { return name.starts_with(picture.value); });
        // The site's booklet, and its pages.
        const bool of_booklet = std::ranges::find(entry->path(), "booklet") != entry->path().end();
        const bool of_all = entry->is_regular_file(error) && (of_booklet || name.ends_with(".pdf"));
        if (of_theirs || of_all) gone.push_back(entry->path());
    }
    for (const auto& file : gone) destroy_file(file);
}

void destroy_manifests(const std::filesystem::path& library, const std::vector<std::string>& names) {
    std::error_code error;
    std::vector<std::filesystem::path> gone;
    for (std::filesystem::directory_iterator entry(library / "manifests", error), end; !error && entry != end;
         entry.increment(error)) {
        std::ifstream file(entry->path(), std::ios::binary);
        const std::string text = in_small_letters({std::istreambuf_iterator<char>(file), {}});
        const auto is_in = [&](const std::string& name) {
            return text.find(in_small_letters(name)) != std::string::npos;
        };
        if (std::ranges::any_of(names, is_in)) gone.push_back(entry->path());
    }
    for (const auto& file : gone) destroy_file(file);
}

void destroy_unprinted(const std::vector<ForgottenOutput>& outputs) {
    for (const ForgottenOutput& output : outputs) {
        std::error_code error;
        if (output.was_printed || !std::filesystem::is_regular_file(output.file, error)) continue;
        if (sha256_of_file(output.file) == output.sha256) destroy_file(output.file);
    }
}

void leave_no_byte(database::Connection& connection) {
    connection.run("PRAGMA temp_store = MEMORY");
    connection.run("VACUUM");
    auto checkpoint = connection.prepare("PRAGMA wal_checkpoint(TRUNCATE)");
    if (checkpoint.next() && checkpoint.number(0) != 0) {
        throw CannotWork(
            "Everything is erased, but another inbeeld still reads the library, so that old bytes may be "
            "left in catalogue.db-wal; stop it and run the same command again");
    }
}

}  // namespace catalogue
