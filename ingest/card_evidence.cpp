#include "ingest/card_evidence.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/attribution.hpp"
#include "ingest/card.hpp"
#include "ingest/clock.hpp"
#include "ingest/moment.hpp"
#include "ingest/which_card.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ingest {

namespace {

using catalogue::Loan;

/// The folder's own letters: 100CANON and 101CANON are one series, a previous owner's 100OLYMP is another.
std::string series_of(const std::string& file) {
    const std::string folder = std::filesystem::path{file}.parent_path().filename().string();
    return is_dcf_folder_name(folder) ? folder.substr(3) : folder;
}

std::vector<Loan> loans_of(const catalogue::Catalogue& catalogue,
                           const std::optional<catalogue::CardId>& card,
                           const std::optional<catalogue::CameraId>& camera) {
    std::vector<Loan> found;
    for (Loan& loan : catalogue.loans()) {
        const bool of_card = card && loan.card == card;
        const bool of_camera = camera && loan.camera == camera && (!loan.card || !card || loan.card == card);
        if (of_card || of_camera) found.push_back(std::move(loan));
    }
    return found;
}

/// Nobody had a camera of ours before the first meeting.
std::optional<Moment> first_meeting(const catalogue::Course& course) {
    std::optional<Moment> first;
    for (const catalogue::Meeting& meeting : course.meetings) {
        const Moment day{meeting.day.since_epoch.time_since_epoch()};
        if (!first || day < *first) first = day;
    }
    return first;
}

/// Pictures of the day itself are never in the future.
Moment end_of_day(const std::string& read_at) {
    using std::chrono::days;
    const auto moment = read_moment(
        read_at.size() == std::string_view{"2026-07-02"}.size() ? read_at + "T00:00:00" : read_at);
    if (!moment) return Moment::max();
    const bool only_a_day = *moment == std::chrono::floor<days>(*moment);
    return only_a_day ? *moment + days{1} : *moment + std::chrono::minutes{10};
}

}  // namespace

CardEvidence::CardEvidence(const catalogue::Catalogue& catalogue, const CardContents& contents,
                           const WhichCard& card, const std::string& read_at)
    : catalogue_(catalogue) {
    if (card.id) camera_ = catalogue.camera_of(*card.id);
    of_card_.card_is_known = card.id.has_value();
    of_card_.card_is_registered = card.registered;
    of_card_.loans = loans_of(catalogue, card.id, camera_);
    period_.until = end_of_day(read_at);
    auto from = first_lent(of_card_.loans);
    const catalogue::Course course = catalogue.course();
    if (!from) from = first_meeting(course);
    course_ = course.id;
    if (from) period_.from = *from;
    was_prepared_ = card.registered && card.id && catalogue.registration_of(*card.id).has_value();
    for (const CardFile& file : contents.files) {
        places_.emplace(file.name, heard_.size());
        heard_.push_back({{}, {}, series_of(file.name), {}});
    }
}

void CardEvidence::hear(const Witness& witness) {
    Heard& heard = heard_.at(places_.at(witness.file));
    heard.shot.camera = read_moment(witness.taken_camera);
    heard.body_serial = witness.body_serial;
    heard.start = witness.start;
    heard.shot.real =
        witness.start && witness.start->person ? read_moment(witness.start->real) : std::nullopt;
}

// A card that we prepared holds nothing of a previous owner's but what was noted then. On another one, what
// is numbered behind a start photo, or behind a picture of the course, is ours too.
std::vector<Shot> CardEvidence::shots() const {
    std::vector<Shot> shots;
    std::map<std::string, bool> began;
    const std::string* series = nullptr;
    bool* of_series = nullptr;
    shots.reserve(heard_.size());
    for (const Heard& heard : heard_) {
        Shot shot = heard.shot;
        if (series == nullptr || *series != heard.series) {
            series = &heard.series;
            of_series = &began[heard.series];
        }
        bool& ours = *of_series;
        const bool in_period = shot.camera && *shot.camera >= period_.from && *shot.camera <= period_.until;
        ours = ours || was_prepared_ || shot.real || (in_period && period_.from != Moment::min());
        shot.surely_ours = ours;
        shots.push_back(shot);
    }
    return shots;
}

std::vector<Loan> CardEvidence::loans_of_serial(const std::string& serial) const {
    const auto camera = catalogue_.camera_with_serial(serial);
    return camera ? loans_of(catalogue_, {}, camera) : std::vector<Loan>{};
}

catalogue::Origin CardEvidence::origin_of(const Heard& heard, const Reckoned& time,
                                          const Heard* start) const {
    Evidence evidence = of_card_;
    evidence.after_start = start != nullptr;
    if (start != nullptr) evidence.started_by = start->start->person;
    evidence.taken = time.taken;
    if (!heard.body_serial.empty()) evidence.of_serial = loans_of_serial(heard.body_serial);
    const Claim claim = time.before_loan ? Claim{{}, false, "van voor de uitlening"} : whose(evidence);
    catalogue::Origin origin{claim.maker, claim.confirmed, claim.method, camera_, {}, {}, false, false};
    if (time.taken) origin.taken_true = iso_moment(*time.taken);
    origin.taken_reason = time.reason;
    origin.by_start_photo = time.by_start_photo;
    origin.set_aside = time.before_loan;
    return origin;
}

std::vector<catalogue::Origin> CardEvidence::origins_of(const std::vector<std::string>& files) const {
    const std::vector<Reckoned> times = reckon(shots(), period_);
    std::vector<const Heard*> starts;  // the last start photo up to each file
    for (const Heard& heard : heard_) {
        starts.push_back(heard.start ? &heard : starts.empty() ? nullptr : starts.back());
    }
    std::vector<catalogue::Origin> origins;
    origins.reserve(files.size());
    for (const std::string& file : files) {
        const std::size_t place = places_.at(file);
        origins.push_back(origin_of(heard_[place], times[place], starts[place]));
    }
    return origins;
}

}  // namespace ingest
