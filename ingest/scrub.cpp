#include "ingest/scrub.hpp"

#include "ingest/bytes.hpp"
#include "ingest/card.hpp"
#include "ingest/files.hpp"
#include "ingest/sanitise.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <unistd.h>

namespace ingest {

namespace {

namespace fs = std::filesystem;

/// Gives out names in a folder.
class Folder {
 public:
    explicit Folder(fs::path path) : path_(std::move(path)) {}

    fs::path put(const std::string& file_name, ByteView picture) {
        make_folder(path_);
        const fs::path unfinished = path_ / fmt::format(".unfinished-{}", ::getpid());
        fs::remove(unfinished);
        write_new_file(unfinished, picture, Sync::Now);
        return name(unfinished, file_name);
    }

 private:
    fs::path name(const fs::path& unfinished, const std::string& file_name) {
        if (is_dcf_file_name(file_name)) {
            const fs::path kept = path_ / (fs::path{file_name}.stem().string() + ".JPG");
            if (rename_to_new(unfinished, kept)) return kept;
        }
        while (true) {
            const fs::path numbered = path_ / fmt::format("photo-{:04}.jpg", next_++);
            if (rename_to_new(unfinished, numbered)) return numbered;
        }
    }

    fs::path path_;
    int next_ = 1;
};

struct Folders {
    Folder clean;
    Folder quarantine;
};

Scrubbed keep(CleanPicture picture, const std::string& file, Folders& folders) {
    const bool whole = picture.damage.empty();
    Folder& folder = whole ? folders.clean : folders.quarantine;
    const auto outcome = whole ? Scrubbed::Outcome::Clean : Scrubbed::Outcome::Quarantined;
    const fs::path output = folder.put(fs::path{file}.filename().string(), picture.jpeg);
    return {file, outcome, std::move(picture.damage), output};
}

Scrubbed scrub_one(const std::string& file, Folders& folders) {
    try {
        Sanitised result = sanitise(read_file(file), fs::path{file}.filename().string(), {});
        if (result.picture) return keep(std::move(*result.picture), file, folders);
        const bool doubtful = result.refusal.kind == Refusal::Kind::Doubtful;
        return {file, doubtful ? Scrubbed::Outcome::Quarantined : Scrubbed::Outcome::Rejected,
                std::move(result.refusal.reason), std::nullopt};
    } catch (const FileUnreadable& error) {
        return {file, Scrubbed::Outcome::Rejected, error.what(), std::nullopt};
    }
}

}  // namespace

std::vector<Scrubbed> scrub(const std::vector<std::string>& files, const fs::path& into) {
    Folders folders{Folder{into}, Folder{into / "quarantine"}};
    make_folder(into);
    std::vector<Scrubbed> results;
    results.reserve(files.size());
    for (const std::string& file : files) results.push_back(scrub_one(file, folders));
    return results;
}

}  // namespace ingest
