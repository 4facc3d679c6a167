// The disk that fails: loaded into a program before libc (LD_PRELOAD), it stands between the program and the
// files below FAILING_DISK.
//
//   FAILING_CALL   open, read, write, sync, rename, remove, mkdir, close, truncate or any
//   FAILING_AT     the how manieth of these calls fails, from 1; 0: none, they are counted only
//   FAILING_WITH   EIO, ENOSPC, EINTR; short: half of what was asked; kill: SIGKILL;
//                  lose-all, lose-contents, lose-names: the power fails, and what was not synced is lost
//   FAILING_STAYS  every call after that fails as well
//   FAILING_LIES   every sync says that it worked, and has synced nothing
//   FAILING_COUNTS a file that gets the number of calls when the program ends
//   FAILING_DISK_KEEPS  a folder of the same file system, for the shim's own use
//
// With FAILING_AT=end the power fails when the program has ended, after it told what it did.

#include "unsynced.hpp"

#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <mutex>
#include <string>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

template <class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

std::string setting(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// One for the process; what it knows is guarded by its mutex.
class Disk {
 public:
    static Disk& the() {
        static Disk* const disk = new Disk;  // never destroyed: files are closed after everything
        return *disk;
    }

    bool holds(const std::string& path) const { return !folder_.empty() && path.starts_with(folder_ + "/"); }
    bool holds(int file) const { return files.contains(file); }

    /// What becomes of a call: 0 it works, otherwise errno; -1: half of it works.
    int judge(const char* call) {
        ++counts_[call];
        const long number = call_ == "any" ? ++any_ : counts_[call];
        if ((call_ != "any" && call_ != call) || at_ == 0) return 0;
        if (number != at_ && !(stays_ && number > at_)) return 0;
        if (with_ == "EIO") return EIO;
        if (with_ == "ENOSPC") return ENOSPC;
        if (with_ == "EINTR") return EINTR;
        if (with_ == "short") return -1;
        if (with_ == "kill") std::raise(SIGKILL);
        power_fails();
    }

    [[noreturn]] void power_fails() {
        lose();
        ::_exit(137);
    }

    void end() {
        const std::lock_guard lock{mutex};
        if (!counts_file_.empty()) {
            std::ofstream file{counts_file_};
            for (const auto& [call, count] : counts_) file << call << ' ' << count << '\n';
        }
        if (at_end_) lose();
    }

    std::recursive_mutex mutex;
    Unsynced unsynced;
    std::map<int, std::string> files;
    const bool lies = !setting("FAILING_LIES").empty();

 private:
    Disk() {
        const std::string at = setting("FAILING_AT");
        at_end_ = at == "end";
        at_ = at_end_ ? 0 : std::atol(at.c_str());
    }

    void lose() {
        using Lost = Unsynced::Lost;
        // What undoing does is not to be noted again.
        folder_.clear();
        files.clear();
        unsynced.lose(with_ == "lose-contents" ? Lost::Contents
                      : with_ == "lose-names"  ? Lost::Names
                                               : Lost::All);
    }

    std::string folder_ = setting("FAILING_DISK");
    std::string call_ = setting("FAILING_CALL");
    std::string with_ = setting("FAILING_WITH");
    std::string counts_file_ = setting("FAILING_COUNTS");
    bool stays_ = !setting("FAILING_STAYS").empty();
    bool at_end_ = false;
    long at_ = 0;
    long any_ = 0;
    std::map<std::string, long> counts_;
};

[[gnu::destructor]] void program_ends() {
    Disk::the().end();
}

bool exists(const char* path) {
    struct stat about{};
    return ::lstat(path, &about) == 0;
}

int failed(int error) {
    errno = error;
    return -1;
}

int open_noted(const char* path, int flags, mode_t mode) {
    using Open = int(const char*, int, ...);
    static Open* const real_open = real<Open>("open");
    Disk& disk = Disk::the();
    const std::lock_guard lock{disk.mutex};
    if (!disk.holds(path)) return real_open(path, flags, mode);
    if (const int error = disk.judge("open"); error > 0) return failed(error);
    const bool is_new = (flags & O_CREAT) != 0 && !exists(path);
    const int file = real_open(path, flags & ~O_TRUNC, mode);
    if (file < 0) return file;
    if (is_new) disk.unsynced.made(path);
    if ((flags & O_TRUNC) != 0) {
        disk.unsynced.content_changes(file, 0, std::size_t{1} << 30U);
        (void)!::ftruncate(file, 0);
    }
    disk.files[file] = path;
    return file;
}

template <class Call>
auto guarded(const char* name, int file, Call call) -> decltype(call(false)) {
    Disk& disk = Disk::the();
    const std::lock_guard lock{disk.mutex};
    if (!disk.holds(file)) return call(false);
    const int error = disk.judge(name);
    if (error > 0) return failed(error);
    return call(error < 0);
}

// A sync that fails has synced nothing, as Linux does it.
template <class Function>
int sync_noted(const char* name, int file, void (*note)(Disk&, int)) {
    return guarded("sync", file, [&](bool) {
        const int result = real<Function>(name)(file);
        Disk& disk = Disk::the();
        if (result == 0 && disk.holds(file) && !disk.lies) note(disk, file);
        return result;
    });
}

void one_synced(Disk& disk, int file) {
    struct stat about{};
    if (::fstat(file, &about) == 0 && S_ISDIR(about.st_mode)) disk.unsynced.names_synced(disk.files[file]);
    disk.unsynced.content_synced(file);
}

int remove_noted(const char* name, const char* path) {
    using Remove = int(const char*);
    Disk& disk = Disk::the();
    const std::lock_guard lock{disk.mutex};
    if (!disk.holds(path)) return real<Remove>(name)(path);
    if (const int error = disk.judge("remove"); error > 0) return failed(error);
    disk.unsynced.name_goes(path);
    return real<Remove>(name)(path);
}

template <class Call>
int rename_noted(const char* from, const char* to, Call call) {
    Disk& disk = Disk::the();
    const std::lock_guard lock{disk.mutex};
    if (!disk.holds(to)) return call();
    if (const int error = disk.judge("rename"); error > 0) return failed(error);
    if (exists(to)) disk.unsynced.name_goes(to);
    const int result = call();
    if (result == 0) disk.unsynced.named(from, to);
    return result;
}

std::size_t part(std::size_t length, bool half) {
    return half && length > 1 ? length / 2 : length;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const auto mode = static_cast<mode_t>((flags & O_CREAT) != 0 ? va_arg(arguments, int) : 0);
    va_end(arguments);
    return open_noted(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const auto mode = static_cast<mode_t>((flags & O_CREAT) != 0 ? va_arg(arguments, int) : 0);
    va_end(arguments);
    return open_noted(path, flags, mode);
}

ssize_t read(int file, void* to, std::size_t length) {
    using Read = ssize_t(int, void*, std::size_t);
    static Read* const real_read = real<Read>("read");
    return guarded("read", file, [&](bool half) { return real_read(file, to, part(length, half)); });
}

ssize_t pread64(int file, void* to, std::size_t length, off64_t offset) {
    using Read = ssize_t(int, void*, std::size_t, off64_t);
    static Read* const real_read = real<Read>("pread64");
    return guarded("read", file, [&](bool half) { return real_read(file, to, part(length, half), offset); });
}

ssize_t write(int file, const void* from, std::size_t length) {
    using Write = ssize_t(int, const void*, std::size_t);
    static Write* const real_write = real<Write>("write");
    return guarded("write", file, [&](bool half) {
        Disk& disk = Disk::the();
        if (disk.holds(file)) disk.unsynced.content_changes(file, ::lseek(file, 0, SEEK_CUR), length);
        return real_write(file, from, part(length, half));
    });
}

ssize_t pwrite64(int file, const void* from, std::size_t length, off64_t offset) {
    using Write = ssize_t(int, const void*, std::size_t, off64_t);
    static Write* const real_write = real<Write>("pwrite64");
    return guarded("write", file, [&](bool half) {
        Disk& disk = Disk::the();
        if (disk.holds(file)) disk.unsynced.content_changes(file, offset, length);
        return real_write(file, from, part(length, half), offset);
    });
}

int ftruncate64(int file, off64_t length) {
    using Truncate = int(int, off64_t);
    static Truncate* const real_truncate = real<Truncate>("ftruncate64");
    return guarded("truncate", file, [&](bool) {
        Disk& disk = Disk::the();
        if (disk.holds(file)) disk.unsynced.content_changes(file, length, std::size_t{1} << 30U);
        return real_truncate(file, length);
    });
}

int fsync(int file) {
    return sync_noted<int(int)>("fsync", file, one_synced);
}

int fdatasync(int file) {
    return sync_noted<int(int)>("fdatasync", file, one_synced);
}

int syncfs(int file) noexcept {
    return sync_noted<int(int)>("syncfs", file, [](Disk& disk, int) { disk.unsynced.all_synced(); });
}

int close(int file) {
    using Close = int(int);
    static Close* const real_close = real<Close>("close");
    Disk& disk = Disk::the();
    const std::lock_guard lock{disk.mutex};
    if (!disk.holds(file)) return real_close(file);
    const int error = disk.judge("close");
    disk.files.erase(file);
    const int result = real_close(file);  // Linux closes it, whatever it answers
    return error > 0 ? failed(error) : result;
}

int rename(const char* from, const char* to) noexcept {
    return rename_noted(from, to, [&] { return real<int(const char*, const char*)>("rename")(from, to); });
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) noexcept {
    using Rename = int(int, const char*, int, const char*, unsigned);
    return rename_noted(from, to,
                        [&] { return real<Rename>("renameat2")(from_folder, from, to_folder, to, flags); });
}

int unlink(const char* path) noexcept {
    return remove_noted("unlink", path);
}

int remove(const char* path) noexcept {
    return remove_noted("remove", path);
}

int mkdir(const char* path, mode_t mode) noexcept {
    using Make = int(const char*, mode_t);
    Disk& disk = Disk::the();
    const std::lock_guard lock{disk.mutex};
    if (!disk.holds(path)) return real<Make>("mkdir")(path, mode);
    if (const int error = disk.judge("mkdir"); error > 0) return failed(error);
    const int result = real<Make>("mkdir")(path, mode);
    if (result == 0) disk.unsynced.made(path);
    return result;
}
}
