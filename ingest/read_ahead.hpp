#pragma once

#include "ingest/bytes.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ingest {

/// A file of a card, read.
struct FileRead {
    Bytes bytes;
    std::string sha256;
    std::string unreadable;  // why it could not be read to its end, a clause; empty: it was
};

/// A file that is to be read.
struct FileToRead {
    std::filesystem::path path;
    std::uint64_t size;  // in bytes, as far as is known
};

/// Reads and hashes files on threads of its own, some way ahead of whoever takes them: a card takes as long
/// to read as its pictures take to work on, and so both happen at once. Bounded in memory.
class ReadAhead {
 public:
    explicit ReadAhead(std::vector<FileToRead> files);
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;
    ~ReadAhead();

    /// The next of the files, in their order. Waits for it. Not to be called more often than there are files.
    FileRead next();

 private:
    class Readers;
    std::unique_ptr<Readers> readers_;
};

}  // namespace ingest
