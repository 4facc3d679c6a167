#include "render/booklet_preview.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/page_layouts.hpp"
#include "render/render.hpp"
#include "tests/catalogue/a_course.hpp"
#include "tests/render/paper_course.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using catalogue::Channel;
using catalogue::PhotoId;
using nlohmann::json;
using render::BookletPreview;
using render::PlanLine;
using render::PreviewDesk;

namespace {

std::vector<catalogue::Cleared<Channel::BookletPrint>> cleared_in(const PaperCourse& course) {
    return course.catalogue().cleared<Channel::BookletPrint>(opening_day());
}

/// Every page as it is looked at.
std::vector<std::string> pictures_of(const BookletPreview& booklet, const PaperCourse& course) {
    const auto cleared = cleared_in(course);
    std::vector<std::string> pictures;
    for (std::size_t page = 0; page < booklet.pages().size(); ++page) {
        pictures.push_back(booklet.paint(page, cleared).value_or("not painted"));
    }
    return pictures;
}

json as_json(const std::vector<PlanLine>& plan) {
    const auto numbers = page_numbers(plan);
    json lines = json::array();
    for (std::size_t i = 0; i < plan.size(); ++i) {
        lines.push_back({{"page", numbers[i]}, {"what", plan[i].what}});
    }
    return lines;
}

std::function<void(json&)> with_plan(const json& plan) {
    return [plan](json& file) { file["booklet"]["page_plan"] = plan; };
}

std::vector<std::string> photos_of(const BookletPreview& booklet, const std::string& maker) {
    std::vector<std::string> photos;
    for (const auto& page : booklet.pages()) {
        if (!page.line || booklet.plan()[*page.line].makers != std::vector<catalogue::PersonId>{{maker}})
            continue;
        for (const auto& photo : page.photos) photos.push_back(photo.photo.value);
    }
    return photos;
}

std::size_t line_saying(const BookletPreview& booklet, const std::string& what) {
    const auto& plan = booklet.plan();
    return static_cast<std::size_t>(std::ranges::find(plan, what, &PlanLine::what) - plan.begin());
}

}  // namespace

TEST_CASE("the plan that the booklet follows by itself makes the same booklet once it is written down") {
    const PaperCourse unplanned(with_plan(json::array()));
    PreviewDesk desk;
    const auto usual = desk.lay_out(unplanned.catalogue(), opening_day());
    const PaperCourse planned(with_plan(as_json(usual.plan())));
    const auto same = desk.lay_out(planned.catalogue(), opening_day());
    CHECK(pictures_of(same, planned) == pictures_of(usual, unplanned));
    CHECK(as_json(same.plan()) == as_json(usual.plan()));
    const auto is_planned = [](const PlanLine& line) { return line.planned.has_value(); };
    CHECK(std::ranges::none_of(usual.plan(), is_planned));
    CHECK(std::ranges::all_of(same.plan(), is_planned));
}

TEST_CASE("a line of the plan that shows nothing today keeps its place") {
    json plan = json::array({{{"page", 1}, {"what", "omslag"}},
                             {{"page", "2-3"}, {"what", "d5"}},
                             {{"page", "4-5"}, {"what", "d1"}},
                             {{"page", 6}, {"what", "wat dan ook"}},
                             {{"page", "7-8"}, {"what", "d3"}}});
    const PaperCourse course(with_plan(plan));
    PreviewDesk desk;
    const auto booklet = desk.lay_out(course.catalogue(), opening_day());
    const std::size_t first = line_saying(booklet, "omslag");
    CHECK(line_saying(booklet, "d5") == first + 1);
    CHECK(line_saying(booklet, "wat dan ook") == line_saying(booklet, "d1") + 1);
    CHECK(line_saying(booklet, "d1") < line_saying(booklet, "d3"));
    CHECK(photos_of(booklet, "d5").empty());
    CHECK_FALSE(photos_of(booklet, "d3").empty());
}

