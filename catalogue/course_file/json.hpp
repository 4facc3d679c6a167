#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace catalogue::course_file {

/// Keeps the order of keys, so that a file comes back as it was.
using Json = nlohmann::ordered_json;

/// Reads JSON that a stranger may have written. Throws CourseFileBroken, with line and column or with the
/// place in the file, for what is not JSON and for what no reader would agree on: a key given twice, a NUL
/// character, a number that does not fit, or nesting too deep to be a course.
Json parse(std::string_view text);

/// How a file was laid out, so that the same comes back.
struct Layout {
    int indent = 1;
    bool ends_with_newline = false;
};

Layout layout_of(std::string_view text);
std::string write(const Json& json, const Layout& layout);

/// One record on one line, for the database.
std::string write_compact(const Json& json);

/// Whether both say the same, whatever the order of their keys.
bool same_content(const Json& one, const Json& other);

}  // namespace catalogue::course_file
