#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// One line of /proc/self/mountinfo (proc(5)).
struct Mount {
    std::filesystem::path folder;
    std::string device;  // major:minor
    std::string source;  // "/dev/sdb1"; for other file systems whatever they say

    friend bool operator==(const Mount&, const Mount&) = default;
};

/// Reads the text of /proc/self/mountinfo. Lines that are not as they should be are passed over.
std::vector<Mount> read_mounts(std::string_view mountinfo);

/// What is mounted now.
std::vector<Mount> mounts();

/// The id of the file system that is mounted on this folder, as in /dev/disk/by-uuid ("4A1B-22C0"). Empty for
/// a plain folder and for a file system without a block device: they have none.
std::string volume_id_of(const std::filesystem::path& folder);

/// Whether something is mounted on this very folder.
bool is_mounted(const std::filesystem::path& folder);

}  // namespace ingest
