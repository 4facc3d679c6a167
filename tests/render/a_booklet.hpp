#pragma once

#include "catalogue/catalogue.hpp"
#include "render/booklet.hpp"
#include "render/booklet_template.hpp"
#include "render/page.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "tests/render/paper_course.hpp"

#include <cstddef>
#include <string>

#include <doctest/doctest.h>

/// The booklet of a made-up course, and what is looked for in one.
namespace a_booklet {

inline const render::BookletTemplate& look() {
    static const auto one = render::read_booklet_template(render::templates_folder() / "booklet.toml");
    return one;
}

template <catalogue::Channel channel = catalogue::Channel::BookletPrint>
render::Publication booklet_of(const PaperCourse& course, const std::string& day = "2026-07-02") {
    const render::Typesetter typesetter;
    return render::lay_out_booklet<channel>(look(), typesetter, course.catalogue().course(),
                                            course.catalogue().chapters<channel>(catalogue::parse_day(day)));
}

/// Number of the page where a bookmark leads, counted from 1; 0 when there is none of that name.
inline std::size_t page_of(const render::Publication& booklet, const std::string& title) {
    for (const auto& bookmark : booklet.bookmarks) {
        if (bookmark.title == title) return bookmark.page + 1;
    }
    return 0;
}

/// Every page as it should be, in number and in itself.
inline void check_sound(const render::Publication& booklet) {
    CHECK(booklet.pages.size() % 4 == 0);
    CHECK(faults_of(booklet) == "");
}

}  // namespace a_booklet
