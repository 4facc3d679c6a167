#include "ingest/intake.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/capture_notes.hpp"
#include "ingest/card.hpp"
#include "ingest/files.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/masters.hpp"
#include "ingest/picture_id.hpp"
#include "ingest/pictures.hpp"
#include "ingest/renditions.hpp"
#include "ingest/sanitise.hpp"
#include "ingest/which_card.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <future>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace ingest {

namespace {

using Outcome = FileReport::Outcome;

// One sync and one transaction for so many pictures: a sync a picture would cost 30 ms each.
constexpr std::size_t files_in_a_group = 16;

/// What working on a file's bytes gave. Nothing was written yet.
struct Prepared {
    Sanitised result;
    std::vector<Rendition> renditions;
};

/// One file on its way in.
struct Candidate {
    FileReport report;
    std::string file_sha256;
    Bytes file;
    Prepared prepared;
};

/// Takes a group of files from the card to the library.
class Group {
 public:
    Group(catalogue::Catalogue& catalogue, const WhichCard& card) : catalogue_(catalogue), card_(card) {}

    std::vector<FileReport> take_in(std::span<const CardFile> files) {
        for (const CardFile& file : files) read(file);
        prepare();
        judge();
        store_masters();
        record();
        write_renditions();
        return reports();
    }

 private:
    void read(const CardFile& file);
    void prepare();
    void judge();
    void store_masters();
    void record();
    void write_renditions();
    std::vector<FileReport> reports();

    bool has_master(const catalogue::PictureId& picture) const;
    catalogue::Arrival arrival(const Candidate& candidate) const;

    catalogue::Catalogue& catalogue_;
    const WhichCard& card_;
    std::vector<Candidate> candidates_;
    std::vector<std::size_t> coming_in_;  // candidates with a picture
};

void Group::read(const CardFile& file) {
    Candidate candidate;
    candidate.report.file = file.name;
    try {
        candidate.file = read_file(file.path);
        candidate.file_sha256 = sha256(candidate.file);
        if (catalogue_.has_file(candidate.file_sha256)) {
            candidate.file.clear();
            candidate.report.outcome = Outcome::Duplicate;
            candidate.report.reason = "read before";
        }
    } catch (const FileUnreadable& error) {
        candidate.report.outcome = Outcome::Unreadable;
        candidate.report.reason = error.what();
    }
    candidates_.push_back(std::move(candidate));
}

Prepared prepare_file(const Candidate& candidate) {
    Prepared prepared;
    prepared.result = sanitise(candidate.file, candidate.report.file, pixels_for_renditions);
    if (!prepared.result.picture) return prepared;
    prepared.renditions = renditions_of(*prepared.result.picture);
    prepared.result.picture->pixels.reset();
    return prepared;
}

// The part that costs time and touches nothing but memory, on all processors.
void Group::prepare() {
    const std::size_t workers = std::max(1U, std::thread::hardware_concurrency());
    std::vector<Candidate*> waiting;
    for (Candidate& candidate : candidates_) {
        const bool open = candidate.report.outcome == Outcome::Quarantined;
        if (open) waiting.push_back(&candidate);
    }
    const auto every_nth_from = [&](std::size_t first) {
        for (std::size_t i = first; i < waiting.size(); i += workers) {
            waiting[i]->prepared = prepare_file(*waiting[i]);
        }
    };
    std::vector<std::future<void>> others;
    for (std::size_t worker = 1; worker < std::min(workers, waiting.size()); ++worker) {
        others.push_back(std::async(std::launch::async, every_nth_from, worker));
    }
    every_nth_from(0);
    for (std::future<void>& other : others) other.get();
}

void Group::judge() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
        Candidate& candidate = candidates_[i];
        if (candidate.report.outcome != Outcome::Quarantined) continue;
        Sanitised& result = candidate.prepared.result;
        candidate.report.reason = result.picture ? result.picture->damage : result.refusal.reason;
        candidate.report.damaged = result.picture && !result.picture->damage.empty();
        if (result.picture) coming_in_.push_back(i);
    }
}

/// Whether the picture lies in the library, seen by reading it.
bool Group::has_master(const catalogue::PictureId& picture) const {
    if (!catalogue_.has_picture(picture)) return false;
    try {
        const Bytes master = read_file(catalogue_.master_path(picture));
        const auto structure = parse_jpeg(master);
        return structure && picture_id(*structure) == picture;
    } catch (const FileUnreadable&) {
        return false;
    }
}

