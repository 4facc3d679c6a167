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

/// All records as the course file has them. Throws CannotWork when there is no course.
course_file::Json read_course_records(const database::Connection& connection);

/// The same as the text of a file, laid out as the file that came in.
std::string write_course_file(const database::Connection& connection);

/// Adds one record to a list of the course file, or replaces the one of the same id. Within a transaction.
void put_record(database::Connection& connection, std::string_view list, const course_file::Json& record);

}  // namespace catalogue
