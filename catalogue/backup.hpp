#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

/// A copy of a library from which it can be brought back, on this machine or another.
namespace catalogue {

struct BackupReport {
    std::size_t files = 0;    // in the backup
    std::size_t copied = 0;   // that were new or had changed
    std::size_t removed = 0;  // that the library has no more: whoever was erased is erased here too
};

/// Brings `target` up to date: databases, masters, the key, what was published and the lists of readings. May
/// run while others work; nobody has to wait longer than the last bit takes. What is in it belongs together:
/// no record without its master. The folder is for its owner only. Throws CannotWork, and then the list of
/// files in it is missing, without which it cannot be put back.
BackupReport back_up(const std::filesystem::path& library, const std::filesystem::path& target);

/// Makes a library at `library`, where there must be none, of a backup. Reads every file and compares it with
/// the backup's own list. Throws CannotWork for a backup that is not whole, and leaves nothing then.
BackupReport restore(const std::filesystem::path& backup, const std::filesystem::path& library);

}  // namespace catalogue
