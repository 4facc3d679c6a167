#pragma once

#include "catalogue/course.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/world.hpp"

#include <string>
#include <vector>

/// The course file as a whole (schema "inbeeld.sample-course/1").
namespace catalogue::course_file {

/// The id of the course. Throws CourseFileBroken when this is no course file that this program reads.
std::string course_id(const Json& file);

/// What the consent rule looks at. Throws CourseFileBroken, naming record and field, for what is missing,
/// twice there, or refers to a record that is not there.
World read_world(const Json& file);

/// References to records that are not there and that the rule takes for a no or for nothing: an answer about
/// a photo that is gone, somebody on a photo whom nobody knows, a title that is missing. A sentence each, for
/// who brings the file in.
std::vector<std::string> loose_ends(const Json& file);

/// What the course itself says.
Course read_course(const Json& file);

}  // namespace catalogue::course_file
