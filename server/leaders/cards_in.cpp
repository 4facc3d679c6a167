#include "server/leaders/cards_in.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include <sys/stat.h>

namespace server::leaders {

namespace {

namespace fs = std::filesystem;

constexpr int deepest = 2;  // /run/media/USER/CARD

enum class Within { AnyFolder, CardsFolder };

/// Not a folder in which cards will appear: another file system than the one around it.
bool is_mounted_there(const fs::path& folder) {
    struct stat about{};
    struct stat around{};
    return ::stat(folder.c_str(), &about) == 0 && ::stat((folder / "..").c_str(), &around) == 0 &&
           about.st_dev != around.st_dev;
}

/// Nothing but what computers and we ourselves put on it.
bool is_bare(const fs::path& folder) {
    std::error_code error;
    fs::directory_iterator each(folder, error);
    for (const fs::directory_iterator end; !error && each != end; each.increment(error)) {
        const std::string name = each->path().filename().string();
        if (!name.starts_with('.') && name != "INBEELD" && name != "System Volume Information" &&
            name != "lost+found")
            return false;
    }
    return !error;
}

void look_in(const fs::path& folder, int depth, Within within, std::vector<MountedCard>& found) {
    std::error_code error;
    for (fs::directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
        std::error_code ignored;
        if (!each->is_directory(ignored) || each->is_symlink(ignored)) continue;
        const bool may_be_bare = within == Within::CardsFolder || is_mounted_there(each->path());
        if (fs::is_directory(each->path() / "DCIM", ignored) || (may_be_bare && is_bare(each->path()))) {
            found.push_back({each->path(), each->path().filename().string()});
        } else if (depth < deepest) {
            look_in(each->path(), depth + 1, Within::AnyFolder, found);
        }
    }
}

}  // namespace

std::vector<MountedCard> mounted_cards() {
    std::vector<MountedCard> found;
    // The volunteer may name another place where cards appear.
    const char* const named = std::getenv("INBEELD_CARDS");
    if (named != nullptr) look_in(named, 1, Within::CardsFolder, found);
    for (const char* const place : {"/media", "/run/media", "/mnt"})
        look_in(place, 1, Within::AnyFolder, found);
    std::ranges::sort(found, {}, &MountedCard::path);
    return found;
}

}  // namespace server::leaders
