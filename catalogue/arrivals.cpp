// Pictures coming in: each is bound to the record that waits for it, or gets a record of its own.

#include "catalogue/arrival.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_records.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/master_tags.hpp"
#include "catalogue/origins.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;
using database::Connection;
using database::Transaction;

// File systems of cards do not tell capitals from small letters.
std::string in_capitals(std::string_view name) {
    std::string capitals{name};
    std::ranges::transform(capitals, capitals.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return capitals;
}

bool same_name(std::string_view one, std::string_view other) {
    return in_capitals(one) == in_capitals(other);
}

// The version as the camera made it.
const PhotoVersion& original_of(const Photo& photo) {
    const auto found = std::ranges::find(photo.versions, "original", &PhotoVersion::kind);
    return found == photo.versions.end() ? photo.versions.front() : *found;
}

// The maker approved of another picture than the one that comes in its place.
void take_approval_away(Connection& connection, const PhotoId& photo, const VersionId& version) {
    auto found = connection.prepare("SELECT document FROM photo WHERE id = ?1");
    if (!found.bind(1, photo.value).next()) return;
    Json record = Json::parse(found.text(0));
    for (Json& each : record["versions"]) {
        if (each["id"] != version.value || !each.contains("approved_by_maker")) continue;
        each["approved_by_maker"] = false;  // so that it waits; null would be shown
        each.erase("approved_on");
        each.erase("refused_on");
    }
    put_record(connection, "photos", record);
}

/// Takes in the pictures of one batch.
class Registrar {
 public:
    Registrar(Connection& connection, const World& world, const Pictures& pictures,
              std::vector<Arrival> batch)
        : connection_(connection), world_(world), pictures_(pictures), batch_(std::move(batch)) {
        // One look at all photos for the whole batch.
        std::set<std::pair<std::optional<CardId>, std::string>> names;
        for (const Arrival& arrival : batch_) names.emplace(arrival.card, in_capitals(arrival.file_name));
        for (const Photo& photo : world_.photos) {
            if (names.contains({photo.card, in_capitals(photo.file)})) wanted_.push_back(&photo);
        }
    }

    Arrived take_in(const Arrival& arrival) {
        if (const auto known = photo_of(arrival.picture)) {
            remember_file(arrival);
            return arrived(*known, Arrived::How::Duplicate);
        }
        const Match found = match(arrival);
        if (found.waiting != nullptr) {
            put_picture(arrival, found.waiting->id, original_of(*found.waiting).id);
            return arrived(found.waiting->id, Arrived::How::Bound);
        }
        Origin origin = arrival.origin;
        if (found.set_aside) origin.set_aside = true;
        return add(arrival, origin);
    }

    void put_picture(const Arrival& arrival, const PhotoId& photo, const VersionId& version) {
        connection_
            .prepare(
                "DELETE FROM read_file WHERE picture IN (SELECT id FROM picture WHERE photo = ?1 AND version "
                "= ?2)")
            .bind(1, photo.value)
            .bind(2, version.value)
            .run();
        connection_.prepare("DELETE FROM picture WHERE photo = ?1 AND version = ?2")
            .bind(1, photo.value)
            .bind(2, version.value)
            .run();
        connection_
            .prepare(
                "INSERT INTO picture (id, photo, version, width, height, orientation, make, model, damage) "
                "VALUES "
                "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
            .bind(1, arrival.picture.value)
            .bind(2, photo.value)
            .bind(3, version.value)
            .bind(4, arrival.width)
            .bind(5, arrival.height)
            .bind(6, arrival.orientation)
            .bind(7, arrival.make)
            .bind(8, arrival.model)
            .bind(9, arrival.damage)
            .run();
        remember_file(arrival);
        bound_.emplace_back(photo, version);
    }

    /// What this batch added, for Rooms::remember.
    const std::vector<Photo>& added() const { return added_; }
    const std::vector<std::pair<PhotoId, VersionId>>& bound() const { return bound_; }

    /// What the master of an arrival that was taken in should carry.
    MasterTags tags(const Arrival& arrival, Day now) {
        auto found = connection_.prepare("SELECT photo, version FROM picture WHERE id = ?1");
        if (!found.bind(1, arrival.picture.value).next()) return {};
        const PhotoId id{found.text(0)};
        const auto fresh = std::ranges::find(added_, id, &Photo::id);
        const Photo* photo = fresh != added_.end() ? &*fresh : world_.photo(id);
        const PhotoVersion* version = photo == nullptr ? nullptr : photo->version(VersionId{found.text(1)});
        return version == nullptr ? MasterTags{} : tags_of(world_, *photo, *version, now);
    }

    std::optional<PhotoId> photo_of(const PictureId& picture) {
        auto found = connection_.prepare("SELECT photo FROM picture WHERE id = ?1");
        if (!found.bind(1, picture.value).next()) return std::nullopt;
        return PhotoId{found.text(0)};
    }

 private:
    void remember_file(const Arrival& arrival) {
        if (arrival.file_sha256.empty()) return;
        connection_
            .prepare("INSERT INTO read_file (file_sha256, picture) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
            .bind(1, arrival.file_sha256)
            .bind(2, arrival.picture.value)
            .run();
    }

    bool waits(const Photo& photo, const Arrival& arrival) const {
        return photo.card == arrival.card && same_name(photo.file, arrival.file_name) &&
               !pictures_.contains({photo.id, original_of(photo).id}) &&
               std::ranges::find(bound_, photo.id, &std::pair<PhotoId, VersionId>::first) == bound_.end();
    }

    // Erased, quarantined, deleted: a picture of it must not come back as somebody's fresh photo.
    bool is_set_aside(const Photo& photo) const {
        const Person* maker = world_.person(photo.attribution.person);
        return photo.state != PhotoState::Live || (maker != nullptr && maker->erased_at);
    }

    bool has_rival(const Arrival& arrival) const {
        return std::ranges::any_of(batch_, [&](const Arrival& other) {
            return other.card == arrival.card && same_name(other.file_name, arrival.file_name) &&
                   other.picture != arrival.picture;
        });
    }

    // Of several of one name the record is of the picture that was taken when the record says.
    bool settled_by_time(const Photo& photo, const Arrival& arrival) const {
        return !photo.taken_camera.empty() && photo.taken_camera == arrival.taken_camera &&
               std::ranges::none_of(batch_, [&](const Arrival& other) {
                   return other.card == arrival.card && same_name(other.file_name, arrival.file_name) &&
                          other.picture != arrival.picture && other.taken_camera == arrival.taken_camera;
               });
    }

    struct Match {
        const Photo* waiting = nullptr;
        bool set_aside = false;  // what is not bound must not be seen either
    };

    // A name that was used again: by the record's own words this is not its picture.
    static bool taken_at_another_moment(const Photo& photo, const Arrival& arrival) {
        constexpr std::size_t to_the_minute = std::string_view{"2026-04-20T11:12"}.size();
        return !photo.taken_camera.empty() && !arrival.taken_camera.empty() &&
               photo.taken_camera.substr(0, to_the_minute) != arrival.taken_camera.substr(0, to_the_minute);
    }

    // Several records may wait for one name on one card, and several pictures may have it (100CANON,
    // 101CANON). If the time does not settle it, nothing is bound: a picture under another one's yes is worse
    // than asking.
    Match match(const Arrival& arrival) const {
        if (!arrival.card) return {};
        std::vector<const Photo*> records;
        for (const Photo* photo : wanted_) {
            if (waits(*photo, arrival) && !taken_at_another_moment(*photo, arrival)) records.push_back(photo);
        }
        const bool in_doubt = records.size() > 1 || has_rival(arrival);
        const bool any_set_aside =
            std::ranges::any_of(records, [&](const Photo* photo) { return is_set_aside(*photo); });
        if (in_doubt) {
            std::erase_if(records, [&](const Photo* photo) { return !settled_by_time(*photo, arrival); });
        }
        if (records.size() != 1) return {nullptr, any_set_aside};
        if (is_set_aside(*records.front())) return {nullptr, true};
        return {records.front(), false};
    }

    Arrived arrived(const PhotoId& id, Arrived::How how) const {
        const Photo* photo = world_.photo(id);
        if (photo == nullptr) return {id, how, std::nullopt, false, false};
        return {id, how, photo->attribution.person, photo->attribution.status == AttributionStatus::Confirmed,
                is_set_aside(*photo)};
    }

    PhotoId new_id(const PictureId& picture) {
        for (std::size_t digits = 12;; digits += 4) {
            PhotoId id{"n" + picture.value.substr(0, digits)};
            auto taken = connection_.prepare("SELECT 1 FROM photo WHERE id = ?1");
            if (digits >= picture.value.size() || !taken.bind(1, id.value).next()) return id;
        }
    }

    Arrived add(const Arrival& arrival, const Origin& origin) {
        const PhotoId id = new_id(arrival.picture);
        Json record = Json::object();
        record["id"] = id.value;
        record["file"] = arrival.file_name;
        if (origin.camera) record["camera"] = origin.camera->value;
        if (arrival.card) record["card"] = arrival.card->value;
        if (!arrival.taken_camera.empty()) record["taken_camera"] = arrival.taken_camera;
        put_origin(record, origin);
        record["people_check"] = "not_done";
        record["depictions"] = Json::array();
        record["content_issues"] = Json::array();
        record["versions"] = Json::array({Json{{"id", "v1"}, {"kind", "original"}}});
        record["use_version"] = "v1";
        record["pixels"] = {arrival.width, arrival.height};
        record["title"] = nullptr;
        record["caption"] = nullptr;
        if (!arrival.damage.empty()) record["damage"] = arrival.damage;
        put_record(connection_, "photos", record);
        added_.push_back(course_file::read_photo(course_file::Fields{record, "photo " + id.value}));
        put_picture(arrival, id, VersionId{"v1"});
        return {id, Arrived::How::New, origin.maker, origin.confirmed, origin.set_aside};
    }

    Connection& connection_;
    const World& world_;
    const Pictures& pictures_;
    std::vector<Arrival> batch_;
    std::vector<const Photo*> wanted_;  // records that may wait for one of the batch
    std::vector<Photo> added_;
    std::vector<std::pair<PhotoId, VersionId>> bound_;
};

}  // namespace

bool Catalogue::has_file(std::string_view file_sha256) const {
    return rooms_->connection.prepare("SELECT 1 FROM read_file WHERE file_sha256 = ?1")
        .bind(1, file_sha256)
        .next();
}

std::optional<KnownFile> Catalogue::known_file(std::string_view file_sha256) const {
    auto found = rooms_->connection.prepare(
        "SELECT picture.photo, picture.id, picture.damage, photo.document FROM read_file JOIN picture ON "
        "picture.id = read_file.picture JOIN photo ON photo.id = picture.photo WHERE file_sha256 = ?1");
    if (!found.bind(1, file_sha256).next()) return std::nullopt;
    const Json record = Json::parse(found.text(3));
    const auto taken = record.find("taken_camera");
    return KnownFile{PhotoId{found.text(0)}, PictureId{found.text(1)}, found.text(2),
                     taken != record.end() && taken->is_string() ? taken->get<std::string>() : std::string{}};
}

bool Catalogue::has_picture(const PictureId& picture) const {
    return rooms_->connection.prepare("SELECT 1 FROM picture WHERE id = ?1").bind(1, picture.value).next();
}

std::vector<Arrived> Catalogue::record(const std::vector<Arrival>& arrivals) {
    std::vector<Arrived> all;
    Transaction transaction(rooms_->connection);
    Registrar registrar(rooms_->connection, rooms_->world(), rooms_->pictures(), arrivals);
    all.reserve(arrivals.size());
    for (const Arrival& arrival : arrivals) all.push_back(registrar.take_in(arrival));
    transaction.commit();
    rooms_->remember(registrar.added(), registrar.bound());
    return all;
}

std::vector<MasterTags> Catalogue::foreseen_tags(const std::vector<Arrival>& arrivals, Day now) {
    const Transaction never_committed(rooms_->connection);
    Registrar registrar(rooms_->connection, rooms_->world(), rooms_->pictures(), arrivals);
    for (const Arrival& arrival : arrivals) registrar.take_in(arrival);
    std::vector<MasterTags> tags;
    tags.reserve(arrivals.size());
    for (const Arrival& arrival : arrivals) tags.push_back(registrar.tags(arrival, now));
    return tags;
}

void Catalogue::record(const IngestBatch& batch) {
    Transaction transaction(rooms_->connection);
    rooms_->connection
        .prepare(
            "INSERT INTO ingest_batch (card, read_at, bound, added, duplicates, rejected, left_on_card) "
            "VALUES (?1, "
            "?2, ?3, ?4, ?5, ?6, ?7)")
        .bind(1, batch.card ? std::optional{batch.card->value} : std::nullopt)
        .bind(2, batch.read_at)
        .bind(3, batch.bound)
        .bind(4, batch.added)
        .bind(5, batch.duplicates)
        .bind(6, batch.rejected)
        .bind(7, batch.left_on_card)
        .run();
    transaction.commit();
}

void Catalogue::record_version(const PhotoId& photo, const VersionId& version, const Arrival& picture) {
    const Photo* known = rooms_->world().photo(photo);
    if (known == nullptr) throw CannotWork(fmt::format("There is no photo {} in this course", photo.value));
    if (known->version(version) == nullptr) {
        throw CannotWork(
            fmt::format("Photo {} has no version {} in this course", photo.value, version.value));
    }
    Transaction transaction(rooms_->connection);
    Registrar registrar(rooms_->connection, rooms_->world(), rooms_->pictures(), {});
    auto same = rooms_->connection.prepare("SELECT photo, version FROM picture WHERE id = ?1");
    if (same.bind(1, picture.picture.value).next()) {
        if (same.text(0) == photo.value && same.text(1) == version.value) return;
        throw CannotWork(fmt::format("This is the picture of photo {}, version {}; choose the edited file",
                                     same.text(0), same.text(1)));
    }
    if (rooms_->pictures().contains({photo, version})) take_approval_away(rooms_->connection, photo, version);
    registrar.put_picture(picture, photo, version);
    transaction.commit();
    rooms_->forget_what_was_read();
}

}  // namespace catalogue
