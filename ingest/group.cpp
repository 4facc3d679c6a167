#include "ingest/group.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/bytes.hpp"
#include "ingest/capture_notes.hpp"
#include "ingest/card.hpp"
#include "ingest/exif.hpp"
#include "ingest/files.hpp"
#include "ingest/intake.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/jpeg_writer.hpp"
#include "ingest/masters.hpp"
#include "ingest/picture_id.hpp"
#include "ingest/read_ahead.hpp"
#include "ingest/renditions.hpp"
#include "ingest/sanitise.hpp"
#include "ingest/start_photo.hpp"
#include "ingest/text.hpp"
#include "ingest/workers.hpp"
#include "ingest/xmp.hpp"

#include <cstddef>
#include <deque>
#include <filesystem>
#include <future>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ingest {

using Outcome = FileReport::Outcome;

namespace {

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

}  // namespace

void Group::read(const CardFile& file, FileRead read) {
    Candidate candidate;
    FileReport& report = candidate.report;
    report.file = file.name;
    report.size = file.size;
    candidate.witness.file = file.name;
    if (read.unreadable.empty()) {
        candidate.file = std::move(read.bytes);
        candidate.file_sha256 = std::move(read.sha256);
        report.size = candidate.file.size();
        report.sha256 = candidate.file_sha256;
        if (candidate.file.empty()) report.reason = "the file is empty";
    } else {
        report.outcome = Outcome::Unreadable;
        report.reason = std::move(read.unreadable);
    }
    const std::lock_guard lock{desk_.mutex};
    if (report.outcome != Outcome::Unreadable) recognise(candidate);
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
    candidate.file = {};
}

namespace {

Prepared prepare_file(Candidate& candidate, Renditions renditions) {
    Prepared prepared;
    const bool now = renditions == Renditions::Now;
    prepared.result =
        sanitise(candidate.file, candidate.report.file, now ? pixels_for_renditions : light_for_start_card);
    if (const auto structure = parse_jpeg(candidate.file)) {
        prepared.body_serial = read_body_serial(structure->exif);
    }
    candidate.file = {};
    if (!prepared.result.picture) return prepared;
    CleanPicture& picture = *prepared.result.picture;
    prepared.start = find_start_card(picture);
    if (!prepared.start && now) prepared.renditions = renditions_of(picture);
    picture.pixels.reset();
    picture.planes.reset();
    return prepared;
}

}  // namespace

Group::~Group() {
    for (const std::future<void>& each : work_) {
        if (each.valid()) each.wait();
    }
}

// The part that costs time touches nothing but memory, and is done on all processors.
void Group::begin(std::span<const CardFile> files, ReadAhead& read_ahead, Workers& workers) {
    for (const CardFile& file : files) {
        read(file, read_ahead.next());
        Candidate& candidate = candidates_.back();
        Prepared& prepared = prepared_.emplace_back();
        if (candidate.file.empty()) continue;
        work_.push_back(workers.give([&candidate, &prepared, renditions = desk_.renditions] {
            prepared = prepare_file(candidate, renditions);
            prepared.worked_on = true;
        }));
    }
}

void Group::finish() {
    for (std::future<void>& each : work_) each.get();
    const std::lock_guard lock{desk_.mutex};
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
        if (prepared_[i].worked_on) judge(candidates_[i], std::move(prepared_[i]));
    }
    prepared_.clear();
}

/// Hands on what the picture, where there is one, tells about its card.
void Group::tell(Candidate& candidate, const Prepared& prepared) {
    if (!prepared.result.picture) return;
    Witness& witness = candidate.witness;
    witness.taken_camera = iso_time(prepared.result.picture->notes.taken);
    witness.body_serial = prepared.body_serial;
    if (prepared.start) {
        const bool ours = prepared.start->course == evidence_.course();
        witness.start = {candidate.file_sha256,
                         ours ? catalogue_.person_with_start_code(prepared.start->start_code) : std::nullopt,
                         prepared.start->time, witness.taken_camera};
    }
    evidence_.hear(witness);
}

void Group::judge(Candidate& candidate, Prepared prepared) {
    tell(candidate, prepared);
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
    {
        const std::lock_guard lock{desk_.mutex};
        if (!catalogue_.has_picture(picture)) return false;
    }
    try {
        const Bytes master = read_file(catalogue_.master_path(picture));
        const auto structure = parse_jpeg(master);
        return structure && picture_id(*structure) == picture;
    } catch (const FileUnreadable&) {
        return false;
    }
}

std::vector<FileReport> Group::keep() {
    if (!incoming_.empty() || !starts_.empty()) {
        const catalogue::Turn turn = catalogue_.take_turn();
        record();
        store_renditions();
    }
    return reports();
}

void Group::store_masters(const std::vector<catalogue::MasterTags>& tags) {
    std::set<std::string> in_this_group;
    std::vector<FileToStore> files;
    for (std::size_t i = 0; i < incoming_.size(); ++i) {
        CleanPicture& picture = incoming_[i].picture;
        if (has_master(picture.id) || !in_this_group.insert(picture.id.value).second) continue;
        picture.jpeg = with_xmp(picture.jpeg, write_xmp(tags[i]));
        files.push_back({catalogue_.master_path(picture.id), picture.jpeg});
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

namespace {

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

}  // namespace

std::vector<catalogue::Arrival> Group::arrivals() const {
    std::vector<catalogue::Arrival> arrivals;
    std::vector<std::string> files;
    for (const Incoming& incoming : incoming_) {
        arrivals.push_back(arrival(incoming));
        files.push_back(incoming.from->report.file);
    }
    const std::vector<catalogue::Origin> origins = evidence_.origins_of(files);
    for (std::size_t i = 0; i < arrivals.size(); ++i) arrivals[i].origin = origins[i];
    return arrivals;
}

// Masters first: a record speaks of what is safe. They lie there with the tags that the record will give
// them.
void Group::record() {
    std::vector<catalogue::Arrival> coming;
    std::vector<catalogue::MasterTags> tags;
    {
        const std::lock_guard lock{desk_.mutex};
        coming = arrivals();
        if (!coming.empty()) tags = catalogue_.foreseen_tags(coming, desk_.today);
    }
    store_masters(tags);
    const std::lock_guard lock{desk_.mutex};
    for (const catalogue::StartPhoto& start : starts_) catalogue_.record(start);
    if (coming.empty()) return;
    const std::vector<catalogue::Arrived> arrived = catalogue_.record(coming);
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

}  // namespace ingest
