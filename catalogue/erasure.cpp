// Erasing a person (AVG art. 17). What stays is a tombstone: code, dates, counts.

#include "catalogue/catalogue.hpp"
#include "catalogue/course_editor.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/digest.hpp"
#include "catalogue/erased_files.hpp"
#include "catalogue/erased_records.hpp"
#include "catalogue/erasure_task.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/leaders_book.hpp"
#include "catalogue/names_of_person.hpp"
#include "catalogue/opened_log.hpp"
#include "catalogue/rights.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;
using database::Connection;

// Without what is kept about a code: forms, monitoring.
void forget_code(Json& part, const std::string& code) {
    if (code.empty() || !part.is_structured()) return;
    if (part.is_object()) {
        part.erase(code);
    } else {
        std::erase_if(part.get_ref<Json::array_t&>(),
                      [&](const Json& each) { return each.is_object() && text_in(each, "code") == code; });
    }
    for (Json& each : part) forget_code(each, code);
}

/// Takes one person out of the records. Files are only named; they go when everything else is sure.
class Eraser {
 public:
    Eraser(Connection& connection, const World& world, const PersonId& person)
        : connection_(connection),
          world_(world),
          course_(connection),
          person_(person),
          records_(connection, world) {
        const Json record = course_.record("persons", person.value);
        code_ = text_in(record, "code").empty() ? person.value : text_in(record, "code");
        names_ = names_of_person(read_course_records(connection)["persons"], person);
        erasure_.code = code_;
    }

    void erase_records(Day asked, Day done) {
        erase_photos(done);
        erase_texts();
        erase_events();
        forget_on_others_photos();
        forget_in_outputs();
        forget_elsewhere();
        put_tombstone(asked, done);
        forget_names();
    }

    const std::vector<PictureId>& pictures() const { return records_.pictures(); }
    /// Made files with something of this person in them.
    const std::vector<ForgottenOutput>& outputs() const { return outputs_; }
    const std::vector<std::string>& names() const { return names_; }
    Erasure result() { return std::move(erasure_); }

 private:
    void leave(ErasureTask::Kind kind, const std::vector<std::string>& values) {
        erasure_.tasks.push_back(in_dutch(ErasureTask{kind, values}));
    }

    bool may_be_somebody_elses(const Photo& photo) const {
        if (photo.attribution.status == AttributionStatus::Confirmed || !photo.camera) return false;
        const auto camera = std::ranges::find(world_.cameras, *photo.camera, &Camera::id);
        return camera != world_.cameras.end() && camera->sharing == Sharing::Shared;
    }

    void erase_photos(Day done) {
        for (const Photo& photo : world_.photos) {
            if (photo.attribution.person != person_) continue;
            if (may_be_somebody_elses(photo)) {
                set_aside(photo);
                continue;
            }
            records_.erase(photo, done);
        }
        erasure_.photos = static_cast<int>(records_.pictures().size());
    }

    // Only proposed, with a camera that two people share: not ours to destroy unseen.
    void set_aside(const Photo& photo) {
        Json record = course_.record("photos", photo.id.value);
        record["attribution"] = {{"person", nullptr}, {"status", "proposed"}, {"method", "gedeelde camera"}};
        record["state"] = "quarantined";
        course_.put("photos", record);
        leave(ErasureTask::Kind::SharedCamera, {photo.id.value});
    }

    void erase_texts() {
        for (const Text& text : world_.texts) {
            if (text.author == person_ || (text.photo && records_.is_gone(*text.photo))) records_.erase(text);
        }
        erasure_.texts = records_.texts();
    }

    void erase_events() {
        auto events =
            connection_.prepare("SELECT document FROM consent_event WHERE person = ?1 ORDER BY position");
        events.bind(1, person_.value);
        std::string all;
        while (events.next()) {
            all += events.text(0) + "\n";
            ++erasure_.events;
        }
        proof_ = sha256_of(all);
        connection_.prepare("DELETE FROM consent_event WHERE person = ?1").bind(1, person_.value).run();
    }

    // In the version that is in use.
    bool can_be_recognised(const Photo& photo) const {
        const PhotoVersion& used = *photo.version(photo.use_version);
        return std::ranges::any_of(photo.depictions, [&](const Depiction& each) {
            const auto differs = used.depictions.find(each.id);
            const Recognisable shown = differs == used.depictions.end() ? each.recognisable : differs->second;
            return each.person == person_ && shown == Recognisable::Yes;
        });
    }

    // The picture is somebody else's and stays, but is closed everywhere: who is on it cannot be asked.
    void forget_on_others_photos() {
        for (const Photo& photo : world_.photos) {
            const bool on_it = std::ranges::any_of(
                photo.depictions, [&](const Depiction& each) { return each.person == person_; });
            if (!on_it || records_.is_gone(photo.id)) continue;
            Json record = course_.record("photos", photo.id.value);
            for (Json& depiction : record["depictions"]) {
                if (text_in(depiction, "person") != person_.value) continue;
                for (const char* const key : {"slip", "note", "role"}) depiction.erase(key);
                ++erasure_.depictions;
            }
            course_.put("photos", record);
            if (!can_be_recognised(photo)) continue;
            leave(ErasureTask::Kind::OnOthersPhoto, {code_, photo.id.value});
        }
    }

    void forget_in_outputs() {
        outputs_ = records_.forget_what_is_gone();
        for (const ForgottenOutput& output : outputs_) {
            leave(output.was_printed ? ErasureTask::Kind::WasPrinted : ErasureTask::Kind::MakeAgain,
                  {output.id, output.kind});
        }
    }