TEST_CASE("a maker who is moved has other pages, and the pages of the plan follow each other") {
    const PaperCourse course;
    PreviewDesk desk;
    const auto before = desk.lay_out(course.catalogue(), opening_day());
    std::vector<PlanLine> plan = before.plan();
    const std::size_t from = line_saying(before, "d3");
    REQUIRE(render::move_line(plan, from, from - 2));
    CHECK(page_numbers(plan)[from - 2] == "8-9");
    CHECK(page_numbers(plan)[from] == "12-13");
    CHECK_FALSE(render::move_line(plan, from, plan.size()));
    CHECK_FALSE(render::move_line(plan, from, 0));
    CHECK_FALSE(render::move_line(plan, from, plan.size() - 1));
    const PaperCourse moved(with_plan(as_json(plan)));
    const std::size_t laid_out = desk.chapters_laid_out();
    const auto after = desk.lay_out(moved.catalogue(), opening_day());
    CHECK(desk.chapters_laid_out() == laid_out);
    REQUIRE(after.pages().size() == before.pages().size());
    CHECK(after.pages()[7].photos.front().photo == before.pages()[11].photos.front().photo);
    CHECK(photos_of(after, "d3") == photos_of(before, "d3"));
}

TEST_CASE("photos stand in the order that the maker's line says, and it says no more than it must") {
    const PaperCourse course;
    PreviewDesk desk;
    const auto before = desk.lay_out(course.catalogue(), opening_day());
    const std::vector<std::string> usual = photos_of(before, "d1");
    REQUIRE(usual.size() >= 3);
    std::vector<PlanLine> plan = before.plan();
    const PlanLine& line = plan[line_saying(before, "d1")];
    REQUIRE(render::move_photo(plan, {usual[2]}, -1));
    CHECK(line.what == "d1; volgorde " + usual[0] + ", " + usual[2]);
    const PaperCourse moved(with_plan(as_json(plan)));
    const auto after = desk.lay_out(moved.catalogue(), opening_day());
    std::vector<std::string> expected = usual;
    std::swap(expected[1], expected[2]);
    CHECK(photos_of(after, "d1") == expected);

    plan = after.plan();
    REQUIRE(render::move_photo(plan, {usual[2]}, 1));
    CHECK(as_json(plan) == as_json(before.plan()));
    CHECK_FALSE(render::move_photo(plan, {usual[0]}, -1));
    CHECK_FALSE(render::move_photo(plan, {"nobody's"}, 1));
}

TEST_CASE("a photo that is put on the cover is there") {
    const PaperCourse course;
    PreviewDesk desk;
    const auto before = desk.lay_out(course.catalogue(), opening_day());
    std::vector<PlanLine> plan = before.plan();
    const PhotoId photo{photos_of(before, "d3").front()};
    REQUIRE(before.pages()[0].photos.front().photo != photo);
    REQUIRE(render::put_on_cover(plan, photo));
    CHECK_FALSE(render::put_on_cover(plan, photo));
    const PaperCourse moved(with_plan(as_json(plan)));
    const auto after = desk.lay_out(moved.catalogue(), opening_day());
    CHECK(after.pages()[0].photos.front().photo == photo);
    CHECK(photos_of(after, "d3") == photos_of(before, "d3"));
}

TEST_CASE("a change of one caption lays out one maker's chapter, and the pages are as if all were laid out") {
    const PaperCourse first;
    const PaperCourse second([](json& file) {
        for (auto& text : file["texts"]) {
            if (text["kind"] == "caption" && text["author"] == "d1") text["nl"] = "Heel andere woorden";
        }
    });
    PreviewDesk desk;
    const auto before = desk.lay_out(first.catalogue(), opening_day());
    const std::size_t chapters = desk.chapters_laid_out();
    CHECK(chapters > 5);
    desk.lay_out(first.catalogue(), opening_day());
    CHECK(desk.chapters_laid_out() == chapters);
    const auto after = desk.lay_out(second.catalogue(), opening_day());
    CHECK(desk.chapters_laid_out() == chapters + 1);
    PreviewDesk afresh;
    const auto anew = pictures_of(afresh.lay_out(second.catalogue(), opening_day()), second);
    CHECK(pictures_of(after, second) == anew);
    CHECK(pictures_of(before, first) != anew);
}

