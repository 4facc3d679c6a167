#pragma once

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <string>

namespace render {

/// Where a photo comes from, below everything else on paper for a wall: the opening words, the exhibition and
/// its place, or else the course's. "In Beeld, fotocursus in de wijk · Kijk, Overvecht · Buurthuis Het
/// Vliegwiel". What tells of care is left out.
struct CourseLine {
    const std::string& opening;
    const std::string& between;
    const catalogue::Course& course;
};

/// On one line or, where that is too long, on more that neither end nor begin with what stands between.
TextBlock set_course_line(const Typesetter& typesetter, const CourseLine& words, const WordStyle& style,
                          Length measure);

}  // namespace render
