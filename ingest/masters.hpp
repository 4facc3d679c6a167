#pragma once

#include "ingest/bytes.hpp"

#include <filesystem>
#include <vector>

namespace ingest {

/// A file that must never get lost.
struct FileToStore {
    std::filesystem::path target;
    ByteView bytes;
};

/// Brings a group of files to the disk, each whole or not at all, replacing those that are there: written
/// under another name in `unfinished` (a folder on the same file system), synced once for all, read back past
/// the page cache and compared, renamed, and their folders synced. When this returns, power may fail.
/// Throws catalogue::CannotWork, and then none of the files that could not be finished are left half.
void store_safely(const std::vector<FileToStore>& files, const std::filesystem::path& unfinished);

/// Removes what an interrupted run left in the folder. Only for who holds the library's writing lock.
void clear_unfinished(const std::filesystem::path& unfinished);

/// Writes a file that can be made again: whole or not at all, but without waiting for the disk.
void store_derived(const FileToStore& file, const std::filesystem::path& unfinished);

}  // namespace ingest
