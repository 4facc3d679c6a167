#include "server/commits.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>

#include <fmt/core.h>
#include <sys/stat.h>

namespace server {

Commits::Commits(const std::filesystem::path& library, const std::string& database) {
    const std::array names = {library / database, library / (database + "-wal")};
    for (std::size_t i = 0; i < names.size(); ++i) {
        // Not when it was last changed in any way: SQLite gives a file to its owner again whenever root opens
        // it.
        struct stat found{};
        if (::stat(names[i].c_str(), &found) == 0) files_[i] = {found.st_ino, found.st_size, found.st_mtim};
    }
}

bool Commits::same_as(const Commits& other) const {
    return as_text() == other.as_text();
}

std::string Commits::as_text() const {
    std::string text;
    for (const File& file : files_) {
        text += fmt::format("{}/{}/{}.{} ", file.inode, file.size, file.changed.tv_sec, file.changed.tv_nsec);
    }
    return text;
}

}  // namespace server
