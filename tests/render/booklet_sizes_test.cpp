#include "catalogue/catalogue.hpp"
#include "render/booklet.hpp"
#include "render/booklet_template.hpp"
#include "render/length.hpp"
#include "render/type.hpp"
#include "tests/render/a_booklet.hpp"
#include "tests/render/paper_course.hpp"

#include <cstddef>
#include <utility>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using a_booklet::booklet_of;
using a_booklet::check_sound;
using a_booklet::look;
using a_booklet::page_of;

TEST_CASE("other sizes of page hold the same booklet") {
    for (const auto& [width, height] :
         {std::pair{148, 210}, std::pair{210, 148}, std::pair{297, 210}, std::pair{90, 90}}) {
        CAPTURE(width);
        const PaperCourse course([&](nlohmann::json& file) { file["booklet"]["trim_mm"] = {width, height}; });
        check_sound(booklet_of(course));
    }
}

TEST_CASE("on a lying page the words stand beside the photos") {
    const PaperCourse course([](nlohmann::json& file) { file["booklet"]["trim_mm"] = {210, 148}; });
    const auto booklet = booklet_of(course);
    check_sound(booklet);
    CHECK(booklet.pages.size() <= 32);
    const auto first = page_of(booklet, "Ria Verkuil");
    CHECK(!photos_on(booklet.pages[first - 1]).empty());
}

TEST_CASE("type to read shrinks less than the page, and never below what can be read") {
    using render::operator""_mm;
    const auto small = render::in_size(look(), {105_mm, 148_mm});
    const auto large = render::in_size(look(), {297_mm, 210_mm});
    CHECK(small.styles.story.type.size.in_points() >= 9);
    CHECK(small.styles.caption.type.size.in_points() >= 7.5);
    CHECK(small.paper.inner < look().paper.inner);
    CHECK(large.styles.story.type.size > look().styles.story.type.size);
    CHECK(render::in_size(look(), {210_mm, 210_mm}).styles.story == look().styles.story);
}

TEST_CASE("a page size that no one could bind is refused with a sentence") {
    const PaperCourse course;
    catalogue::Course impossible = course.catalogue().course();
    impossible.booklet.trim_width_mm = 10;
    const render::Typesetter typesetter;
    const auto chapters = course.catalogue().chapters<catalogue::Channel::BookletPrint>(opening_day());
    CHECK_THROWS_AS(render::lay_out_booklet(look(), typesetter, impossible, chapters), catalogue::CannotWork);
}
