#include "catalogue/course_records.hpp"

#include "catalogue/card_records.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/world.hpp"

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

// Records that the file does not have any more stay, behind those that it has.
void put_behind(Connection& connection, std::string_view table, std::size_t count) {
    if (table == "consent_event") return;
    connection.prepare(fmt::format("UPDATE {} SET position = position + ?1", table))
        .bind(1, static_cast<std::int64_t>(count))
        .run();
}

bool has_records(const Connection& connection, const RecordList& list) {
    return connection.prepare(fmt::format("SELECT 1 FROM {}", list.table)).next();
}

// A part that the file does not have any more stays, behind those that it has: a file that is silent about a
// hold or about the answers does not take them back.
void put_parts(Connection& connection, const Json& file) {
    put_behind(connection, "course_part", file.size());
    std::int64_t place = 0;
    for (const auto& [key, value] : file.items()) {
        const Json document = with_cards_and_loans_kept(connection, key, value);
        const RecordList* list = record_list(key);
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
    for (const RecordList& list : record_lists()) {
        const auto records = file.find(std::string{list.key});
        if (records == file.end() || !records->is_array()) continue;
        put_behind(connection, list.table, records->size());
        std::int64_t position = 0;
        for (const Json& record : *records) keep_record(connection, list.key, record, position++);
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

std::size_t parts_of_course(const Connection& connection) {
    auto count = connection.prepare("SELECT COUNT(*) FROM course_part");
    count.next();
    return static_cast<std::size_t>(count.number(0));
}

Json list_records(const Connection& connection, const RecordList& list) {
    Json records = Json::array();
    auto rows = connection.prepare(fmt::format("SELECT document FROM {} ORDER BY position, id", list.table));
    while (rows.next()) {
        Json record = Json::parse(rows.text(0));
        records.push_back(list.key == "persons" ? with_referrer(connection, record) : std::move(record));
    }
    return records;
}

}  // namespace

Json with_referrer(const Connection& connection, const Json& person) {
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
    file.get_ref<Json::object_t&>().reserve(parts_of_course(connection));  // growing copies what is there
    auto parts = connection.prepare("SELECT key, document FROM course_part ORDER BY position");
    while (parts.next()) {
        const std::string key = parts.text(0);
        if (key == earlier_owner_files && extent != Extent::Everything) continue;
        if (key == "consent_events" && extent == Extent::WithoutAnswers) {
            file[key] = Json::array();
            continue;
        }
        const auto document = parts.optional_text(1);
        const RecordList* list = record_list(key);
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
    const RecordList* list = record_list(key);
    // The file had no such list, or said null: now there is one.
    connection
        .prepare(
            "INSERT INTO course_part (key, position, document) VALUES (?1, ?2, NULL) ON CONFLICT (key) DO "
            "UPDATE "
            "SET document = NULL")
        .bind(1, key)
        .bind(2, next_position(connection, "course_part"))
        .run();
    keep_record(connection, key, record, position_of(connection, list->table, text_in(record, "id")));
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
