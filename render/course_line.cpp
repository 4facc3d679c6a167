#include "render/course_line.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/shown.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <string>

namespace render {

TextBlock set_course_line(const Typesetter& typesetter, const CourseLine& words, const WordStyle& style,
                          Length measure) {
    const auto set = [&](const std::string& text) {
        return set_block(typesetter, {text, "nl", style, Role::Paragraph}, measure);
    };
    const catalogue::Course& course = words.course;
    const std::string& place = course.exhibition.place.empty() ? course.place : course.exhibition.place;
    const std::string& title = course.exhibition.title.empty() ? course.title : course.exhibition.title;
    std::string lines;
    std::string line = words.opening;
    for (const std::string& part : {title, place}) {
        if (part.empty() || tells_of_care(part)) continue;
        const std::string longer = line + words.between + part;
        if (set(longer).lines.size() == 1) {
            line = longer;
            continue;
        }
        lines += line + '\n';
        line = part;
    }
    return set(lines + line);
}

}  // namespace render
