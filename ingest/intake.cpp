#include "ingest/intake.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/capture_notes.hpp"
#include "ingest/card.hpp"
#include "ingest/card_evidence.hpp"
#include "ingest/exif.hpp"
#include "ingest/files.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/masters.hpp"
#include "ingest/picture_id.hpp"
#include "ingest/pictures.hpp"
#include "ingest/renditions.hpp"
#include "ingest/sanitise.hpp"
#include "ingest/start_photo.hpp"
#include "ingest/text.hpp"
#include "ingest/which_card.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
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

/// The file's own name, in capitals: FAT does not tell them apart.
std::string base_name(const std::string& name) {
    std::string base = std::filesystem::path{name}.filename().string();
    std::transform(base.begin(), base.end(), base.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return base;
}

// One sync and one transaction for so many pictures: a sync a picture would cost 30 ms each.
constexpr std::size_t files_in_a_group = 16;

/// For the report: whose start card it was, and the time that it said.
catalogue::Origin origin_of(const catalogue::StartPhoto& start) {
    catalogue::Origin origin;
    origin.maker = start.person;
    origin.confirmed = start.person.has_value();
    origin.method = "startfoto";
    origin.taken_true = start.real;
    origin.by_start_photo = true;
    return origin;
}

/// One file on its way in.
struct Candidate {
    FileReport report;
    std::string file_sha256;
    Bytes file;       // empty: it need not be looked at, or could not be read
    Witness witness;  // what it tells about whose the card's pictures are
};

/// What working on a file's bytes gave. Nothing was written yet.
struct Prepared {
    Sanitised result;
    std::vector<Rendition> renditions;
    std::optional<StartCode> start;  // it is a photo of a start card
    std::string body_serial;
};

/// A picture on its way in.
struct Incoming {
    Candidate* from;
    CleanPicture picture;
    std::vector<Rendition> renditions;
};

/// Takes a group of files from the card to the library.
class Group {
 public:
    Group(catalogue::Catalogue& catalogue, const WhichCard& card, CardEvidence& evidence)
        : catalogue_(catalogue), card_(card), evidence_(evidence) {}

    std::vector<FileReport> take_in(std::span<const CardFile> files) {
        for (const CardFile& file : files) read(file);
        prepare();
        keep();
        return reports();
    }

 private:
    void read(const CardFile& file);
    void recognise(Candidate& candidate);
    void prepare();
    void tell(Candidate& candidate, const Prepared& prepared);
    void judge(Candidate& candidate, Prepared prepared);
    void keep();
    void store_masters();
    void record();
    void store_renditions();
    std::vector<FileReport> reports();

    bool has_master(const catalogue::PictureId& picture) const;
    catalogue::Arrival arrival(const Incoming& incoming) const;

    catalogue::Catalogue& catalogue_;
    const WhichCard& card_;
    CardEvidence& evidence_;
    std::vector<Candidate> candidates_;
    std::vector<Incoming> incoming_;
    std::vector<catalogue::StartPhoto> starts_;
};

void Group::read(const CardFile& file) {
    Candidate candidate;
    FileReport& report = candidate.report;
    report.file = file.name;
    report.size = file.size;
    candidate.witness.file = file.name;
    try {
        candidate.file = read_file(file.path);
        candidate.file_sha256 = sha256(candidate.file);
        report.size = candidate.file.size();
        report.sha256 = candidate.file_sha256;
        if (candidate.file.empty()) report.reason = "the file is empty";
        recognise(candidate);
    } catch (const FileUnreadable& error) {
        report.outcome = Outcome::Unreadable;
        report.reason = error.what();
    }
    evidence_.hear(candidate.witness);
    candidates_.push_back(std::move(candidate));
}

// A file that was seen before, in the library or on the card when it was prepared, is not looked at again.
void Group::recognise(Candidate& candidate) {
    FileReport& report = candidate.report;
    if (card_.id && catalogue_.lay_on_card_before(*card_.id, candidate.file_sha256)) {
        report.outcome = Outcome::EarlierOwner;
    } else if (auto start = catalogue_.start_photo(candidate.file_sha256)) {
        report.outcome = Outcome::Start;
        report.origin = origin_of(*start);
        candidate.witness.taken_camera = start->taken_camera;
        candidate.witness.start = std::move(*start);
    } else if (const auto known = catalogue_.known_file(candidate.file_sha256)) {
        report.outcome = Outcome::Duplicate;
        report.photo = known->photo.value;
        report.damaged = !known->damage.empty();
        report.reason = report.damaged ? known->damage : "read before";
        candidate.witness.taken_camera = known->taken_camera;
    } else {
        return;
    }
    candidate.file.clear();
}

Prepared prepare_file(const Candidate& candidate) {
    Prepared prepared;
    prepared.result = sanitise(candidate.file, candidate.report.file, pixels_for_renditions);
    if (!prepared.result.picture) return prepared;
    CleanPicture& picture = *prepared.result.picture;
    if (picture.pixels) prepared.start = find_start_card(*picture.pixels);
    if (!prepared.start) prepared.renditions = renditions_of(picture);
    picture.pixels.reset();
    if (const auto structure = parse_jpeg(candidate.file))
        prepared.body_serial = read_body_serial(structure->exif);
    return prepared;
}

// The part that costs time and touches nothing but memory, on all processors.
void Group::prepare() {
    std::vector<Candidate*> waiting;
    for (Candidate& candidate : candidates_) {
        if (!candidate.file.empty()) waiting.push_back(&candidate);
    }
    const std::size_t workers = std::max(1U, std::thread::hardware_concurrency());
    std::vector<Prepared> prepared(waiting.size());
    const auto every_nth_from = [&](std::size_t first) {
        for (std::size_t i = first; i < waiting.size(); i += workers) prepared[i] = prepare_file(*waiting[i]);
    };
    std::vector<std::future<void>> others;
    for (std::size_t worker = 1; worker < std::min(workers, waiting.size()); ++worker) {
        others.push_back(std::async(std::launch::async, every_nth_from, worker));
    }
    every_nth_from(0);
    for (std::future<void>& other : others) other.get();
    for (std::size_t i = 0; i < waiting.size(); ++i) judge(*waiting[i], std::move(prepared[i]));
}

/// Hands on what the picture tells about its card.
void Group::tell(Candidate& candidate, const Prepared& prepared) {
    Witness& witness = candidate.witness;
    witness.taken_camera = iso_time(prepared.result.picture->notes.taken);
    witness.body_serial = prepared.body_serial;
    if (prepared.start) {
        const bool ours = prepared.start->course == catalogue_.course().id;
        witness.start = {candidate.file_sha256,
                         ours ? catalogue_.person_with_start_code(prepared.start->start_code) : std::nullopt,
                         prepared.start->time, witness.taken_camera};
    }
    evidence_.hear(witness);
}

void Group::judge(Candidate& candidate, Prepared prepared) {
    candidate.file.clear();
    if (prepared.result.picture) tell(candidate, prepared);
    if (candidate.witness.start) {
        candidate.report.outcome = Outcome::Start;
        candidate.report.origin = origin_of(*candidate.witness.start);
        starts_.push_back(*candidate.witness.start);
        if (!candidate.witness.start->person)
            candidate.report.reason = "a start card that this course does not know";
        return;
    }
    candidate.report.reason = std::move(prepared.result.refusal.reason);
    if (!prepared.result.picture) return;
    candidate.report.reason = prepared.result.picture->damage;
    candidate.report.damaged = !candidate.report.reason.empty();
    incoming_.push_back({&candidate, std::move(*prepared.result.picture), std::move(prepared.renditions)});
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

/// All that writes, while nobody else does. Each step after the one that it rests on.
void Group::keep() {
    if (incoming_.empty() && starts_.empty()) return;
    const catalogue::Turn turn = catalogue_.take_turn();
    store_masters();
    record();
    store_renditions();
}

void Group::store_masters() {
    std::set<std::string> in_this_group;
    std::vector<FileToStore> files;
    for (const Incoming& incoming : incoming_) {
        const catalogue::PictureId& id = incoming.picture.id;
        if (has_master(id) || !in_this_group.insert(id.value).second) continue;
        files.push_back({catalogue_.master_path(id), incoming.picture.jpeg});
    }
    store_safely(files, catalogue_.unfinished_folder());
}

catalogue::Arrival Group::arrival(const Incoming& incoming) const {
    const CleanPicture& picture = incoming.picture;
    catalogue::Arrival arrival;
    arrival.picture = picture.id;
    arrival.file_sha256 = incoming.from->file_sha256;
    arrival.file_name = as_text(std::filesystem::path{incoming.from->report.file}.filename().string());
    arrival.card = card_.id;
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
    for (const catalogue::StartPhoto& start : starts_) catalogue_.record(start);
    if (incoming_.empty()) return;
    std::vector<catalogue::Arrival> arrivals;
    arrivals.reserve(incoming_.size());
    const std::vector<catalogue::Origin> origins = evidence_.origins();
    for (const Incoming& incoming : incoming_) {
        arrivals.push_back(arrival(incoming));
        arrivals.back().origin = origins[evidence_.place_of(incoming.from->report.file)];
    }
    const std::vector<catalogue::Arrived> arrived = catalogue_.record(arrivals);
    for (std::size_t i = 0; i < arrived.size(); ++i) {
        FileReport& report = incoming_[i].from->report;
        report.outcome = outcome_of(arrived[i].how);
        if (arrived[i].set_aside && report.outcome != Outcome::Duplicate) report.outcome = Outcome::SetAside;
        report.photo = arrived[i].photo.value;
        if (report.outcome == Outcome::Duplicate && !report.damaged) report.reason = "the same picture is in";
    }
}

void Group::store_renditions() {
    for (const Incoming& incoming : incoming_) {
        const Outcome outcome = incoming.from->report.outcome;
        if (outcome == Outcome::Duplicate || outcome == Outcome::SetAside) continue;
        ingest::store_renditions(catalogue_, incoming.picture.id, incoming.renditions);
    }
}

std::vector<FileReport> Group::reports() {
    std::vector<FileReport> reports;
    reports.reserve(candidates_.size());
    for (Candidate& candidate : candidates_) reports.push_back(std::move(candidate.report));
    return reports;
}

/// Groups in the order of the files, but with files of one name together (100CANON and 101CANON may both hold
/// an IMG_0001.JPG): which of them a record means, the catalogue can only tell when it sees them all.
std::vector<std::vector<CardFile>> in_groups(const std::vector<CardFile>& files) {
    std::map<std::string, std::vector<const CardFile*>> by_name;
    for (const CardFile& file : files) by_name[base_name(file.name)].push_back(&file);
    std::vector<std::vector<CardFile>> groups;
    for (const CardFile& file : files) {
        auto& same_name = by_name[base_name(file.name)];
        if (same_name.empty()) continue;
        if (groups.empty() || groups.back().size() >= files_in_a_group) groups.emplace_back();
        for (const CardFile* each : same_name) groups.back().push_back(*each);
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
    const std::vector<catalogue::Origin> origins = evidence.origins();
    std::vector<std::pair<catalogue::PhotoId, catalogue::Origin>> said;
    std::set<std::string> seen;  // of a picture that is on the card twice, the first counts
    for (const FileReport& photo : photos) {
        if (photo.photo.empty() || !seen.insert(photo.photo).second) continue;
        said.emplace_back(catalogue::PhotoId{photo.photo}, origins[evidence.place_of(photo.file)]);
    }
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
    const Observer& observer = reading.observer;
    CardReport report;
    report.path = contents.root;
    report.card = card;
    report.contents = contents;
    report.others = contents.others;
    report.unreadable_folders = contents.unreadable_folders;
    for (const CardFile& file : contents.left) report.left.push_back(file.name);
    try {
        CardEvidence evidence{catalogue, contents, card, reading.read_at};
        for (const std::vector<CardFile>& group : in_groups(contents.files)) {
            if (!is_there(contents)) break;
            if (observer.wants_to_stop && observer.wants_to_stop()) {
                report.stopped = "Stopped as asked; run this again for the rest.";
                break;
            }
            auto reports = Group{catalogue, card, evidence}.take_in(group);
            report.photos.insert(report.photos.end(), reports.begin(), reports.end());
            if (!observer.has_read) continue;
            observer.has_read(static_cast<int>(group.size()), bytes_of(group));
        }
        settle(catalogue, evidence, report.photos);
    } catch (const catalogue::CannotWork& error) {
        report.stopped = error.what();
    }
    report.was_taken_out = !is_there(contents);
    report.changed = !report.was_taken_out && !is_unchanged(contents);
    return report;
}

}  // namespace ingest
