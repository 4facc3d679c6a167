#include "catalogue/desk_records.hpp"

#include "catalogue/card_records.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"

#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

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

}  // namespace

Records read_all_records(database::Connection& connection) {
    const database::OneMoment moment(connection);
    Records records;
    auto parts = connection.prepare("SELECT key, document FROM course_part WHERE document IS NOT NULL");
    while (parts.next()) records[{"part", parts.text(0)}] = parts.text(1);
    for (const RecordList& list : record_lists()) {
        auto rows = connection.prepare(fmt::format("SELECT id, document FROM {}", list.table));
        while (rows.next()) {
            std::string document = rows.text(1);
            if (list.key == "persons") {
                document = course_file::write_compact(with_referrer(connection, Json::parse(document)));
            }
            records[{std::string{list.key}, rows.text(0)}] = std::move(document);
        }
    }
    return records;
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
