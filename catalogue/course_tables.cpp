#include "catalogue/course_tables.hpp"

#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/failure.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;
using database::Connection;

constexpr std::array lists = {
    RecordList{"persons", "person"},
    RecordList{"cameras", "camera"},
    RecordList{"photos", "photo"},
    RecordList{"texts", "text"},
    RecordList{"consent_events", "consent_event"},
    RecordList{"outputs", "output"},
    RecordList{"print_runs", "print_run"},
    RecordList{"placements", "placement"},
};

std::optional<std::string> some_text_in(const Json& record, std::string_view key) {
    std::string text = text_in(record, key);
    return text.empty() ? std::nullopt : std::optional{std::move(text)};
}

void put_person(Connection& connection, const Json& record, std::int64_t position) {
    const std::string id = text_in(record, "id");
    Json kept = Json::object();
    std::optional<std::pair<std::size_t, Json>> referrer;
    std::size_t place = 0;
    for (const auto& [key, value] : record.items()) {
        if (key == "referrer") {
            referrer = {place, value};
        } else {
            kept[key] = value;
        }
        ++place;
    }
    connection
        .prepare(
            "INSERT INTO person (id, position, code, erased_at, document) VALUES (?1, ?2, ?3, ?4, ?5) "
            "ON CONFLICT (id) DO UPDATE SET position = excluded.position, code = excluded.code, "
            "erased_at = excluded.erased_at, document = excluded.document")
        .bind(1, id)
        .bind(2, position)
        .bind(3, text_in(record, "code"))
        .bind(4, some_text_in(record, "erased_at"))
        .bind(5, course_file::write_compact(kept))
        .run();
    connection.prepare("DELETE FROM referral WHERE person = ?1").bind(1, id).run();
    if (!referrer) return;
    connection.prepare("INSERT INTO referral (person, place, document) VALUES (?1, ?2, ?3)")
        .bind(1, id)
        .bind(2, static_cast<std::int64_t>(referrer->first))
        .bind(3, course_file::write_compact(referrer->second))
        .run();
}

void put_camera(Connection& connection, const Json& record, std::int64_t position) {
    const std::string id = text_in(record, "id");
    connection
        .prepare(
            "INSERT INTO camera (id, position, document) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET "
            "position = excluded.position, document = excluded.document")
        .bind(1, id)
        .bind(2, position)
        .bind(3, course_file::write_compact(record))
        .run();
    connection.prepare("DELETE FROM loan WHERE camera = ?1").bind(1, id).run();
    const auto borrower = some_text_in(record, "lent_to");
    if (!borrower) return;
    const auto shared = record.find("shared_with");
    connection.prepare("INSERT INTO loan (camera, person, shared) VALUES (?1, ?2, ?3)")
        .bind(1, id)
        .bind(2, borrower)
        .bind(3, shared != record.end() && !shared->is_null() && !shared->empty() ? 1 : 0)
        .run();
}

void put_photo(Connection& connection, const Json& record, std::int64_t position) {
    const auto card = some_text_in(record, "card");
    if (card)
        connection.prepare("INSERT INTO card (id) VALUES (?1) ON CONFLICT DO NOTHING").bind(1, card).run();
    connection
        .prepare(
            "INSERT INTO photo (id, position, card, file, document) VALUES (?1, ?2, ?3, ?4, ?5) "
            "ON CONFLICT (id) DO UPDATE SET position = excluded.position, card = excluded.card, "
            "file = excluded.file, document = excluded.document")
        .bind(1, text_in(record, "id"))
        .bind(2, position)
        .bind(3, card)
        .bind(4, text_in(record, "file"))
        .bind(5, course_file::write_compact(record))
        .run();
}

void put_text(Connection& connection, const Json& record, std::int64_t position) {
    connection
        .prepare(
            "INSERT INTO text (id, position, author, document) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO "
            "UPDATE SET position = excluded.position, author = excluded.author, document = excluded.document")
        .bind(1, text_in(record, "id"))
        .bind(2, position)
        .bind(3, text_in(record, "author"))
        .bind(4, course_file::write_compact(record))
        .run();
}

