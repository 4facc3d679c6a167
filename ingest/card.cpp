#include "ingest/card.hpp"

#include "ingest/bytes.hpp"
#include "ingest/files.hpp"
#include "ingest/format.hpp"
#include "ingest/volume.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <sys/stat.h>

namespace ingest {

namespace {

namespace fs = std::filesystem;

constexpr int deepest = 12;  // folders below the card's; FAT paths are not longer

bool is_free_sign(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool is_system_folder(const std::string& name) {
    const std::string small = lower(name);
    return small == "system volume information" || small == "$recycle.bin" || small == "recycler" ||
           small == "found.000" || small == lower(std::string{our_folder});
}

std::string first_line(const fs::path& file) {
    try {
        const Bytes bytes = read_file(file, 200);
        std::string line{bytes.begin(), std::find_if(bytes.begin(), bytes.end(),
                                                     [](auto byte) { return byte == '\n' || byte == '\r'; })};
        if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);  // Notepad writes a byte order mark
        while (!line.empty() && line.back() == ' ') line.pop_back();
        return line;
    } catch (const FileUnreadable&) {
        return {};
    }
}

std::string read_label(const fs::path& root) {
    const fs::path folder = find_entry(root, lower(std::string{our_folder}));
    std::error_code error;
    if (folder.empty() || fs::is_symlink(folder, error)) return {};
    const fs::path file = find_entry(folder, lower(std::string{card_file}));
    return file.empty() ? std::string{} : first_line(file);
}

std::optional<std::uint64_t> file_system_of(const fs::path& folder) {
    struct stat about{};
    if (::stat(folder.c_str(), &about) != 0) return std::nullopt;
    return about.st_dev;
}

/// DCF pictures first, folder by folder and number by number, as they were taken; then what else lies in
/// DCIM; then the rest of the card.
auto order_of(const CardFile& file) {
    const fs::path name{file.name};
    const std::string folder = name.has_parent_path() ? name.parent_path().filename().string() : "";
    const bool in_dcim = lower(name.begin()->string()) == "dcim";
    const bool dcf = in_dcim && is_dcf_folder_name(folder) && is_dcf_file_name(name.filename().string());
    const std::string stem = name.stem().string();
    return std::tuple{dcf       ? 0
                      : in_dcim ? 1
                                : 2,
                      dcf ? folder : "", dcf ? stem.substr(stem.size() - 4) : "", file.name};
}

class Search {
 public:
    explicit Search(fs::path root) { contents_.root = std::move(root); }

    CardContents run() {
        look_in(contents_.root, {"", 0, false});
        const auto earlier = [](const CardFile& a, const CardFile& b) { return order_of(a) < order_of(b); };
        std::sort(contents_.files.begin(), contents_.files.end(), earlier);
        std::sort(contents_.left.begin(), contents_.left.end(), earlier);
        std::sort(contents_.other_files.begin(), contents_.other_files.end(), earlier);
        std::sort(contents_.passed_over.begin(), contents_.passed_over.end(), earlier);
        contents_.others = static_cast<int>(contents_.other_files.size());
        contents_.label = read_label(contents_.root);
        contents_.volume_id = volume_id_of(contents_.root);
        contents_.file_system = file_system_of(contents_.root).value_or(0);
        return std::move(contents_);
    }

 private:
    /// Where the search is.
    struct Place {
        std::string below;  // the card's folder
        int depth = 0;
        bool is_passed_over = false;
    };

    void look_in(const fs::path& folder, const Place& place) {
        std::error_code error;
        fs::directory_iterator it{folder, error};
        for (const fs::directory_iterator end; !error && it != end; it.increment(error)) {
            look_at(*it, place);
        }
        if (error && !place.is_passed_over)
            contents_.unreadable_folders.push_back(place.below.empty() ? "." : place.below);
    }

