#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/commit_counter.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include <sys/types.h>

namespace server {

/// Which file of that name lies there: a library that was put back or made anew is another one.
struct DatabaseFile {
    dev_t device = 0;
    ino_t inode = 0;

    /// As it is now; all zeros when there is none.
    static DatabaseFile at(const std::string& path);
    friend bool operator==(const DatabaseFile&, const DatabaseFile&) = default;
};

/// Counts what is committed to a library's catalogue, by anybody. Safe to call from several threads.
class Commits {
 public:
    explicit Commits(const std::filesystem::path& library);

    /// A number that becomes another one with every commit, and when the library is put back: two equal
    /// numbers mean that nothing was written between the questions. Throws CannotWork, LibraryInUse.
    std::uint64_t count();

 private:
    std::filesystem::path library_;
    std::string database_;  // the path of its file
    std::mutex mutex_;
    std::unique_ptr<catalogue::CommitCounter> counter_;
    DatabaseFile counted_;       // the file that it counts in
    std::int64_t revision_ = 0;  // its number
    std::uint64_t count_ = 0;
};

/// All that whatever we make depends on: what has been committed to the library, and what day it is.
struct Moment {
    std::uint64_t commits = 0;  // Commits::count
    catalogue::Day day;

    friend bool operator==(const Moment&, const Moment&) = default;
};

}  // namespace server