void Group::store_masters() {
    std::set<std::string> in_this_group;
    std::vector<FileToStore> files;
    for (const std::size_t i : coming_in_) {
        const CleanPicture& picture = *candidates_[i].prepared.result.picture;
        if (has_master(picture.id) || !in_this_group.insert(picture.id.value).second) continue;
        files.push_back({catalogue_.master_path(picture.id), picture.jpeg});
    }
    store_safely(files, catalogue_.unfinished_folder());
}

catalogue::Arrival Group::arrival(const Candidate& candidate) const {
    const CleanPicture& picture = *candidate.prepared.result.picture;
    catalogue::Arrival arrival;
    arrival.picture = picture.id;
    arrival.file_sha256 = candidate.file_sha256;
    arrival.file_name = std::filesystem::path{candidate.report.file}.filename().string();
    arrival.card = card_.id;
    arrival.card_is_registered = card_.registered;
    arrival.taken_camera = iso_time(picture.notes.taken);
    arrival.make = picture.notes.make;
    arrival.model = picture.notes.model;
    arrival.width = picture.width;
    arrival.height = picture.height;
    arrival.orientation = picture.notes.orientation;
    arrival.damage = picture.damage;
    return arrival;
}

Outcome outcome_of(catalogue::Arrived::How how) {
    switch (how) {
        case catalogue::Arrived::How::Bound:
            return Outcome::Bound;
        case catalogue::Arrived::How::New:
            return Outcome::New;
        case catalogue::Arrived::How::Duplicate:
            break;
    }
    return Outcome::Duplicate;
}

void Group::record() {
    std::vector<catalogue::Arrival> arrivals;
    arrivals.reserve(coming_in_.size());
    for (const std::size_t i : coming_in_) arrivals.push_back(arrival(candidates_[i]));
    if (arrivals.empty()) return;
    const std::vector<catalogue::Arrived> arrived = catalogue_.record(arrivals);
    for (std::size_t i = 0; i < coming_in_.size() && i < arrived.size(); ++i) {
        FileReport& report = candidates_[coming_in_[i]].report;
        report.outcome = outcome_of(arrived[i].how);
        report.photo = arrived[i].photo.value;
        if (report.outcome == Outcome::Duplicate && !report.damaged) report.reason = "the same picture is in";
    }
}

void Group::write_renditions() {
    for (const std::size_t i : coming_in_) {
        const Candidate& candidate = candidates_[i];
        if (candidate.report.outcome == Outcome::Duplicate) continue;
        store_renditions(catalogue_, candidate.prepared.result.picture->id, candidate.prepared.renditions);
    }
}

std::vector<FileReport> Group::reports() {
    std::vector<FileReport> reports;
    reports.reserve(candidates_.size());
    for (Candidate& candidate : candidates_) reports.push_back(std::move(candidate.report));
    return reports;
}

}  // namespace

int CardReport::count(FileReport::Outcome outcome) const {
    return static_cast<int>(std::count_if(photos.begin(), photos.end(),
                                          [&](const FileReport& photo) { return photo.outcome == outcome; }));
}

int CardReport::damaged() const {
    return static_cast<int>(std::count_if(photos.begin(), photos.end(), std::mem_fn(&FileReport::damaged)));
}

bool CardReport::may_be_wiped() const {
    return stopped.empty() && library_is_whole && unreadable_folders.empty() && damaged() == 0 &&
           count(FileReport::Outcome::Quarantined) == 0 && count(FileReport::Outcome::Unreadable) == 0;
}

CardReport take_in(catalogue::Catalogue& catalogue, const CardContents& contents, const WhichCard& card) {
    CardReport report;
    report.path = contents.root;
    report.card = card;
    report.others = contents.others;
    report.unreadable_folders = contents.unreadable_folders;
    for (const CardFile& file : contents.left) report.left.push_back(file.name);
    const std::span<const CardFile> files{contents.files};
    try {
        for (std::size_t at = 0; at < files.size(); at += files_in_a_group) {
            const auto group = files.subspan(at, std::min(files_in_a_group, files.size() - at));
            auto reports = Group{catalogue, card}.take_in(group);
            report.photos.insert(report.photos.end(), reports.begin(), reports.end());
        }
    } catch (const catalogue::CannotWork& error) {
        report.stopped = error.what();
    }
    return report;
}

}  // namespace ingest