    void forget_elsewhere() {
        // What could be undone holds records as they were, of everybody who was on a page.
        connection_.run("DELETE FROM undo_record; DELETE FROM undo_step");
        for (const char* const sql : {"DELETE FROM referral WHERE person = ?1",
                                      "UPDATE start_photo SET person = NULL WHERE person = ?1"}) {
            connection_.prepare(sql).bind(1, person_.value).run();
        }
        for (const Camera& camera : world_.cameras) {
            if (camera.lent_to != person_) continue;
            Json record = course_.record("cameras", camera.id.value);
            record["lent_to"] = nullptr;
            course_.put("cameras", record);
        }
        for (const char* const key : {"loans", "person_holds"}) {
            Json list = read_part(connection_, key);
            if (!list.is_array()) continue;
            std::erase_if(list.get_ref<Json::array_t&>(),
                          [&](const Json& each) { return text_in(each, "person") == person_.value; });
            put_part(connection_, key, list);
        }
        auto parts = connection_.prepare("SELECT key, document FROM course_part WHERE document IS NOT NULL");
        std::vector<std::pair<std::string, Json>> changed;
        while (parts.next()) {
            Json part = Json::parse(parts.text(1));
            forget_code(part, code_);
            if (part != Json::parse(parts.text(1))) changed.emplace_back(parts.text(0), std::move(part));
        }
        for (const auto& [key, part] : changed) put_part(connection_, key, part);
    }

    void put_tombstone(Day asked, Day done) {
        course_.put("persons", Json{{"id", person_.value},
                                    {"role", "tombstone"},
                                    {"code", code_},
                                    {"display", Json::object()},
                                    {"sort_key", code_},
                                    {"erased_at", to_string(done)},
                                    {"status", "gewist"},
                                    {"erasure",
                                     {{"requested", to_string(asked)},
                                      {"done", to_string(done)},
                                      {"photos_deleted", records_.photos()},
                                      {"texts_deleted", erasure_.texts},
                                      {"events_deleted", erasure_.events},
                                      {"proof_sha256", proof_}}}});
    }

    // Where others wrote the name. A text of somebody else has to be approved again.
    void forget_names() {
        if (names_.empty()) return;
        for (const RecordList& list : record_lists()) forget_names_in(list.table, "id", list.key == "texts");
        forget_names_in("course_part", "key", false);
        forget_names_in("referral", "person", false);
        auto files = connection_.prepare("SELECT id, file FROM photo");
        std::vector<std::pair<std::string, Json>> renamed;
        while (files.next()) {
            Json file = files.text(1);
            if (replace_names(file, names_, code_)) renamed.emplace_back(files.text(0), file);
        }
        for (const auto& [id, file] : renamed) {
            connection_.prepare("UPDATE photo SET file = ?2 WHERE id = ?1")
                .bind(1, id)
                .bind(2, file.get<std::string>())
                .run();
        }
    }

    void forget_names_in(std::string_view table, std::string_view key, bool words) {
        auto rows = connection_.prepare(
            fmt::format("SELECT {}, document FROM {} WHERE document IS NOT NULL", key, table));
        std::vector<std::pair<std::string, Json>> changed;
        while (rows.next()) {
            Json record = Json::parse(rows.text(1));
            if (replace_names(record, names_, code_)) changed.emplace_back(rows.text(0), std::move(record));
        }
        for (auto& [id, record] : changed) {
            if (words) {
                record["approved_at"] = nullptr;
                record["approved_in"] = Json::object();
                record["mentions_check"] = "not_done";
                leave(ErasureTask::Kind::NameInText, {id, code_});
            }
            connection_.prepare(fmt::format("UPDATE {} SET document = ?2 WHERE {} = ?1", table, key))
                .bind(1, id)
                .bind(2, course_file::write_compact(record))
                .run();
        }
    }

    Connection& connection_;
    const World& world_;
    CourseEditor course_;
    PersonId person_;
    std::string code_;
    std::string proof_;
    std::vector<std::string> names_;
    RecordEraser records_;
    std::vector<ForgottenOutput> outputs_;
    Erasure erasure_;
};

}  // namespace

Erasure Catalogue::erase(const PersonId& person, Day asked, Day done) {
    const World& world = rooms_->world();
    const Person* known = world.person(person);
    if (known == nullptr) {
        throw CannotWork(fmt::format("There is no person {} in this course; check the id",
                                     course_file::in_quotes(person.value)));
    }
    if (known->erased_at) {
        leave_no_byte(rooms_->connection);
        Erasure nothing;
        nothing.code = known->code;
        return nothing;
    }
    database::Transaction transaction(rooms_->connection);
    OpenedLog log(rooms_->connection);
    Eraser eraser(rooms_->connection, world, person);
    eraser.erase_records(asked, done);
    log.close();
    course_file::read_world(rooms_->course_json());  // refuses what the rule could not read
    // Before the records: should the power fail here, the same command finds everything that is left.
    destroy_pictures(rooms_->folder, eraser.pictures());
    destroy_manifests(rooms_->folder, eraser.names());
    destroy_unprinted(eraser.outputs());
    forget_work(rooms_->folder);
    transaction.commit();
    rooms_->forget_what_was_read();
    leave_no_byte(rooms_->connection);
    return eraser.result();
}

}  // namespace catalogue
