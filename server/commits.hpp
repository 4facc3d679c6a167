#pragma once

#include <array>
#include <ctime>
#include <filesystem>
#include <string>

#include <sys/types.h>

namespace server {

/// How a database's files are on the disk: any commit changes it, also one that another commit undoes.
/// Costs no question to the database.
class Commits {
 public:
    /// database: "catalogue.db", in the library.
    explicit Commits(const std::filesystem::path& library, const std::string& database = "catalogue.db");

    bool same_as(const Commits& other) const;
    /// The same as text, to keep and compare.
    std::string as_text() const;

 private:
    struct File {
        ino_t inode = 0;
        off_t size = -1;
        timespec changed{};
    };
    std::array<File, 2> files_;
};

}  // namespace server
