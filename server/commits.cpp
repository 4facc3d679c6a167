#include "server/commits.hpp"

#include "catalogue/commit_counter.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include <sys/stat.h>

namespace server {

DatabaseFile DatabaseFile::at(const std::string& path) {
    struct stat found{};
    if (::stat(path.c_str(), &found) != 0) return {};
    return {found.st_dev, found.st_ino};
}

Commits::Commits(const std::filesystem::path& library)
    : library_(library), database_((library / "catalogue.db").string()) {}

std::uint64_t Commits::count() {
    const std::scoped_lock lock(mutex_);
    const auto now = DatabaseFile::at(database_);
    if (!counter_ || counted_ != now) {
        counter_.reset();
        ++count_;
        counter_ = std::make_unique<catalogue::CommitCounter>(library_);
        counted_ = now;
        revision_ = counter_->now();
    }
    try {
        const std::int64_t revision = counter_->now();
        if (revision != revision_) ++count_;
        revision_ = revision;
    } catch (...) {
        counter_.reset();
        throw;
    }
    return count_;
}

}  // namespace server
