// Whose a new picture is and when it was taken: what cards tell, written down and made better when they tell
// more.

#include "catalogue/origins.hpp"

#include "catalogue/arrival.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace catalogue {

namespace {

using course_file::Json;
using database::Transaction;

// A person who says whose a photo is takes this mark away, and then no card says otherwise any more.
constexpr std::string_view said_by_card = "inbeeld";

std::string_view trailing_number(std::string_view label) {
    const std::size_t end = label.find_last_not_of("0123456789");
    label = label.substr(end == std::string_view::npos ? 0 : end + 1);
    const std::size_t first = label.find_first_not_of('0');
    return first == std::string_view::npos ? label.substr(0, std::min<std::size_t>(1, label.size()))
                                           : label.substr(first);
}

std::string text_in(const Json& record, const char* key) {
    const auto found = record.find(key);
    return found != record.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

void put_text(Json& record, const char* key, const std::string& text) {
    if (text.empty()) {
        record.erase(key);
    } else {
        record[key] = text;
    }
}

/// A record as it would be with this origin. Nothing is made less sure than it was: the start photo that told
/// it may have been wiped from the card since.
Json settled(const Json& record, const Origin& origin) {
    Json better = record;
    const Json& attribution = record.at("attribution");
    const bool was_confirmed = text_in(attribution, "status") == "confirmed";
    const bool was_by_start_photo = record.contains("taken_by_start_photo");
    Origin kept = origin;
    if (was_confirmed && !origin.confirmed) {
        kept.maker = PersonId{text_in(attribution, "person")};
        kept.confirmed = true;
        kept.method = text_in(attribution, "method");
    }
    if (was_by_start_photo && !origin.by_start_photo) {
        kept.taken_true = text_in(record, "taken_true");
        kept.taken_reason = text_in(record, "taken_reason");
        kept.by_start_photo = true;
    }
    // What was set aside may turn out to be the participant's; what people saw is not set aside behind their
    // backs.
    kept.set_aside = origin.set_aside && text_in(record, "state") == "quarantined";
    put_origin(better, kept);
    return better;
}

bool is_said_by_card(const Json& record) {
    const auto attribution = record.find("attribution");
    return attribution != record.end() && attribution->is_object() &&
           text_in(*attribution, "by") == said_by_card;
}

}  // namespace

bool is_set_aside_by_card(const Json& record) {
    return is_said_by_card(record) && text_in(record, "state") == "quarantined";
}

void put_origin(Json& record, const Origin& origin) {
    put_text(record, "taken_true", origin.taken_true);
    put_text(record, "taken_reason", origin.taken_reason);
    record.erase("taken_by_start_photo");
    if (origin.by_start_photo) record["taken_by_start_photo"] = true;
    record["attribution"] = {{"person", origin.maker ? Json(origin.maker->value) : Json(nullptr)},
                             {"status", origin.confirmed ? "confirmed" : "proposed"},
                             {"method", origin.method},
                             {"by", said_by_card}};
    record["state"] = origin.set_aside ? "quarantined" : "ingested";
}

std::vector<PhotoId> Catalogue::settle(const std::vector<std::pair<PhotoId, Origin>>& origins) {
    std::vector<PhotoId> changed;
    Transaction transaction(rooms_->connection);
    for (const auto& [id, origin] : origins) {
        auto found = rooms_->connection.prepare("SELECT document FROM photo WHERE id = ?1");
        if (!found.bind(1, id.value).next()) continue;
        const Json record = Json::parse(found.text(0));
        if (!is_said_by_card(record)) continue;
        const Json better = settled(record, origin);
        if (better == record) continue;
        put_record(rooms_->connection, "photos", better);
        changed.push_back(id);
    }
    transaction.commit();
    if (!changed.empty()) rooms_->forget_what_was_read();
    return changed;
}

std::optional<Origin> Catalogue::origin_of(const PhotoId& photo) const {
    auto found = rooms_->connection.prepare("SELECT document FROM photo WHERE id = ?1");
    if (!found.bind(1, photo.value).next()) return std::nullopt;
    const Json record = Json::parse(found.text(0));
    Origin origin;
    const auto attribution = record.find("attribution");
    if (attribution != record.end() && attribution->is_object()) {
        const std::string maker = text_in(*attribution, "person");
        if (!maker.empty()) origin.maker = PersonId{maker};
        origin.confirmed = text_in(*attribution, "status") == "confirmed";
        origin.method = text_in(*attribution, "method");
    }
    if (const std::string camera = text_in(record, "camera"); !camera.empty())
        origin.camera = CameraId{camera};
    origin.taken_true = text_in(record, "taken_true");
    origin.taken_reason = text_in(record, "taken_reason");
    origin.by_start_photo = record.contains("taken_by_start_photo");
    const std::string state = text_in(record, "state");
    origin.set_aside = state != "ingested" && state != "selected" && !state.empty();
    return origin;
}

void Catalogue::record(const StartPhoto& photo) {
    Transaction transaction(rooms_->connection);
    rooms_->connection
        .prepare(
            "INSERT INTO start_photo (file_sha256, person, shown, taken_camera) VALUES (?1, ?2, ?3, ?4) ON "
            "CONFLICT "
            "DO NOTHING")
        .bind(1, photo.file_sha256)
        .bind(2, photo.person ? std::optional{photo.person->value} : std::nullopt)
        .bind(3, photo.real)
        .bind(4, photo.taken_camera)
        .run();
    transaction.commit();
}

std::optional<StartPhoto> Catalogue::start_photo(std::string_view file_sha256) const {
    auto found = rooms_->connection.prepare(
        "SELECT person, shown, taken_camera FROM start_photo WHERE file_sha256 = ?1");
    if (!found.bind(1, file_sha256).next()) return std::nullopt;
    StartPhoto photo{std::string{file_sha256}, {}, found.text(1), found.text(2)};
    if (const auto person = found.optional_text(0)) photo.person = PersonId{*person};
    return photo;
}

std::optional<CameraId> Catalogue::camera_of(const CardId& card) const {
    const World& world = rooms_->world();
    if (const auto registration = registration_of(card); registration && registration->camera) {
        return registration->camera;
    }
    // The same sticker is on camera and card.
    const std::string_view number = trailing_number(card.value);
    for (const Camera& camera : world.cameras) {
        if (!number.empty() && trailing_number(camera.id.value) == number) return camera.id;
    }
    const auto found = std::ranges::find_if(world.photos, [&](const Photo& photo) {
        return photo.card == card && photo.camera &&
               std::ranges::find(world.cameras, *photo.camera, &Camera::id) != world.cameras.end();
    });
    return found == world.photos.end() ? std::nullopt : found->camera;
}

std::optional<CameraId> Catalogue::camera_with_serial(std::string_view serial) const {
    if (serial.empty()) return std::nullopt;
    std::optional<CameraId> found;
    for (const Camera& camera : rooms_->world().cameras) {
        if (camera.serial != serial) continue;
        if (found) return std::nullopt;  // many compacts of one kind say the same
        found = camera.id;
    }
    return found;
}

}  // namespace catalogue
