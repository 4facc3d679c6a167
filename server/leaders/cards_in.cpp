#include "server/leaders/cards_in.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace server::leaders {

namespace {

namespace fs = std::filesystem;

constexpr int deepest = 2;  // /run/media/USER/CARD

void look_in(const fs::path& folder, int depth, std::vector<MountedCard>& found) {
    std::error_code error;
    for (fs::directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
        std::error_code ignored;
        if (!each->is_directory(ignored) || each->is_symlink(ignored)) continue;
        if (fs::is_directory(each->path() / "DCIM", ignored)) {
            found.push_back({each->path(), each->path().filename().string()});
        } else if (depth < deepest) {
            look_in(each->path(), depth + 1, found);
        }
    }
}

}  // namespace

std::vector<MountedCard> mounted_cards() {
    std::vector<MountedCard> found;
    // The volunteer may name another place where cards appear.
    const char* const named = std::getenv("INBEELD_CARDS");
    if (named != nullptr) look_in(named, 1, found);
    for (const char* const place : {"/media", "/run/media", "/mnt"}) look_in(place, 1, found);
    std::ranges::sort(found, {}, &MountedCard::path);
    return found;
}

}  // namespace server::leaders
