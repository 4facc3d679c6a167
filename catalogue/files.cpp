#include "catalogue/files.hpp"

#include "catalogue/failure.hpp"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace catalogue {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
    if (error == ENOSPC || error == EDQUOT) {
        throw CannotWork(fmt::format("The disk with {} is full; make room and try again", path.string()));
    }
    throw CannotWork(fmt::format("{} cannot be written ({}); choose another place or mend its permissions",
                                 path.string(), std::strerror(error)));
}

class Descriptor {
 public:
    Descriptor(const std::filesystem::path& path, int flags)
        : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (number_ < 0) fail(path, errno);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { ::close(number_); }

    int number() const { return number_; }

 private:
    int number_;
};

void write_all(const std::filesystem::path& path, std::string_view bytes) {
    const Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC);
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(path, errno);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.number()) != 0) fail(path, errno);
}

}  // namespace

void write_whole(const std::filesystem::path& path, std::string_view bytes) {
    const std::filesystem::path beside = path.string() + ".unfinished";
    try {
        write_all(beside, bytes);
        if (::rename(beside.c_str(), path.c_str()) != 0) fail(path, errno);
    } catch (const CannotWork&) {
        ::unlink(beside.c_str());
        throw;
    }
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    const Descriptor held(folder, O_RDONLY | O_DIRECTORY);
    ::fsync(held.number());
}

WritingLock::WritingLock(const std::filesystem::path& lock_file)
    : descriptor_(::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (descriptor_ < 0) fail(lock_file, errno);
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor_);
        throw LibraryInUse(
            fmt::format("The library {} is being used by another inbeeld; wait until it is done",
                        lock_file.parent_path().string()));
    }
}

WritingLock::~WritingLock() {
    ::close(descriptor_);
}

}  // namespace catalogue
