#include "catalogue/course_records.hpp"

#include "catalogue/card_records.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/world.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;
using database::Connection;
using database::Transaction;

/// A list of the course file that has a table of its own.
struct List {
    std::string_view key;
    std::string_view table;
};

// In the order in which they refer to each other.
constexpr std::array lists = {
    List{"persons", "person"},
    List{"cameras", "camera"},
    List{"photos", "photo"},
    List{"texts", "text"},
    List{"consent_events", "consent_event"},
    List{"print_runs", "print_run"},
    List{"placements", "placement"},
};

const List* list_of(std::string_view key) {
    for (const List& list : lists) {
        if (list.key == key) return &list;
    }
    return nullptr;
}

std::string text_in(const Json& record, std::string_view key) {
    const auto found = record.find(std::string{key});
    return found != record.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::optional<std::string> some_text_in(const Json& record, std::string_view key) {
    std::string text = text_in(record, key);
    return text.empty() ? std::nullopt : std::optional{std::move(text)};
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

void put_at(Connection& connection, std::string_view key, const Json& record, std::int64_t position) {
    if (key == "persons") return put_person(connection, record, position);
    if (key == "cameras") return put_camera(connection, record, position);
    if (key == "photos") return put_photo(connection, record, position);
    if (key == "texts") return put_text(connection, record, position);
    if (key == "consent_events") return put_event(connection, record, position);
    if (key == "print_runs") return put_print_run(connection, record, position);
    put_placement(connection, record, position);
}

// Records that the file does not have any more stay, behind those that it has.
void put_behind(Connection& connection, std::string_view table, std::size_t count) {
    if (table == "consent_event") return;
    connection.prepare(fmt::format("UPDATE {} SET position = position + ?1", table))
        .bind(1, static_cast<std::int64_t>(count))
        .run();
}

bool has_records(const Connection& connection, const List& list) {
    return connection.prepare(fmt::format("SELECT 1 FROM {}", list.table)).next();
}

// A part that the file does not have any more stays, behind those that it has: a file that is silent about a
// hold or about the answers does not take them back.
void put_parts(Connection& connection, const Json& file) {
    put_behind(connection, "course_part", file.size());
    std::int64_t place = 0;
    for (const auto& [key, value] : file.items()) {
        const List* list = list_of(key);
        const Json document = with_cards_and_loans_kept(connection, key, value);
        const bool in_table = list != nullptr && (value.is_array() || has_records(connection, *list));
        connection
            .prepare(
                "INSERT INTO course_part (key, position, document) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO "
                "UPDATE SET position = excluded.position, document = excluded.document")
            .bind(1, key)
            .bind(2, place++)
            .bind(3, in_table ? std::nullopt : std::optional{course_file::write_compact(document)})
            .run();
    }
}

void put_lists(Connection& connection, const Json& file) {
    for (const List& list : lists) {
        const auto records = file.find(std::string{list.key});
        if (records == file.end() || !records->is_array()) continue;
        put_behind(connection, list.table, records->size());
        std::int64_t position = 0;
        for (const Json& record : *records) put_at(connection, list.key, record, position++);
    }
}

void put_course(Connection& connection, const std::string& id, const course_file::Layout& layout) {
    auto known = connection.prepare("SELECT id FROM course");
    if (known.next() && known.text(0) != id) {
        throw CannotWork(
            fmt::format("This library holds the course {}, and the file is of {}; give the other course a "
                        "library of its own with "
                        "--library FOLDER",
                        known.text(0), id));
    }
    connection.run("DELETE FROM course");
    connection.prepare("INSERT INTO course (id, indent, ends_with_newline) VALUES (?1, ?2, ?3)")
        .bind(1, id)
        .bind(2, layout.indent)
        .bind(3, layout.ends_with_newline ? 1 : 0)
        .run();
}

Json person_with_referrer(const Connection& connection, Json person) {
    auto referral = connection.prepare("SELECT place, document FROM referral WHERE person = ?1");
    if (!referral.bind(1, text_in(person, "id")).next()) return person;
    const auto place = static_cast<std::size_t>(referral.number(0));
    const Json referrer = Json::parse(referral.text(1));
    Json whole = Json::object();
    std::size_t at = 0;
    for (const auto& [key, value] : person.items()) {
        if (at++ == place) whole["referrer"] = referrer;
        whole[key] = value;
    }
    if (!whole.contains("referrer")) whole["referrer"] = referrer;
    return whole;
}

Json list_records(const Connection& connection, const List& list) {
    Json records = Json::array();
    auto rows = connection.prepare(fmt::format("SELECT document FROM {} ORDER BY position, id", list.table));
    while (rows.next()) {
        Json record = Json::parse(rows.text(0));
        records.push_back(list.key == "persons" ? person_with_referrer(connection, std::move(record))
                                                : std::move(record));
    }
    return records;
}

}  // namespace

bool has_course(const Connection& connection) {
    return connection.prepare("SELECT 1 FROM course").next();
}

void write_course_records(Connection& connection, std::string_view text) {
    const Json file = course_file::parse(text);
    const std::string id = course_file::course_id(file);
    course_file::read_course(file);  // refuses what is not as it must be

    Transaction transaction(connection);
    put_course(connection, id, course_file::layout_of(text));
    put_parts(connection, file);
    put_lists(connection, file);
    index_cards(connection);
    course_file::read_world(read_course_records(connection));  // together with what was there already
    transaction.commit();
}

Json read_course_records(const Connection& connection, Extent extent) {
    if (!has_course(connection)) {
        throw CannotWork(
            "There is no course in this library yet; bring one in with: inbeeld course import FILE");
    }
    Json file = Json::object();
    auto parts = connection.prepare("SELECT key, document FROM course_part ORDER BY position");
    while (parts.next()) {
        const std::string key = parts.text(0);
        if (key == earlier_owner_files && extent == Extent::WhatIsRead) continue;
        const auto document = parts.optional_text(1);
        const List* list = list_of(key);
        file[key] = !document && list != nullptr ? list_records(connection, *list)
                                                 : Json::parse(document.value_or("null"));
    }
    return file;
}

std::string write_course_file(const Connection& connection) {
    const Json file = read_course_records(connection, Extent::Everything);
    auto layout = connection.prepare("SELECT indent, ends_with_newline FROM course");
    layout.next();
    return course_file::write(file, {static_cast<int>(layout.number(0)), layout.number(1) != 0});
}

void put_record(Connection& connection, std::string_view key, const Json& record) {
    const List* list = list_of(key);
    // The file had no such list, or said null: now there is one.
    connection
        .prepare(
            "INSERT INTO course_part (key, position, document) VALUES (?1, ?2, NULL) ON CONFLICT (key) DO "
            "UPDATE "
            "SET document = NULL")
        .bind(1, key)
        .bind(2, next_position(connection, "course_part"))
        .run();
    put_at(connection, key, record, position_of(connection, list->table, text_in(record, "id")));
}

Json read_part(const Connection& connection, std::string_view key) {
    auto found = connection.prepare("SELECT document FROM course_part WHERE key = ?1");
    if (!found.bind(1, key).next()) return nullptr;
    return Json::parse(found.optional_text(0).value_or("null"));
}

void put_part(Connection& connection, std::string_view key, const Json& document) {
    connection
        .prepare(
            "INSERT INTO course_part (key, position, document) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO "
            "UPDATE SET document = excluded.document")
        .bind(1, key)
        .bind(2, next_position(connection, "course_part"))
        .bind(3, course_file::write_compact(document))
        .run();
}

}  // namespace catalogue
