#include "ingest/watch.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/card.hpp"
#include "ingest/volume.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ingest {

namespace {

namespace fs = std::filesystem;

// Plain folders in the watched one tell nothing by themselves; they are looked at so often, and are whole
// when nothing changed in between.
constexpr int pause_ms = 700;

std::set<fs::path> mounted_folders() {
    std::set<fs::path> folders;
    for (const Mount& mount : mounts()) folders.insert(mount.folder);
    return folders;
}

bool is_card(const fs::path& folder) {
    std::error_code error;
    const fs::path dcim = find_entry(folder, "dcim");
    return !dcim.empty() && fs::is_directory(dcim, error);
}

std::set<fs::path> folders_in(const fs::path& folder) {
    std::set<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator it{folder, error}, end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        const bool shown = !it->path().filename().string().starts_with('.');
        if (shown && it->is_directory(ignored) && !it->is_symlink(ignored)) found.insert(it->path());
    }
    return found;
}

sigset_t stopping_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

}  // namespace

CardsComing::CardsComing(fs::path folder)
    : folder_(std::move(folder)), mountinfo_(::open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)) {
    std::error_code error;
    if (mountinfo_ >= 0 && (folder_.empty() || fs::is_directory(folder_, error))) return;
    if (mountinfo_ < 0)
        throw catalogue::CannotWork{"This machine does not tell what is mounted; name the cards."};
    ::close(mountinfo_);
    throw catalogue::CannotWork{
        fmt::format("{} is not a folder; name the folder in which cards appear.", folder_.string())};
}

CardsComing::~CardsComing() {
    ::close(mountinfo_);
}

CardsComing::State CardsComing::state_of(const fs::path& folder, bool is_mounted) {
    struct stat about{};
    if (::stat(folder.c_str(), &about) != 0) return {};
    State state{about.st_dev, about.st_ino, 0, 0};
    if (is_mounted) return state;
    std::error_code error;
    for (fs::recursive_directory_iterator it{folder, error}, end; !error && it != end; it.increment(error)) {
        struct stat entry{};
        if (::lstat(it->path().c_str(), &entry) != 0) continue;
        std::get<2>(state) += 1 + static_cast<std::uint64_t>(entry.st_size);
        std::get<3>(state) += entry.st_mtim.tv_sec * 1'000 + entry.st_mtim.tv_nsec / 1'000'000;
    }
    return state;
}

std::vector<fs::path> CardsComing::look() {
    const std::set<fs::path> mounted = mounted_folders();
    std::set<fs::path> there = folder_.empty() ? mounted : folders_in(folder_);
    there.erase("/");
    std::erase_if(seen_, [&](const auto& each) { return !there.contains(each.first); });
    std::vector<fs::path> ready;
    for (const fs::path& folder : there) {
        if (!is_card(folder)) {
            seen_.erase(folder);
            continue;
        }
        std::error_code error;
        const bool whole_at_once = mounted.contains(fs::canonical(folder, error));
        const State state = state_of(folder, whole_at_once);
        const auto known = seen_.find(folder);
        const bool same = known != seen_.end() && known->second.state == state;
        if (same && known->second.told) continue;
        if (same || whole_at_once) ready.push_back(folder);
        seen_[folder] = {state, same || whole_at_once};
    }
    return ready;
}

std::vector<fs::path> CardsComing::wait(int stop) {
    bool first = true;
    for (;;) {
        std::array<pollfd, 2> events = {pollfd{mountinfo_, POLLPRI, 0}, pollfd{stop, POLLIN, 0}};
        const int limit = folder_.empty() ? -1 : pause_ms;
        // The first question forgets what was mounted before it, so it does not wait.
        const int told = ::poll(events.data(), events.size(), first ? 0 : limit);
        first = false;
        if (told < 0 && errno != EINTR)
            throw catalogue::CannotWork{"This machine does not tell what is mounted."};
        if (events[1].revents != 0) return {};
        if (std::vector<fs::path> ready = look(); !ready.empty()) return ready;
    }
}

StopSignals::StopSignals() : descriptor_(-1) {
    const sigset_t set = stopping_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    descriptor_ = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

StopSignals::~StopSignals() {
    const sigset_t set = stopping_signals();
    signalfd_siginfo told{};
    while (::read(descriptor_, &told, sizeof told) > 0) {  // what was asked for has been done
    }
    ::close(descriptor_);
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace ingest
