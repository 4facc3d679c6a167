#include "catalogue/files.hpp"

#include "catalogue/failure.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>

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

}  // namespace

/// A descriptor, closed when it goes.
class OpenFile {
 public:
    OpenFile(const std::filesystem::path& path, int flags)
        : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (number_ < 0) fail(path, errno);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() { ::close(number_); }

    int number() const { return number_; }

 private:
    int number_;
};

namespace {

void write_all(const std::filesystem::path& path, std::string_view bytes) {
    const OpenFile file(path, O_WRONLY | O_CREAT | O_TRUNC);
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
    const OpenFile held(folder, O_RDONLY | O_DIRECTORY);
    ::fsync(held.number());
}

void destroy_file(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return;  // not there
    {
        const OpenFile file(path, O_WRONLY);
        const std::string zeros(65536, '\0');
        for (std::uintmax_t left = size; left > 0;) {
            const ssize_t written =
                ::write(file.number(), zeros.data(), std::min<std::uintmax_t>(left, zeros.size()));
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail(path, errno);
            left -= static_cast<std::uintmax_t>(written);
        }
        if (::fsync(file.number()) != 0) fail(path, errno);
    }
    if (::unlink(path.c_str()) != 0) fail(path, errno);
}

namespace {

using Clock = std::chrono::steady_clock;

// flock() cannot wait for a limited time without signals, so it is asked again and again.
void lock_until(const OpenFile& file, const std::filesystem::path& library, Clock::time_point end) {
    constexpr std::chrono::milliseconds pause{5};
    while (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) fail(library, errno);
        if (Clock::now() >= end) {
            throw LibraryInUse(fmt::format(
                "The library {} is being used by another inbeeld; wait until it is done", library.string()));
        }
        std::this_thread::sleep_for(pause);
    }
}

}  // namespace

// The queue is held only while waiting for the lock itself: who lets the lock go and wants it back finds the
// one who waited before him in the queue.
WritingLock::WritingLock(const std::filesystem::path& library, std::chrono::milliseconds patience)
    : lock_(std::make_unique<OpenFile>(library / ".lock", O_RDWR | O_CREAT)) {
    const OpenFile queue(library / ".queue", O_RDWR | O_CREAT);
    const Clock::time_point end = Clock::now() + patience;
    lock_until(queue, library, end);
    lock_until(*lock_, library, end);
}

WritingLock::~WritingLock() = default;

}  // namespace catalogue
