#include "ingest/masters.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/files.hpp"

#include <cstddef>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace ingest {

namespace {

namespace fs = std::filesystem;

/// Files under their temporary names; those that are not renamed are removed again.
class Unfinished {
 public:
    explicit Unfinished(fs::path folder) : folder_(std::move(folder)) {}
    ~Unfinished() {
        std::error_code ignored;
        for (const fs::path& file : files_) fs::remove(file, ignored);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    const fs::path& write(ByteView bytes) {
        fs::path file = folder_ / fmt::format("{:04}.part", files_.size());
        write_new_file(file, bytes, Sync::Later);
        return files_.emplace_back(std::move(file));
    }

    const fs::path& operator[](std::size_t i) const { return files_[i]; }

 private:
    fs::path folder_;
    std::vector<fs::path> files_;
};

void read_back(const Unfinished& unfinished, const std::vector<FileToStore>& files) {
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (reads_back(unfinished[i], files[i].bytes)) continue;
        throw catalogue::CannotWork{
            fmt::format("The disk does not give back what was written to {}; use another disk.",
                        unfinished[i].parent_path().string())};
    }
}

}  // namespace

// The order is what makes it safe: content on the disk before the name, the name before anyone is told.
void store_safely(const std::vector<FileToStore>& files, const fs::path& unfinished_folder) {
    if (files.empty()) return;
    make_folder(unfinished_folder);
    Unfinished unfinished{unfinished_folder};
    for (const FileToStore& file : files) unfinished.write(file.bytes);
    sync_file_system(unfinished_folder);
    read_back(unfinished, files);
    for (std::size_t i = 0; i < files.size(); ++i) {
        make_folder(files[i].target.parent_path());
        rename_into_place(unfinished[i], files[i].target);
    }
    sync_file_system(unfinished_folder);
}

void clear_unfinished(const fs::path& unfinished) {
    std::error_code error;
    for (fs::directory_iterator it{unfinished, error}, end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        fs::remove_all(it->path(), ignored);
    }
}

void store_derived(const FileToStore& file, const fs::path& unfinished_folder) {
    make_folder(unfinished_folder);
    make_folder(file.target.parent_path());
    Unfinished unfinished{unfinished_folder};
    rename_into_place(unfinished.write(file.bytes), file.target);
}

}  // namespace ingest
