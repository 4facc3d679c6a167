#pragma once

#include "catalogue/catalogue.hpp"
#include "render/booklet.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_template.hpp"
#include "render/kept_logos.hpp"
#include "render/layout_choices.hpp"
#include "render/page.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

namespace render {

/// The booklet of a course as it is on that day when nobody asks anything else: the usual design, in the
/// course's own size, with the layouts that were chosen. Throws what lay_out_booklet throws.
template <catalogue::Channel channel>
    requires BookletChannel<channel>
Publication lay_out_course_booklet(const catalogue::Catalogue& catalogue, catalogue::Day today) {
    const BookletTemplate look = read_booklet_template(template_in("booklet", ""));
    const Typesetter typesetter(look.fonts);
    const catalogue::Course course = catalogue.course();
    return lay_out_booklet(
        {look, typesetter, LayoutChoices::kept_in(catalogue), logos_for_booklet(catalogue, course, {})},
        course, BookletMatter(catalogue.chapters<channel>(today)));
}

}  // namespace render
