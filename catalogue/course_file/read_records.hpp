#pragma once

#include "catalogue/course_file/fields.hpp"
#include "catalogue/world.hpp"

#include <string>
#include <string_view>

/// From one record of the course file to the value that the rule looks at. Each throws CourseFileBroken for
/// what the rule would misjudge; what it does not know it leaves alone.
namespace catalogue::course_file {

/// The id of a record, for a person to find it by. noun: "photo".
std::string id_of(const Fields& record, std::string_view noun);

Person read_person(const Fields& record);
ConsentEvent read_event(const Fields& record);
Photo read_photo(const Fields& record);
Text read_text(const Fields& record);
Camera read_camera(const Fields& record);
PrintRun read_print_run(const Fields& record);
Placement read_placement(const Fields& record);
Hold read_hold(const Fields& record);
PersonHold read_person_hold(const Fields& record);

}  // namespace catalogue::course_file
