#include "catalogue/page_layouts.hpp"

#include "catalogue/catalogue.hpp"
#include "tests/catalogue/a_course.hpp"

#include <doctest/doctest.h>

namespace {

a_course::Json course_with_a_booklet() {
    a_course::Json course = a_course::course();
    course["booklet"] = {{"title", "Kijk eens"}};
    return course;
}

}  // namespace

TEST_CASE(
    "the layout that was chosen last for some photos is kept with the course, also when that goes "
    "elsewhere") {
    const a_course::Folder folder;
    const auto first = a_course::library_with(course_with_a_booklet(), folder.path / "one");
    CHECK(page_layouts(first).empty());
    choose_page_layout(first, {{{"p01"}, {"p02"}}, 2});
    choose_page_layout(first, {{{"p02"}, {"p01"}}, 4});
    choose_page_layout(first, {{{"p01"}, {"p02"}}, 3});
    const std::vector<catalogue::PageLayout> kept = {{{{"p01"}, {"p02"}}, 3}, {{{"p02"}, {"p01"}}, 4}};
    CHECK(page_layouts(first) == kept);
    CHECK(first.course().booklet.title == "Kijk eens");
    auto second = catalogue::Catalogue::create(folder.path / "other");
    second.import_course(first.export_course());
    CHECK(page_layouts(second) == kept);
}

TEST_CASE("layouts in a course file that cannot be understood are none") {
    const a_course::Folder folder;
    a_course::Json course = course_with_a_booklet();
    course["booklet"]["layouts"] = {"p01", {{"photos", "p01"}}, {{"photos", {"p02", 3}}, {"layout", -5}}};
    const auto library = a_course::library_with(course, folder.path / "library");
    CHECK(page_layouts(library) == std::vector<catalogue::PageLayout>{{{{"p02"}}, 1}});
}
