#include "ingest/files.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ingest {

namespace {

namespace fs = std::filesystem;

/// An open file, closed when it goes.
class Descriptor {
 public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    bool is_open() const { return number_ >= 0; }
    int get() const { return number_; }
    int close() { return ::close(std::exchange(number_, -1)); }

 private:
    int number_;
};

std::string reason(int error) {
    return std::generic_category().message(error);
}

[[noreturn]] void cannot_read(int error) {
    throw FileUnreadable{fmt::format("it cannot be read ({})", reason(error))};
}

[[noreturn]] void cannot_write(const fs::path& where, int error) {
    if (error == ENOSPC || error == EDQUOT) {
        throw catalogue::CannotWork{fmt::format("The disk with {} is full; make room and run this again.",
                                                where.parent_path().string())};
    }
    throw catalogue::CannotWork{fmt::format("{} cannot be written ({}); look at the disk and run this again.",
                                            where.string(), reason(error))};
}

// Read straight ahead, large pieces, every result looked at. An error loses the file, never the program.
Bytes read_descriptor(const Descriptor& file, std::size_t size) {
    constexpr std::size_t piece = 1024UL * 1024;
    Bytes bytes(size);
    std::size_t at = 0;
    while (at < size) {
        const ssize_t got = ::read(file.get(), bytes.data() + at, std::min(piece, size - at));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) cannot_read(errno);
        if (got == 0) break;
        at += static_cast<std::size_t>(got);
    }
    bytes.resize(at);
    return bytes;
}

int write_all(const Descriptor& file, ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(file.get(), bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return errno;
        bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
    return 0;
}

// Clean pages are dropped, so that what is read next comes from the disk. A hash answered by the page cache
// would prove nothing.
void forget_pages(const Descriptor& file) {
    ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED);
}

Descriptor open_to_read(const fs::path& path) {
    Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
    if (!file.is_open()) cannot_read(errno);
    return file;
}

Bytes read_opened(const Descriptor& file, std::size_t most) {
    struct stat about{};
    if (::fstat(file.get(), &about) != 0) cannot_read(errno);
    if (S_ISDIR(about.st_mode)) throw FileUnreadable{"it is a folder, not a file"};
    if (!S_ISREG(about.st_mode)) throw FileUnreadable{"it is not a file that holds anything"};
    const auto size = static_cast<std::size_t>(about.st_size);
    if (size > most_bytes_a_file && most >= most_bytes_a_file) {
        throw FileUnreadable{"it is larger than any photo"};
    }
    Bytes bytes = read_descriptor(file, std::min(size, most));
    if (bytes.size() < std::min(size, most)) throw FileUnreadable{"it ended while it was being read"};
    return bytes;
}

}  // namespace

Bytes read_file(const fs::path& path, std::size_t most) {
    const Descriptor file = open_to_read(path);
    ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
    return read_opened(file, most);
}

Bytes read_from_disk(const fs::path& path) {
    const Descriptor file = open_to_read(path);
    forget_pages(file);
    return read_opened(file, most_bytes_a_file);
}

void write_new_file(const fs::path& path, ByteView bytes, Sync sync) {
    Descriptor file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)};
    if (!file.is_open()) cannot_write(path, errno);
    int error = write_all(file, bytes);
    if (error == 0 && sync == Sync::Now && ::fsync(file.get()) != 0) error = errno;
    if (file.close() != 0 && error == 0) error = errno;
    if (error == 0) return;
    ::unlink(path.c_str());
    cannot_write(path, error);
}

void sync_file_system(const fs::path& folder) {
    const Descriptor file{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!file.is_open() || ::syncfs(file.get()) != 0) cannot_write(folder / "", errno);
}

bool reads_back(const fs::path& path, ByteView bytes) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (!file.is_open()) return false;
    forget_pages(file);
    try {
        const Bytes found = read_descriptor(file, bytes.size() + 1);
        return std::equal(found.begin(), found.end(), bytes.begin(), bytes.end());
    } catch (const FileUnreadable&) {
        return false;
    }
}

void rename_into_place(const fs::path& finished, const fs::path& target) {
    if (::rename(finished.c_str(), target.c_str()) != 0) cannot_write(target, errno);
}

bool rename_to_new(const fs::path& finished, const fs::path& target) {
    // glibc declares it in <stdio.h>, which the include check does not know.
    if (::renameat2(AT_FDCWD, finished.c_str(), AT_FDCWD, target.c_str(),  // NOLINT(misc-include-cleaner)
                    RENAME_NOREPLACE) == 0) {                              // NOLINT(misc-include-cleaner)
        return true;
    }
    if (errno == EEXIST) return false;
    // File systems that cannot do this in one step (exFAT and network ones) can link.
    if (::link(finished.c_str(), target.c_str()) == 0) {
        ::unlink(finished.c_str());
        return true;
    }
    if (errno == EEXIST) return false;
    cannot_write(target, errno);
}

void make_folder(const fs::path& folder) {
    if (folder.empty() || fs::is_directory(folder)) return;
    if (folder.has_parent_path() && folder.parent_path() != folder) make_folder(folder.parent_path());
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) cannot_write(folder, errno);
}

}  // namespace ingest
