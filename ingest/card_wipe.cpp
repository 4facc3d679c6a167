#include "ingest/card_wipe.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/card.hpp"
#include "ingest/files.hpp"
#include "ingest/intake.hpp"
#include "ingest/left_files.hpp"
#include "ingest/picture_id.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ingest {

namespace {

namespace fs = std::filesystem;
using Became = FileReport::Outcome;

constexpr std::size_t most_names = 3;

/// "3 photos are not in (DCIM/100CANON/IMG_0001.JPG and others)". Empty: there are none.
std::string told(const CardReport& card, Became outcome, std::string_view one, std::string_view more) {
    std::string names;
    std::size_t named = 0;
    const int count = card.count(outcome);
    if (count == 0) return {};
    for (const FileReport& photo : card.photos) {
        if (photo.outcome != outcome || named++ >= most_names) continue;
        names += (names.empty() ? "" : ", ") + photo.file;
    }
    return fmt::format("{} {} ({}{})", count, count == 1 ? one : more, names,
                       named > most_names ? " and others" : "");
}

/// What to do about it is one thing for all reasons.
std::string why_not(const CardReport& card) {
    if (card.was_taken_out) return "it was taken out";
    if (card.changed) return "it changed while it was read";
    if (!card.stopped.empty()) return "it was not read to its end";
    if (!card.unreadable_folders.empty()) return "not all its folders can be read";
    std::string reason = told(card, Became::New, "photo is not in", "photos are not in");
    if (reason.empty())
        reason = told(card, Became::Unreadable, "file cannot be read", "files cannot be read");
    if (reason.empty()) reason = told(card, Became::Quarantined, "file is not in", "files are not in");
    if (reason.empty() && !card.library_is_whole)
        reason = "the library does not give every photo of it back; run inbeeld verify";
    if (reason.empty() && card.damaged() > 0)
        reason =
            fmt::format("{} of its photos are damaged, and it may be the only other place", card.damaged());
    return reason.empty() ? "not everything on it is in" : reason;
}

/// An open file, closed when it goes.
class OpenToErase {
 public:
    explicit OpenToErase(const fs::path& path)
        : number_(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)) {}
    ~OpenToErase() {
        if (number_ >= 0) ::close(number_);
    }
    OpenToErase(const OpenToErase&) = delete;
    OpenToErase& operator=(const OpenToErase&) = delete;

    bool is_open() const { return number_ >= 0; }
    int get() const { return number_; }

 private:
    int number_;
};

std::string message(int error) {
    return std::generic_category().message(error);
}

/// Writes over a file from its beginning to its end, in place, and waits for the card. 0 or what went wrong.
int write_over(int file, std::uint64_t size) {
    static constexpr std::array<char, 256UL * 1024> nothing{};
    std::uint64_t at = 0;
    while (at < size) {
        const std::size_t piece = std::min<std::uint64_t>(nothing.size(), size - at);
        const ssize_t put = ::pwrite(file, nothing.data(), piece, static_cast<off_t>(at));
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return errno;
        at += static_cast<std::uint64_t>(put);
    }
    return ::fsync(file) == 0 ? 0 : errno;
}

/// Everything on the card that goes, by its name there.
std::map<std::string, FileReport> all_files(const CardReport& card) {
    std::map<std::string, FileReport> all;
    for (const FileReport& photo : card.photos) all[photo.file] = photo;
    for (const auto* files : {&card.contents.left, &card.contents.other_files, &card.contents.passed_over}) {
        for (const CardFile& file : *files) all[file.name].size = file.size;
    }
    return all;
}

std::vector<CardFile> files_of(const CardContents& card) {
    std::vector<CardFile> files = card.files;
    for (const auto* part : {&card.left, &card.other_files, &card.passed_over})
        files.insert(files.end(), part->begin(), part->end());
    return files;
}

