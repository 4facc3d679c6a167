#pragma once

#include "server/leaders/course_form.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <string>
#include <vector>

namespace server::leaders {

/// "cam07, Canon A40"
std::string called(const Visit& visit, const catalogue::Camera& camera);

/// Who has a camera now, by the loans: "Ria"; empty: nobody.
std::string holders_of(const Visit& visit, const catalogue::CameraId& camera);

/// The cameras of the course, each with what is known of it as a form.
std::vector<Fields> camera_rows(const Visit& visit, const TypedCourse& typed);

}  // namespace server::leaders
