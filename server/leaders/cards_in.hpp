#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace server::leaders {

struct MountedCard {
    std::filesystem::path path;
    std::string name;  // of its folder
};

/// Cards of cameras that are in a reader now: what is mounted below /media, /run/media or /mnt and has a DCIM
/// folder (CIPA DC-009), or nothing yet: a card that was never in a camera.
std::vector<MountedCard> mounted_cards();

}  // namespace server::leaders