/// Looks again, right before: a file that came since is nobody's to remove.
std::vector<CardFile> look_again(const CardReport& card) {
    const CardContents now = look_through_card(card.path);
    const bool same_card = now.file_system == card.contents.file_system && now.label == card.contents.label;
    if (!same_card) {
        throw catalogue::CannotWork{
            fmt::format("Another card is in {} now; nothing was wiped.", card.path.string())};
    }
    const std::map<std::string, FileReport> known = all_files(card);
    std::vector<CardFile> files = files_of(now);
    for (const CardFile& file : files) {
        const auto found = known.find(file.name);
        if (found != known.end() && found->second.size == file.size) continue;
        throw catalogue::CannotWork{fmt::format(
            "{} came onto the card or changed meanwhile; nothing was wiped.", file.path.string())};
    }
    return files;
}

/// Wipes one file; what went wrong, as a clause, or nothing. `hash`: empty for what was never read.
std::string wipe_file(const CardFile& file, const std::string& hash, int number) {
    const OpenToErase open{file.path};
    if (!open.is_open()) return message(errno);
    struct stat about{};
    if (::fstat(open.get(), &about) != 0) return message(errno);
    if (!S_ISREG(about.st_mode)) return "it is no ordinary file";
    if (about.st_nlink > 1) return "it has another name elsewhere, and would be lost there too";
    if (!hash.empty()) {
        try {
            if (sha256(read_file(file.path)) != hash) return "it changed meanwhile";
        } catch (const FileUnreadable& error) {
            return error.what();
        }
    }
    if (const int error = write_over(open.get(), static_cast<std::uint64_t>(about.st_size)))
        return message(error);
    // The name stays in the folder's entry on a FAT card, so it gets one that says nothing.
    fs::path plain = file.path.parent_path() / fmt::format("X{:07}", number);
    std::error_code error;
    if (fs::exists(fs::symlink_status(plain, error))) plain = file.path;
    error.clear();
    if (plain != file.path) fs::rename(file.path, plain, error);
    if (error) plain = file.path;
    return ::unlink(plain.c_str()) == 0 ? std::string{} : message(errno);
}

/// The deepest first; what is not empty stays.
void remove_empty_folders(const CardReport& card, const std::vector<CardFile>& files) {
    std::set<fs::path> folders;
    for (const CardFile& file : files) {
        for (fs::path folder = fs::path{file.name}.parent_path(); folder.has_parent_path();
             folder = folder.parent_path()) {
            folders.insert(card.path / folder);
        }
        const fs::path top = *fs::path{file.name}.begin();
        const bool in_folder = fs::path{file.name}.has_parent_path();
        if (in_folder && find_entry(card.path, "dcim") != card.path / top) folders.insert(card.path / top);
    }
    for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) ::rmdir(folder->c_str());
}

}  // namespace

std::string why_not_to_wipe(const CardReport& card, LeftFiles left) {
    if (!card.may_be_wiped()) {
        const bool ingest_helps = card.count(Became::New) > 0;
        return fmt::format("{} is not wiped: {}{}.", card.path.string(), why_not(card),
                           ingest_helps ? "; run first: inbeeld ingest " + card.path.string() : "");
    }
    const std::string stay = in_words(left_counts(card));
    if (stay.empty() || left == LeftFiles::Go) return {};
    return fmt::format(
        "{} is not wiped: {} on it are nowhere else; copy what is wanted, then say --with-left.",
        card.path.string(), stay);
}

Wiped wipe(const CardReport& card) {
    const std::map<std::string, FileReport> known = all_files(card);
    const std::vector<CardFile> files = look_again(card);
    Wiped wiped;
    for (const CardFile& file : files) {
        const std::string problem = wipe_file(file, known.at(file.name).sha256, wiped.files);
        if (problem.empty()) {
            ++wiped.files;
            wiped.bytes += file.size;
            continue;
        }
        wiped.refused.push_back(fmt::format("{}: {}; it stays.", file.path.string(), problem));
    }
    remove_empty_folders(card, files);
    sync_file_system(card.path);
    return wiped;
}

}  // namespace ingest
