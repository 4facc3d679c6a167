#pragma once

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"

#include <cstddef>
#include <filesystem>
#include <stdexcept>

namespace ingest {

/// A file could not be read to its end. what() is a clause: "it cannot be read (Input/output error)".
struct FileUnreadable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Nothing that a camera writes is larger; what is, is not read into memory.
inline constexpr std::size_t most_bytes_a_file = 512UL * 1024 * 1024;

/// All bytes of a regular file, or the first `most` of it. Never follows a symbolic link, never waits for a
/// pipe. Throws FileUnreadable: a file that could be read in part only is not a file that was read.
Bytes read_file(const std::filesystem::path& file, std::size_t most = most_bytes_a_file);

/// The same of a file that has been synced, from the disk rather than the page cache.
Bytes read_from_disk(const std::filesystem::path& file);

enum class Sync {
    Now,   // wait until the file is on the disk
    Later  // sync_file_system will be called for this file and others
};

/// Writes a file that was not there (0600). Throws catalogue::CannotWork, and then leaves nothing behind.
void write_new_file(const std::filesystem::path& file, ByteView bytes, Sync sync);

/// Waits until everything written to the file system of this folder is on the disk. Throws CannotWork.
void sync_file_system(const std::filesystem::path& folder);

/// Whether the disk, rather than the page cache, gives these bytes back. The file must have been synced.
bool reads_back(const std::filesystem::path& file, ByteView bytes);

/// Gives a finished file its name, replacing one of that name.
void rename_into_place(const std::filesystem::path& finished, const std::filesystem::path& target);

/// The same, but returns false and does nothing when there is a file of that name.
bool rename_to_new(const std::filesystem::path& finished, const std::filesystem::path& target);

/// Makes a folder and those above it that are missing (0700).
void make_folder(const std::filesystem::path& folder);

}  // namespace ingest
