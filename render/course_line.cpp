#include "render/course_line.hpp"

#include "catalogue/catalogue.hpp"
#include "render/shown.hpp"

#include <string>

namespace render {

std::string course_line(const std::string& opening, const std::string& between,
                        const catalogue::Course& course) {
    std::string line = opening;
    const std::string& place = course.exhibition.place.empty() ? course.place : course.exhibition.place;
    const std::string& title = course.exhibition.title.empty() ? course.title : course.exhibition.title;
    for (const std::string& part : {title, place}) {
        if (!part.empty() && !tells_of_care(part)) line += between + part;
    }
    return line;
}

}  // namespace render
