#include "catalogue/desk_records.hpp"

#include "catalogue/card_records.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

constexpr std::string_view answers = "consent_events";

void take_out(database::Connection& connection, const std::string& list, const std::string& id) {
    if (list == "persons") {
        connection.prepare("DELETE FROM referral WHERE person = ?1").bind(1, id).run();
    }
    if (list == "cameras") connection.prepare("DELETE FROM loan WHERE camera = ?1").bind(1, id).run();
    if (list == "print_runs") connection.prepare("DELETE FROM print_item WHERE run = ?1").bind(1, id).run();
    connection.prepare(fmt::format("DELETE FROM {} WHERE id = ?1", record_list(list)->table))
        .bind(1, id)
        .run();
}

/// The document as the course file has it.
std::string whole(database::Connection& connection, const RecordList& list, const std::string& document) {
    if (list.key != "persons") return document;
    return course_file::write_compact(with_referrer(connection, Json::parse(document)));
}

}  // namespace

Records read_all_records(database::Connection& connection) {
    const database::OneMoment moment(connection);
    Records records;
    auto parts = connection.prepare("SELECT key, document FROM course_part WHERE document IS NOT NULL");
    while (parts.next()) records[{"part", parts.text(0)}] = parts.text(1);
    for (const RecordList& list : record_lists()) {
        if (list.key == answers) continue;
        auto rows = connection.prepare(fmt::format("SELECT id, document FROM {}", list.table));
        while (rows.next())
            records[{std::string{list.key}, rows.text(0)}] = whole(connection, list, rows.text(1));
    }
    return records;
}

std::optional<std::string> read_record(database::Connection& connection, const std::string& list,
                                       const std::string& id) {
    const RecordList* known = record_list(list);
    auto row = connection.prepare(known == nullptr
                                      ? std::string{"SELECT document FROM course_part WHERE key = ?1"}
                                      : fmt::format("SELECT document FROM {} WHERE id = ?1", known->table));
    if (!row.bind(1, id).next()) return std::nullopt;
    auto document = row.optional_text(0);
    if (!document || known == nullptr) return document;
    return whole(connection, *known, *document);
}

std::int64_t end_of_answers(database::Connection& connection) {
    auto row = connection.prepare("SELECT coalesce(max(rowid), 0) FROM consent_event");
    row.next();
    return row.number(0);
}

std::vector<ChangedRecord> answers_behind(database::Connection& connection, std::int64_t end) {
    std::vector<ChangedRecord> added;
    auto rows = connection.prepare("SELECT id, document FROM consent_event WHERE rowid > ?1 ORDER BY rowid");
    rows.bind(1, end);
    while (rows.next()) added.push_back({std::string{answers}, rows.text(0), std::nullopt, rows.text(1)});
    return added;
}

std::vector<ChangedRecord> difference(const Records& before, const Records& after) {
    std::vector<ChangedRecord> changed;
    for (const auto& [name, document] : after) {
        const auto was = before.find(name);
        if (was == before.end()) {
            changed.push_back({name.first, name.second, std::nullopt, document});
        } else if (was->second != document) {
            changed.push_back({name.first, name.second, was->second, document});
        }
    }
    for (const auto& [name, document] : before) {
        if (!after.contains(name)) changed.push_back({name.first, name.second, document, std::nullopt});
    }
    return changed;
}

void put_back(database::Connection& connection, const ChangedRecord& record) {
    if (record.list == "consent_events") return;
    if (record.list == "part") {
        put_part(connection, record.id, record.before ? Json::parse(*record.before) : Json(nullptr));
        if (record.id == "cards" || record.id == earlier_owner_files) index_cards(connection);
    } else if (record.before) {
        put_record(connection, record.list, Json::parse(*record.before));
    } else {
        take_out(connection, record.list, record.id);
    }
}

}  // namespace catalogue