    void look_at(const fs::directory_entry& entry, const Place& place) {
        const std::string name = entry.path().filename().string();
        std::error_code error;
        const fs::file_status status = entry.symlink_status(error);
        const std::string full = place.below.empty() ? name : place.below + "/" + name;
        if (error) {
            contents_.unreadable_folders.push_back(full);
            return;
        }
        const bool ours = place.depth == 0 && lower(name) == lower(std::string{our_folder});
        const bool passed_over = place.is_passed_over || name.starts_with('.') || is_system_folder(name);
        if (fs::is_directory(status)) {
            if (place.depth < deepest && !ours) look_in(entry.path(), {full, place.depth + 1, passed_over});
            return;
        }
        if (!fs::is_regular_file(status)) return;
        const std::uintmax_t size = entry.file_size(error);
        CardFile file{entry.path(), full, error ? 0 : size};
        if (passed_over) {
            contents_.passed_over.push_back(std::move(file));
        } else {
            sort_in(std::move(file));
        }
    }

    void sort_in(CardFile file) {
        switch (format_named(file.name)) {
            case Format::Raw:
            case Format::Movie:
                contents_.left.push_back(std::move(file));
                return;
            case Format::Other:
                if (may_be_picture(file)) break;
                contents_.other_files.push_back(std::move(file));
                return;
            default:
                break;
        }
        contents_.files.push_back(std::move(file));
    }

    // A name that says nothing, or a camera's own file: the content decides. A movie's thumbnail is no photo.
    static bool may_be_picture(const CardFile& file) {
        if (extension_of(file.name) == "thm") return false;
        try {
            const Format format = format_of(read_file(file.path, 4096), file.name);
            return format != Format::Other && format != Format::Empty && format != Format::Movie &&
                   format != Format::Raw;
        } catch (const FileUnreadable&) {
            return true;  // it will be named as unreadable
        }
    }

    CardContents contents_;
};

}  // namespace

bool is_dcf_file_name(std::string_view name) {
    const std::string_view stem = name.substr(0, name.find('.'));
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos || name.size() - dot > 5 || name.rfind('.') != dot) return false;
    return stem.size() == 8 && std::all_of(stem.begin(), stem.begin() + 4, is_free_sign) &&
           std::all_of(stem.begin() + 4, stem.end(), is_digit) && stem.substr(4) != "0000";
}

bool is_dcf_folder_name(std::string_view name) {
    return name.size() == 8 && std::all_of(name.begin(), name.begin() + 3, is_digit) && name[0] != '0' &&
           std::all_of(name.begin() + 3, name.end(), is_free_sign);
}

fs::path find_entry(const fs::path& folder, std::string_view name) {
    std::error_code error;
    for (fs::directory_iterator it{folder, error}, end; !error && it != end; it.increment(error)) {
        if (lower(it->path().filename().string()) == name) return it->path();
    }
    return {};
}

bool is_there(const CardContents& card) {
    return file_system_of(card.root) == card.file_system;
}

bool is_unchanged(const CardContents& card) {
    const auto same = [](const CardFile& a, const CardFile& b) {
        return a.name == b.name && a.size == b.size;
    };
    const CardContents now = Search{card.root}.run();
    const auto all_same = [&](const std::vector<CardFile>& a, const std::vector<CardFile>& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
    };
    return all_same(now.files, card.files) && all_same(now.left, card.left) &&
           all_same(now.other_files, card.other_files) && all_same(now.passed_over, card.passed_over);
}

CardContents look_through_card(const fs::path& folder) {
    std::error_code error;
    const fs::path dcim = fs::is_directory(folder, error) ? find_entry(folder, "dcim") : fs::path{};
    const bool has_dcim = !dcim.empty() && fs::is_directory(dcim, error);
    if (fs::is_directory(folder, error) && !has_dcim) {
        throw NotACard{fmt::format("{} has no DCIM folder; is it the camera's card?", folder.string())};
    }
    return look_through_any_card(folder);
}

CardContents look_through_any_card(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
        throw NotACard{fmt::format("{} is not a folder; name the folder of a card.", folder.string())};
    }
    return Search{folder}.run();
}

}  // namespace ingest
