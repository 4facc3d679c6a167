#include "ingest/volume.hpp"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <sys/stat.h>

namespace ingest {

namespace {

namespace fs = std::filesystem;

bool is_octal(char c) {
    return c >= '0' && c <= '7';
}

// A space is written \040: proc(5).
std::string unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '\\' && i + 3 < text.size() && is_octal(text[i + 1]) &&
                            is_octal(text[i + 2]) && is_octal(text[i + 3]);
        if (!escape) {
            plain += text[i];
            continue;
        }
        plain += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
        i += 3;
    }
    return plain;
}

// "36 35 8:17 / /media/kaart rw,nosuid shared:1 - vfat /dev/sdb1 rw": any number of fields before the dash.
std::optional<Mount> read_mount(const std::string& line) {
    std::istringstream words{line};
    std::vector<std::string> fields{std::istream_iterator<std::string>{words}, {}};
    std::size_t dash = 6;
    while (dash < fields.size() && fields[dash] != "-") ++dash;
    if (dash + 2 >= fields.size()) return std::nullopt;
    return Mount{unescaped(fields[4]), fields[2], unescaped(fields[dash + 2])};
}

std::optional<Mount> mounted_on(const fs::path& folder) {
    std::error_code error;
    const fs::path real = fs::canonical(folder, error);
    if (error) return std::nullopt;
    std::optional<Mount> found;  // of two on one folder the later one is seen
    for (Mount& mount : mounts()) {
        if (mount.folder == real) found = std::move(mount);
    }
    return found;
}

std::string uuid_of_device(const fs::path& device) {
    struct stat wanted{};
    if (::stat(device.c_str(), &wanted) != 0 || !S_ISBLK(wanted.st_mode)) return {};
    std::error_code error;
    for (fs::directory_iterator it{"/dev/disk/by-uuid", error}, end; !error && it != end;
         it.increment(error)) {
        struct stat about{};
        const bool same = ::stat(it->path().c_str(), &about) == 0 && about.st_rdev == wanted.st_rdev;
        if (same) return it->path().filename().string();
    }
    return {};
}

}  // namespace

std::vector<Mount> read_mounts(std::string_view mountinfo) {
    std::vector<Mount> all;
    std::istringstream lines{std::string{mountinfo}};
    for (std::string line; std::getline(lines, line);) {
        if (auto mount = read_mount(line)) all.push_back(std::move(*mount));
    }
    return all;
}

std::vector<Mount> mounts() {
    std::ifstream file("/proc/self/mountinfo", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return read_mounts(text);
}

std::string volume_id_of(const fs::path& folder) {
    const std::optional<Mount> mount = mounted_on(folder);
    return mount && mount->source.starts_with("/dev/") ? uuid_of_device(mount->source) : std::string{};
}

bool is_mounted(const fs::path& folder) {
    return mounted_on(folder).has_value();
}

}  // namespace ingest
