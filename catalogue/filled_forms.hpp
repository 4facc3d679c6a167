#pragma once

#include "catalogue/course_file/json.hpp"

#include <string>

namespace catalogue {

/// The forms of one code with their questions, to give along: {"moment": "start", "answers": [{"question",
/// "answer"}]}. What was left open is not among them. measurement: the part of the course file.
course_file::Json filled_forms(const course_file::Json& measurement, const std::string& code);

}  // namespace catalogue
