#pragma once

#include "catalogue/course_file/json.hpp"
#include "catalogue/identifiers.hpp"

#include <string>
#include <vector>

namespace catalogue {

/// Every way in which the course calls somebody, longest first: full name, first name, last name, other name,
/// name in their own script. Without those that are also somebody else's.
std::vector<std::string> names_of_person(const course_file::Json& persons, const PersonId& person);

/// Puts `instead` in place of every such name that stands as words of its own, in all texts of a record, but
/// not in its keys. Answers whether there was one.
bool replace_names(course_file::Json& record, const std::vector<std::string>& names,
                   const std::string& instead);

/// Whether one of the names stands in the text as words of its own.
bool says_name(const std::string& text, const std::vector<std::string>& names);

}  // namespace catalogue