// Events are only ever added: one that is there already must say the same.
void put_event(Connection& connection, const Json& record, std::int64_t /*position*/) {
    const std::string id = text_in(record, "id");
    auto found = connection.prepare("SELECT document FROM consent_event WHERE id = ?1");
    if (found.bind(1, id).next()) {
        if (course_file::same_content(course_file::parse(found.text(0)), record)) return;
        throw CourseFileBroken(
            fmt::format("Course file, consent event {}: the library has it with other content; add a new "
                        "event instead of "
                        "changing one",
                        course_file::in_quotes(id)));
    }
    connection
        .prepare(
            "INSERT INTO consent_event (id, position, person, capacity, purpose, scope, decision, "
            "valid_from, "
            "document) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
        .bind(1, id)
        .bind(2, next_position(connection, "consent_event"))
        .bind(3, text_in(record, "person"))
        .bind(4, text_in(record, "capacity"))
        .bind(5, text_in(record, "purpose"))
        .bind(6, text_in(record, "scope"))
        .bind(7, text_in(record, "decision"))
        .bind(8, text_in(record, "valid_from"))
        .bind(9, course_file::write_compact(record))
        .run();
}

void put_print_run(Connection& connection, const Json& record, std::int64_t position) {
    const std::string id = text_in(record, "id");
    connection
        .prepare(
            "INSERT INTO print_run (id, position, document) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE "
            "SET "
            "position = excluded.position, document = excluded.document")
        .bind(1, id)
        .bind(2, position)
        .bind(3, course_file::write_compact(record))
        .run();
    connection.prepare("DELETE FROM print_item WHERE run = ?1").bind(1, id).run();
    const auto items = record.find("items");
    if (items == record.end() || !items->is_array()) return;
    std::int64_t place = 0;
    for (const Json& item : *items) {
        connection.prepare("INSERT INTO print_item (run, place, photo, version) VALUES (?1, ?2, ?3, ?4)")
            .bind(1, id)
            .bind(2, place++)
            .bind(3, text_in(item, "photo"))
            .bind(4, some_text_in(item, "version"))
            .run();
    }
}

void put_placement(Connection& connection, const Json& record, std::int64_t position) {
    connection
        .prepare(
            "INSERT INTO placement (id, position, run, document) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO "
            "UPDATE SET position = excluded.position, run = excluded.run, document = excluded.document")
        .bind(1, text_in(record, "id"))
        .bind(2, position)
        .bind(3, text_in(record, "run"))
        .bind(4, course_file::write_compact(record))
        .run();
}

// What the program itself made and with what, for looking up by its bytes.
void put_output(Connection& connection, const Json& record, std::int64_t position) {
    connection
        .prepare(
            "INSERT INTO output (id, position, sha256, document) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO "
            "UPDATE SET position = excluded.position, sha256 = excluded.sha256, document = excluded.document")
        .bind(1, text_in(record, "id"))
        .bind(2, position)
        .bind(3, text_in(record, "sha256"))
        .bind(4, course_file::write_compact(record))
        .run();
}

}  // namespace

std::span<const RecordList> record_lists() {
    return lists;
}

const RecordList* record_list(std::string_view key) {
    for (const RecordList& list : lists) {
        if (list.key == key) return &list;
    }
    return nullptr;
}

std::string text_in(const Json& record, std::string_view key) {
    const auto found = record.find(std::string{key});
    return found != record.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::int64_t next_position(const Connection& connection, std::string_view table) {
    auto last = connection.prepare(fmt::format("SELECT coalesce(max(position) + 1, 0) FROM {}", table));
    last.next();
    return last.number(0);
}

// The place of a record that is there already, or the next one.
std::int64_t position_of(const Connection& connection, std::string_view table, const std::string& id) {
    auto found = connection.prepare(fmt::format("SELECT position FROM {} WHERE id = ?1", table));
    found.bind(1, id);
    return found.next() ? found.number(0) : next_position(connection, table);
}

void keep_record(Connection& connection, std::string_view key, const Json& record, std::int64_t position) {
    if (key == "persons") return put_person(connection, record, position);
    if (key == "cameras") return put_camera(connection, record, position);
    if (key == "photos") return put_photo(connection, record, position);
    if (key == "texts") return put_text(connection, record, position);
    if (key == "consent_events") return put_event(connection, record, position);
    if (key == "outputs") return put_output(connection, record, position);
    if (key == "print_runs") return put_print_run(connection, record, position);
    put_placement(connection, record, position);
}

}  // namespace catalogue
