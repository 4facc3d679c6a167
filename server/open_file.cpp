#include "server/open_file.hpp"

#include "catalogue/catalogue.hpp"
#include "server/fingerprint.hpp"

#include <cstddef>
#include <filesystem>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

namespace server {

OpenFile::OpenFile(const std::filesystem::path& path)
    : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat found{};
    if (descriptor_ < 0 || ::fstat(descriptor_, &found) != 0 || !S_ISREG(found.st_mode)) {
        if (descriptor_ >= 0) ::close(descriptor_);
        throw catalogue::CannotWork(fmt::format("{} cannot be read.", path.string()));
    }
    size_ = static_cast<std::size_t>(found.st_size);
    tag_ = fingerprint(fmt::format("{}/{}/{}/{}.{}", found.st_dev, found.st_ino, found.st_size,
                                   found.st_mtim.tv_sec, found.st_mtim.tv_nsec));
}

OpenFile::~OpenFile() {
    ::close(descriptor_);
}

}  // namespace server
