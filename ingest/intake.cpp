#include "ingest/intake.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/card.hpp"
#include "ingest/card_evidence.hpp"
#include "ingest/group.hpp"
#include "ingest/progress.hpp"
#include "ingest/read_ahead.hpp"
#include "ingest/which_card.hpp"
#include "ingest/workers.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <malloc.h>

namespace ingest {

namespace {

using Outcome = FileReport::Outcome;

/// The file's own name, in capitals: FAT does not tell them apart.
std::string base_name(const std::string& name) {
    std::string base = std::filesystem::path{name}.filename().string();
    std::transform(base.begin(), base.end(), base.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return base;
}

// One sync and one transaction for so many pictures: a sync a picture would cost 30 ms each. Three groups are
// in memory at a time.
constexpr std::size_t files_in_a_group = 64;
constexpr std::uint64_t bytes_in_a_group = 10UL * 1024 * 1024;

/// Groups in the order of the files, but with files of one name together (100CANON and 101CANON may both hold
/// an IMG_0001.JPG): which of them a record means, the catalogue can only tell when it sees them all.
std::vector<std::vector<CardFile>> in_groups(const std::vector<CardFile>& files) {
    std::map<std::string, std::vector<const CardFile*>> by_name;
    for (const CardFile& file : files) by_name[base_name(file.name)].push_back(&file);
    std::vector<std::vector<CardFile>> groups;
    std::uint64_t bytes = 0;
    for (const CardFile& file : files) {
        auto& same_name = by_name[base_name(file.name)];
        if (same_name.empty()) continue;
        const bool fits = bytes + file.size <= bytes_in_a_group;
        if (groups.empty() || groups.back().size() >= files_in_a_group || (!fits && bytes > 0)) {
            groups.emplace_back();
            bytes = 0;
        }
        for (const CardFile* each : same_name) {
            groups.back().push_back(*each);
            bytes += each->size;
        }
        same_name.clear();
    }
    return groups;
}

std::uint64_t bytes_of(const std::vector<CardFile>& files) {
    std::uint64_t bytes = 0;
    for (const CardFile& file : files) bytes += file.size;
    return bytes;
}

/// Once a card was read to its end: its last start photo may say when its first picture was taken.
void settle(catalogue::Catalogue& catalogue, const CardEvidence& evidence, std::vector<FileReport>& photos) {
    std::vector<catalogue::PhotoId> ids;
    std::vector<std::string> files;
    std::set<std::string> seen;  // of a picture that is on the card twice, the first counts
    for (const FileReport& photo : photos) {
        if (photo.photo.empty() || !seen.insert(photo.photo).second) continue;
        ids.push_back({photo.photo});
        files.push_back(photo.file);
    }
    const std::vector<catalogue::Origin> origins = evidence.origins_of(files);
    std::vector<std::pair<catalogue::PhotoId, catalogue::Origin>> said;
    said.reserve(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) said.emplace_back(ids[i], origins[i]);
    {
        const catalogue::Turn turn = catalogue.take_turn();
        catalogue.settle(said);
    }
    for (FileReport& photo : photos) {
        if (!photo.photo.empty()) photo.origin = catalogue.origin_of({photo.photo});
        if (photo.outcome == Outcome::SetAside && photo.origin && !photo.origin->set_aside) {
            photo.outcome = Outcome::New;
        }
    }
}

catalogue::Day day_of(const std::string& moment) {
    return catalogue::parse_day(std::string_view{moment}.substr(0, std::string_view{"2026-07-02"}.size()));
}

ReadAhead read_ahead_of(const std::vector<std::vector<CardFile>>& groups) {
    std::vector<FileToRead> to_read;
    for (const std::vector<CardFile>& group : groups) {
        for (const CardFile& file : group) to_read.push_back({file.path, file.size});
    }
    return ReadAhead{std::move(to_read)};
}

enum class Files { Usual, Large };

/// Large blocks are used again rather than given back and asked for anew, each page of them cleared: for all
/// but files so large that what is kept for the next one would be too much.
void use_memory_for(Files files) {
    constexpr int megabyte = 1024 * 1024;
    ::mallopt(M_MMAP_THRESHOLD, files == Files::Usual ? 12 * megabyte : megabyte);
    ::mallopt(M_TRIM_THRESHOLD, files == Files::Usual ? 48 * megabyte : megabyte);
    if (files == Files::Large) ::malloc_trim(0);
}

/// Takes in one group after another: one is read, the one before it worked on, the one before that goes to
/// the disk.
class TakingIn {
 public:
    TakingIn(Desk& desk, const Observer& observer, CardReport& report)
        : desk_(desk), observer_(observer), report_(report) {}

    /// What is in is told in the report, also when this throws.
    void run(const std::vector<std::vector<CardFile>>& groups) {
        ReadAhead read_ahead = read_ahead_of(groups);
        for (const std::vector<CardFile>& files : groups) {
            if (!is_there(report_.contents)) break;
            if (observer_.wants_to_stop && observer_.wants_to_stop()) {
                report_.stopped = "Stopped as asked; run this again for the rest.";
                break;
            }
            const bool large = bytes_of(files) > bytes_in_a_group;
            if (large) {  // a picture that takes so much memory goes alone
                hand_on();
                wait();
            }
            use_memory_for(large ? Files::Large : Files::Usual);
            auto group = std::make_unique<Group>(desk_);
            group->begin(files, read_ahead, workers_);
            hand_on();
            worked_on_.first = std::move(group);
            worked_on_.second = {static_cast<int>(files.size()), bytes_of(files)};
            if (large) hand_on();
        }
        hand_on();
        wait();
    }

 private:
    /// From the workers to the disk.
    void hand_on() {
        if (!worked_on_.first) return;
        worked_on_.first->finish();
        wait();
        kept_ =
            std::async(std::launch::async, [group = std::move(worked_on_.first)] { return group->keep(); });
        size_ = worked_on_.second;
    }

    void wait() {
        if (!kept_.valid()) return;
        const std::vector<FileReport> reports = kept_.get();
        report_.photos.insert(report_.photos.end(), reports.begin(), reports.end());
        if (observer_.has_read) observer_.has_read(size_.first, size_.second);
    }

    Desk& desk_;
    const Observer& observer_;
    CardReport& report_;
    using Size = std::pair<int, std::uint64_t>;  // files and bytes of a group

    Workers workers_;
    std::pair<std::unique_ptr<Group>, Size> worked_on_;
    Size size_;  // of the group that goes to the disk
    std::future<std::vector<FileReport>> kept_;
};

}  // namespace

int CardReport::count(FileReport::Outcome outcome) const {
    return static_cast<int>(std::count_if(photos.begin(), photos.end(),
                                          [&](const FileReport& photo) { return photo.outcome == outcome; }));
}

int CardReport::damaged() const {
    return static_cast<int>(std::count_if(photos.begin(), photos.end(), std::mem_fn(&FileReport::damaged)));
}

bool CardReport::may_be_wiped() const {
    const bool would_come_in = looked_only && count(Outcome::New) > 0;
    return stopped.empty() && library_is_whole && !was_taken_out && !changed && unreadable_folders.empty() &&
           !would_come_in && damaged() == 0 && count(Outcome::Quarantined) == 0 &&
           count(Outcome::Unreadable) == 0;
}

CardReport take_in(catalogue::Catalogue& catalogue, const CardContents& contents, const WhichCard& card,
                   const Reading& reading) {
    CardReport report;
    report.path = contents.root;
    report.card = card;
    report.contents = contents;
    report.others = contents.others;
    report.unreadable_folders = contents.unreadable_folders;
    for (const CardFile& file : contents.left) report.left.push_back(file.name);
    // Each thread's own arena keeps what it freed: that is a quarter more memory for nothing.
    ::mallopt(M_ARENA_MAX, 2);
    try {
        CardEvidence evidence{catalogue, contents, card, reading.read_at};
        Desk desk{catalogue, card, evidence, reading.renditions, day_of(reading.read_at)};
        TakingIn{desk, reading.observer, report}.run(in_groups(contents.files));
        settle(catalogue, evidence, report.photos);
    } catch (const catalogue::CannotWork& error) {
        report.stopped = error.what();
    }
    report.was_taken_out = !is_there(contents);
    report.changed = !report.was_taken_out && !is_unchanged(contents);
    return report;
}

}  // namespace ingest
