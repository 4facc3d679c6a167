#pragma once

#include "ingest/bytes.hpp"

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

/// Reads and hashes files on threads of its own, some way ahead of whoever takes them: a card takes as long
/// to read as its pictures take to work on, and so both happen at once. Bounded in memory.
class ReadAhead {
 public:
    explicit ReadAhead(std::vector<std::filesystem::path> files);
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
