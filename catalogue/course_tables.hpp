#pragma once

#include "catalogue/course_file/json.hpp"
#include "catalogue/database/sqlite.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// The lists of the course file that have a table of their own, and how one record of each is kept.
namespace catalogue {

struct RecordList {
    std::string_view key;    // "photos"
    std::string_view table;  // "photo"
};

/// In the order in which they refer to each other.
std::span<const RecordList> record_lists();
/// nullptr: no list of its own.
const RecordList* record_list(std::string_view key);

/// The text of that field; empty when there is none.
std::string text_in(const course_file::Json& record, std::string_view key);

std::int64_t next_position(const database::Connection& connection, std::string_view table);
/// The place of a record that is there already, or the next one.
std::int64_t position_of(const database::Connection& connection, std::string_view table,
                         const std::string& id);

/// Keeps one record in its table, in place of the one of the same id. Throws CourseFileBroken when a consent
/// event is there already with other content.
void keep_record(database::Connection& connection, std::string_view key, const course_file::Json& record,
                 std::int64_t position);

}  // namespace catalogue
