#include "unsynced.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

std::string folder_of(const std::string& path) {
    return std::filesystem::path{path}.parent_path().string();
}

std::string of_ours(int descriptor) {
    return fmt::format("/proc/self/fd/{}", descriptor);
}

}  // namespace

void Unsynced::content_changes(int file, off_t offset, std::size_t length) {
    struct stat about{};
    if (::fstat(file, &about) != 0) return;
    Step step{Step::Kind::Content,
              ::open(of_ours(file).c_str(), O_RDWR | O_CLOEXEC),
              offset,
              about.st_size,
              {},
              {},
              {}};
    if (offset < about.st_size) {
        step.before.resize(std::min(length, static_cast<std::size_t>(about.st_size - offset)));
        const ssize_t got = ::pread(step.file, step.before.data(), step.before.size(), offset);
        step.before.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    }
    steps_.push_back(std::move(step));
}

void Unsynced::made(const std::string& path) {
    steps_.push_back({Step::Kind::Made, -1, 0, 0, {}, path, {}});
}

void Unsynced::name_goes(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) return;
    // Another name keeps the file in being, where no program looks for one.
    const std::string kept =
        fmt::format("{}/kept-{}", std::getenv("FAILING_DISK_KEEPS"), steps_.size() * 1000 + file);
    ::link(path.c_str(), kept.c_str());
    ::close(file);
    steps_.push_back({Step::Kind::Gone, -1, 0, 0, {}, path, kept});
}

void Unsynced::named(const std::string& from, const std::string& to) {
    steps_.push_back({Step::Kind::Named, -1, 0, 0, {}, to, from});
}

void Unsynced::content_synced(int file) {
    struct stat synced{};
    if (::fstat(file, &synced) != 0) return;
    std::erase_if(steps_, [&](const Step& step) {
        struct stat about{};
        return step.kind == Step::Kind::Content && ::fstat(step.file, &about) == 0 &&
               about.st_ino == synced.st_ino && (::close(step.file), true);
    });
}

void Unsynced::names_synced(const std::string& folder) {
    std::erase_if(steps_, [&](const Step& step) {
        return step.kind != Step::Kind::Content && folder_of(step.path) == folder;
    });
}

void Unsynced::all_synced() {
    for (const Step& step : steps_) {
        if (step.file >= 0) ::close(step.file);
    }
    steps_.clear();
}

void Unsynced::undo(const Step& step) {
    switch (step.kind) {
        case Step::Kind::Content:
            if (::pwrite(step.file, step.before.data(), step.before.size(), step.offset) < 0 ||
                ::ftruncate(step.file, step.size) != 0) {
                std::perror("the failing disk cannot lose a content");
            }
            break;
        case Step::Kind::Made:
            std::remove(step.path.c_str());
            break;
        case Step::Kind::Gone:
            ::link(step.from.c_str(), step.path.c_str());
            break;
        case Step::Kind::Named:
            std::rename(step.path.c_str(), step.from.c_str());
            break;
    }
}

void Unsynced::lose(Lost what) {
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
        const bool content = step->kind == Step::Kind::Content;
        if (what == Lost::All || content == (what == Lost::Contents)) undo(*step);
    }
    steps_.clear();
}
