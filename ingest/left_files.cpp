#include "ingest/left_files.hpp"

#include "ingest/card.hpp"
#include "ingest/format.hpp"
#include "ingest/intake.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/core.h>

namespace ingest {

namespace {

namespace fs = std::filesystem;
using std::string_view_literals::operator""sv;

std::string lower(std::string_view text) {
    std::string small{text};
    std::ranges::transform(small, small.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return small;
}

std::string without_extension(const std::string& name) {
    return lower(fs::path{name}.replace_extension().string());
}

bool is_sound(std::string_view name) {
    static constexpr std::array names = {"aac"sv, "amr"sv, "m4a"sv, "mp3"sv, "ogg"sv, "wav"sv, "wma"sv};
    return std::ranges::find(names, extension_of(name)) != names.end();
}

// What macOS, Android and Linux leave. Somebody's own hidden photo is not among them.
bool is_left_by_a_computer(std::string_view part) {
    static constexpr std::array beginnings = {"._"sv,          ".ds_store"sv,       ".trash"sv,
                                              ".spotlight-"sv, ".fseventsd"sv,      ".temporaryitems"sv,
                                              ".thumb"sv,      ".android_secure"sv, ".nomedia"sv,
                                              ".apdisk"sv,     ".volumeicon"sv,     ".documentrevisions"sv};
    return std::ranges::any_of(beginnings,
                               [&](std::string_view beginning) { return part.starts_with(beginning); });
}

bool is_system_folder(std::string_view part) {
    return part == "system volume information" || part == "$recycle.bin" || part == "recycler" ||
           part == "canonmsc" || part == "misc";
}

}  // namespace

LeftCounts left_counts(const CardReport& card) {
    std::set<std::string> photos;
    for (const FileReport& photo : card.photos) photos.insert(without_extension(photo.file));
    LeftCounts counts;
    for (const std::string& name : card.left) {
        if (format_named(name) == Format::Raw) {
            ++(photos.contains(without_extension(name)) ? counts.raw_beside : counts.raw_alone);
        } else if (is_sound(name)) {
            ++counts.sounds;
        } else {
            ++counts.movies;
        }
    }
    for (const auto* files : {&card.contents.other_files, &card.contents.passed_over}) {
        counts.others += static_cast<int>(std::ranges::count_if(
            *files, [](const CardFile& file) { return !is_made_by_itself(file.name); }));
    }
    return counts;
}

std::string in_words(const LeftCounts& counts) {
    const auto one_or_more = [](int count, std::string_view one, std::string_view more) {
        return std::pair{count, count == 1 ? one : more};
    };
    const std::array all = {
        one_or_more(counts.raw_beside, "RAW file beside its photo", "RAW files beside their photos"),
        one_or_more(counts.raw_alone, "RAW file without a photo", "RAW files without a photo"),
        one_or_more(counts.movies, "movie", "movies"), one_or_more(counts.sounds, "sound", "sounds"),
        one_or_more(counts.others, "other file", "other files")};
    std::string words;
    for (const auto& [count, what] : all) {
        if (count > 0) words += fmt::format("{}{} {}", words.empty() ? "" : ", ", count, what);
    }
    return words;
}

// DOS names of the makers' own files, and what Windows and macOS leave. FOUND.000 is not among them: what
// was found after a fault may be somebody's photos.
bool is_made_by_itself(std::string_view name) {
    static constexpr std::array extensions = {
        "bdm"sv, "bin"sv, "bnp"sv, "cpi"sv, "ctg"sv, "dat"sv, "db"sv,  "dsc"sv, "ind"sv, "inf"sv, "ini"sv,
        "int"sv, "log"sv, "mpl"sv, "mrk"sv, "scn"sv, "sif"sv, "tbl"sv, "thm"sv, "tid"sv, "url"sv, "xml"sv};
    for (const fs::path& part : fs::path{name}) {
        const std::string small = lower(part.string());
        if (small == "found.000") return false;
        if (is_left_by_a_computer(small) || is_system_folder(small)) return true;
        if (small.starts_with('.')) return false;
    }
    const std::string extension = extension_of(name);
    return std::ranges::find(extensions, extension) != extensions.end();
}

}  // namespace ingest
