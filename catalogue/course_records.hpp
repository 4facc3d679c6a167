#pragma once

#include "catalogue/course_file/json.hpp"
#include "catalogue/database/sqlite.hpp"

#include <string>
#include <string_view>

/// The course file as records in the database, and back.
namespace catalogue {

bool has_course(const database::Connection& connection);

/// Takes in a course file, whole or not at all; see Catalogue::import_course.
void write_course_records(database::Connection& connection, std::string_view file);

enum class Extent {
    Everything,
    WhatIsRead,     // without the long list of earlier owners' files, which is only ever looked up
    WithoutAnswers  // and without the log of consent, which is the longest
};

/// All records as the course file has them. Throws CannotWork when there is no course.
course_file::Json read_course_records(const database::Connection& connection,
                                      Extent extent = Extent::WhatIsRead);

/// The same as the text of a file, laid out as the file that came in.
std::string write_course_file(const database::Connection& connection);

/// A person's record with who sent them, which is kept apart.
course_file::Json with_referrer(const database::Connection& connection, const course_file::Json& person);

/// Adds one record to a list of the course file, or replaces the one of the same id. Within a transaction.
void put_record(database::Connection& connection, std::string_view list, const course_file::Json& record);

/// A part of the course file that is no list with a table: what it says now (null when it is not there), and
/// how to replace it. Within a transaction.
course_file::Json read_part(const database::Connection& connection, std::string_view key);
void put_part(database::Connection& connection, std::string_view key, const course_file::Json& document);

}  // namespace catalogue
