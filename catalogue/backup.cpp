#include "catalogue/backup.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/digest.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/files.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> databases = {"catalogue.db", "screens.db", "leaders.db"};
constexpr std::array<std::string_view, 4> folders = {"masters", "publications", "manifests", "logos"};
constexpr auto layout_choices = "booklet-plan.toml";  // where somebody chose another layout
constexpr auto list_name = "files.sha256";            // as sha256sum writes and checks it

[[noreturn]] void fail(const fs::path& path, const std::error_code& error) {
    throw CannotWork(fmt::format("{} cannot be written ({}); see whether there is room and whose it is",
                                 path.string(), error.message()));
}

void make_private(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error) fs::permissions(folder, fs::perms::owner_all, error);
    if (error) fail(folder, error);
}

// Files below one of the folders, as paths within the library.
std::set<fs::path> files_below(const fs::path& root, std::string_view folder) {
    std::set<fs::path> files;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(root / folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->is_regular_file(error)) files.insert(fs::relative(entry->path(), root));
    }
    return files;
}

bool same(const fs::path& a, const fs::path& b) {
    std::error_code error;
    const auto size = fs::file_size(b, error);
    return !error && size == fs::file_size(a, error) &&
           fs::last_write_time(a, error) == fs::last_write_time(b, error) && !error;
}

// Beside its place first, so that a backup that is cut off keeps what it had.
void copy_whole(const fs::path& from, const fs::path& to) {
    make_private(to.parent_path());
    const fs::path unfinished = to.string() + ".unfinished";
    std::error_code error;
    fs::copy_file(from, unfinished, fs::copy_options::overwrite_existing, error);
    if (!error) fs::last_write_time(unfinished, fs::last_write_time(from, error), error);
    if (!error) fs::permissions(unfinished, fs::perms::owner_read | fs::perms::owner_write, error);
    if (!error) fs::rename(unfinished, to, error);
    if (error) fail(to, error);
}

class Backup {
 public:
    Backup(fs::path library, fs::path target) : library_(std::move(library)), target_(std::move(target)) {}

    void bring_files_up_to_date() {
        for (const std::string_view folder : folders) {
            const std::set<fs::path> ours = files_below(library_, folder);
            for (const fs::path& file : ours) {
                if (same(library_ / file, target_ / file)) continue;
                std::error_code gone;
                if (!fs::exists(library_ / file, gone)) continue;
                copy_whole(library_ / file, target_ / file);
                ++report_.copied;
            }
            for (const fs::path& file : files_below(target_, folder)) {
                if (ours.contains(file)) continue;
                destroy_file(target_ / file);
                ++report_.removed;
            }
        }
        copy_whole(library_ / "key", target_ / "key");
        std::error_code error;
        if (fs::exists(library_ / layout_choices, error)) {
            copy_whole(library_ / layout_choices, target_ / layout_choices);
        } else {
            fs::remove(target_ / layout_choices, error);
        }
    }

    // With the writing lock: the records and the masters are of one moment.
    void finish() {
        for (const std::string_view name : databases) copy_database(name);
        bring_files_up_to_date();
        std::string list;
        for (const std::string_view name : databases) add_to_list(list, name);
        add_to_list(list, "key");
        add_to_list(list, layout_choices);
        for (const std::string_view folder : folders) {
            for (const fs::path& file : files_below(target_, folder)) add_to_list(list, file);
        }
        write_whole(target_ / list_name, list);
    }

    const BackupReport& report() const { return report_; }

 private:
    void copy_database(std::string_view name) {
        const fs::path from = library_ / name;
        const fs::path to = target_ / name;
        std::error_code error;
        if (!fs::exists(from, error)) {
            fs::remove(to, error);
            return;
        }
        const fs::path unfinished = to.string() + ".unfinished";
        fs::remove(unfinished, error);
        database::Connection(from, database::Mode::ReadWrite)
            .prepare("VACUUM INTO ?1")
            .bind(1, unfinished.string())
            .run();
        fs::permissions(unfinished, fs::perms::owner_read | fs::perms::owner_write, error);
        if (!error) fs::rename(unfinished, to, error);
        if (error) fail(to, error);
    }

    void add_to_list(std::string& list, const fs::path& file) {
        if (!fs::exists(target_ / file)) return;
        list += fmt::format("{}  {}\n", sha256_of_file(target_ / file), file.generic_string());
        ++report_.files;
    }

    fs::path library_;
    fs::path target_;
    BackupReport report_;
};

struct Listed {
    std::string sha256;
    fs::path file;
};

std::vector<Listed> read_list(const fs::path& backup) {
    std::ifstream file(backup / list_name);
    if (!file) {
        throw CannotWork(fmt::format("{} is no whole backup: it has no {}; name another folder",
                                     backup.string(), list_name));
    }
    std::vector<Listed> all;
    for (std::string line; std::getline(file, line);) {
        if (line.size() < 67 || line.substr(64, 2) != "  ") {
            throw CannotWork(
                fmt::format("{} is damaged; take another backup", (backup / list_name).string()));
        }
        const fs::path path = line.substr(66);
        bool inside = path.is_relative();
        for (const fs::path& part : path) inside = inside && part != "..";
        if (!inside) throw CannotWork(fmt::format("{} names a place outside the library", list_name));
        all.push_back({line.substr(0, 64), path});
    }
    return all;
}

}  // namespace

BackupReport back_up(const fs::path& library, const fs::path& target) {
    const Catalogue catalogue = Catalogue::open(library, Access::WriteInTurn);  // or says what is wrong
    make_private(target);
    const fs::path inside = fs::weakly_canonical(target).lexically_relative(fs::weakly_canonical(library));
    if (!inside.empty() && *inside.begin() != "..") {
        throw CannotWork("The backup cannot lie in the library itself; name a folder on another disk");
    }
    std::error_code error;
    fs::remove(target / list_name, error);
    Backup backup(library, target);
    backup.bring_files_up_to_date();  // the long part, in which everybody may go on
    const Turn turn = catalogue.take_turn();
    backup.finish();
    return backup.report();
}

BackupReport restore(const fs::path& backup, const fs::path& library) {
    std::error_code error;
    if (fs::exists(library, error) && !fs::is_empty(library, error)) {
        throw CannotWork(fmt::format("There is something in {} already; name a folder that is not there",
                                     library.string()));
    }
    const std::vector<Listed> files = read_list(backup);
    const fs::path unfinished = library.string() + ".unfinished";
    fs::remove_all(unfinished, error);
    make_private(unfinished);
    BackupReport report;
    for (const Listed& each : files) {
        if (!fs::exists(backup / each.file, error)) {
            fs::remove_all(unfinished, error);
            throw CannotWork(
                fmt::format("{} is missing in the backup; take another one", each.file.string()));
        }
        copy_whole(backup / each.file, unfinished / each.file);
        if (sha256_of_file(unfinished / each.file) != each.sha256) {
            fs::remove_all(unfinished, error);
            throw CannotWork(
                fmt::format("{} is damaged in the backup; take another one", each.file.string()));
        }
        ++report.files;
        ++report.copied;
    }
    for (const char* folder : {"masters", "renditions", "publications", "unfinished"}) {
        make_private(unfinished / folder);
    }
    for (const auto& entry : fs::recursive_directory_iterator(unfinished)) {
        if (entry.is_directory()) make_private(entry.path());
    }
    fs::remove(library, error);
    fs::rename(unfinished, library, error);
    if (error) fail(library, error);
    Catalogue::open(library, Access::ReadWrite);
    return report;
}

}  // namespace catalogue