TEST_CASE("another layout that was chosen is seen on its page, and lays out no other chapter") {
    PaperCourse course;
    PreviewDesk desk;
    const auto usual = desk.lay_out(course.catalogue(), opening_day());
    const auto page = std::ranges::find_if(usual.pages(), &render::PreviewedPage::can_be_otherwise);
    REQUIRE(page != usual.pages().end());
    const auto place = static_cast<std::size_t>(page - usual.pages().begin());
    std::vector<PhotoId> photos;
    for (const auto& photo : page->photos) photos.push_back(photo.photo);
    catalogue::choose_page_layout(course.catalogue(), {photos, 2});
    const std::size_t chapters = desk.chapters_laid_out();
    const auto other = desk.lay_out(course.catalogue(), opening_day());
    CHECK(desk.chapters_laid_out() == chapters + 1);
    CHECK(other.pages()[place].layout == 2);
    const auto cleared = cleared_in(course);
    CHECK(other.paint(place, cleared) != usual.paint(place, cleared));
}

TEST_CASE("a page of which one photo is not cleared any more is not painted") {
    const PaperCourse course;
    PreviewDesk desk;
    const auto booklet = desk.lay_out(course.catalogue(), opening_day());
    auto cleared = cleared_in(course);
    REQUIRE(booklet.paint(0, cleared));
    CHECK(booklet.paint(0, cleared)->starts_with("\xFF\xD8"));
    const PhotoId cover = booklet.pages()[0].photos.front().photo;
    std::erase_if(cleared, [&](const auto& photo) { return photo->photo == cover; });
    CHECK_FALSE(booklet.paint(0, cleared));
    CHECK(booklet.paint(1, cleared));
    CHECK_FALSE(booklet.paint(booklet.pages().size(), cleared));
}

TEST_CASE("while no photo is cleared there are no pages to look at, and the plan is there") {
    const a_course::Folder folder;
    a_course::Json course = a_course::course();
    course["booklet"]["page_plan"] = {{{"page", 1}, {"what", "omslag"}}, {{"page", "2-3"}, {"what", "d1"}}};
    const auto library = a_course::library_with(course, folder.path / "library");
    PreviewDesk desk;
    const auto booklet = desk.lay_out(library, a_course::today);
    CHECK(booklet.pages().empty());
    CHECK(line_saying(booklet, "d1") < booklet.plan().size());
    CHECK_FALSE(booklet.paint(0, {}));
}

TEST_CASE("a photo that its maker shows under another name is not moved: its place would tell whose it is") {
    const PaperCourse course([](json& file) {
        for (json event : json(file["consent_events"])) {
            if (event["person"] != "d1" || event["purpose"] != "booklet" || event["capacity"] != "maker")
                continue;
            event["id"] = "e9001";
            event["scope"] = "p01";
            event["name_form"] = "anonymous";
            file["consent_events"].push_back(event);
            return;
        }
    });
    PreviewDesk desk;
    const auto booklet = desk.lay_out(course.catalogue(), opening_day());
    int found = 0;
    for (const auto& page : booklet.pages()) {
        for (const auto& photo : page.photos) {
            if (photo.photo.value != "p01") continue;
            ++found;
            CHECK_FALSE(photo.can_move);
            CHECK_FALSE(page.line);
        }
    }
    CHECK(found == 1);
    CHECK(std::ranges::count(photos_of(booklet, "d1"), "p01") == 0);
}
