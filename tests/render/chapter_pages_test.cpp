#include "catalogue/catalogue.hpp"
#include "render/booklet.hpp"
#include "render/booklet_template.hpp"
#include "render/chapter_shares.hpp"
#include "render/page.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "tests/render/paper_course.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace {

render::Publication booklet_of(const PaperCourse& course) {
    static const auto look = render::read_booklet_template(render::templates_folder() / "booklet.toml");
    const render::Typesetter typesetter;
    using catalogue::Channel;
    return render::lay_out_booklet<Channel::BookletPrint>(
        look, typesetter, course.catalogue().course(),
        course.catalogue().chapters<Channel::BookletPrint>(opening_day()));
}

std::size_t page_of(const render::Publication& booklet, const std::string& title) {
    for (const auto& bookmark : booklet.bookmarks) {
        if (bookmark.title == title) return bookmark.page;
    }
    FAIL("no bookmark ", title);
    return 0;
}

/// Pages of the makers on which there is no photo, and nothing to read but what stands at the foot.
std::size_t blank_pages(const render::Publication& booklet) {
    std::size_t blank = 0;
    for (std::size_t page = page_of(booklet, "Ria Verkuil"); page < page_of(booklet, "Samen"); ++page) {
        const std::string text = text_of(booklet.pages[page]);
        if (photos_on(booklet.pages[page]).empty() && std::count(text.begin(), text.end(), '\n') <= 2)
            ++blank;
    }
    return blank;
}

void tell_at_length(nlohmann::json& file, const std::string& maker, int times) {
    for (auto& text : file["texts"]) {
        if (text["kind"] != "story" || text["author"] != maker) continue;
        for (nlohmann::json* words : {&text["nl"], &text["other"]["ar"]}) {
            if (!words->is_string()) continue;
            std::string longer;
            for (int i = 0; i < times; ++i) longer += words->get<std::string>() + " ";
            *words = longer;
        }
    }
}

}  // namespace

TEST_CASE("no page of a maker stays empty, whatever the shape and the size of the photos") {
    for (const PictureSize size : {PictureSize{5200, 1400}, PictureSize{9000, 900}, PictureSize{1400, 5200},
                                   PictureSize{640, 480}, PictureSize{480, 640}, PictureSize{3000, 3000}}) {
        CAPTURE(size.width);
        CAPTURE(size.height);
        const auto booklet = booklet_of(PaperCourse({}, [&](int) { return size; }));
        CHECK(faults_of(booklet) == "");
        CHECK(blank_pages(booklet) == 0);
    }
}

TEST_CASE("a maker's only photo faces the name, on lying pages too") {
    for (const bool told : {true, false}) {
        CAPTURE(told);
        const auto booklet = booklet_of(PaperCourse([&](nlohmann::json& file) {
            file["booklet"]["trim_mm"] = {210, 148};
            file["booklet"].erase("page_plan");
            if (!told) file["texts"] = nlohmann::json::array();
            std::set<std::string> makers;
            for (auto& photo : file["photos"]) {
                if (!told) {
                    for (const char* key : {"title", "caption"}) photo.erase(key);
                }
                const bool is_first = makers.insert(photo["attribution"].dump()).second;
                if (!is_first) photo["people_check"] = "todo";  // so that it is not cleared
            }
        }));
        CHECK(faults_of(booklet) == "");
        const std::size_t page = page_of(booklet, "Ria Verkuil");
        CHECK(photos_on(booklet.pages[page]).empty());
        CHECK(photos_on(booklet.pages[page + 1]).size() == 1);
    }
}

TEST_CASE("on lying pages a name does not stand alone because panoramas are too wide for beside it") {
    const auto booklet = booklet_of(PaperCourse(
        [](nlohmann::json& file) {
            file["booklet"]["trim_mm"] = {210, 148};
            file["booklet"].erase("page_plan");
            file["texts"] = nlohmann::json::array();
            for (auto& photo : file["photos"]) {
                for (const char* key : {"title", "caption"}) photo.erase(key);
            }
        },
        [](int) { return PictureSize{5200, 1400}; }));
    CHECK(faults_of(booklet) == "");
    const std::size_t page = page_of(booklet, "Ria Verkuil");
    CHECK(!photos_on(booklet.pages[page]).empty());
}

TEST_CASE("a maker's words in two directions go on from left to right when they are longer than a page") {
    const PaperCourse course([](nlohmann::json& file) { tell_at_length(file, "d2", 12); });
    const auto booklet = booklet_of(course);
    CHECK(faults_of(booklet) == "");
    const std::size_t first = page_of(booklet, "Fatiha");
    CHECK(text_of(booklet.pages[first]).find("Fatiha") == 0);
    CHECK(text_of(booklet.pages[first + 1]).find("Fatiha\n") != 0);
}

TEST_CASE("a photo stands under the shorter of two languages where it is larger there") {
    const PaperCourse course(
        [](nlohmann::json& file) {
            file["booklet"].erase("page_plan");
            for (auto& text : file["texts"]) {
                if (text["kind"] != "story" || text["author"] != "d3") continue;
                std::string longer;
                for (int i = 0; i < 8; ++i) longer += "Her sabah perdeyi açıp ağaca bakıyorum. ";
                text["nl"] = "Elke ochtend kijk ik naar de boom.";
                text["other"] = {{"tr", longer}};
            }
        },
        [](int) { return PictureSize{3000, 4000}; });
    const auto booklet = booklet_of(course);
    CHECK(faults_of(booklet) == "");
    const std::size_t first = page_of(booklet, "Hüseyin Çağlar");
    const render::Page& page = booklet.pages[first];
    const auto photos = photos_on(page);
    REQUIRE(photos.size() == 1);
    render::Length bottom;  // of the longer story
    for (const auto& item : page.items) {
        const auto* line = std::get_if<render::PlacedLine>(&item);
        if (line && line->origin.x > page.trim.width / 2 && line->role == render::Role::Paragraph)
            bottom = std::max(bottom, line->origin.y);
    }
    CHECK(photos[0].frame.right() < page.trim.width / 2);
    CHECK(photos[0].frame.top() < bottom);
}

TEST_CASE("who shows many photos gets as many pages for them as the booklet has") {
    using render::fair_pages;
    using Pages = std::vector<std::size_t>;
    CHECK(fair_pages({}).empty());
    CHECK(fair_pages({{4, 2, 4}, {4, 2, 4}, {4, 2, 4}}) == Pages{2, 2, 2});
    CHECK(fair_pages({{2, 2, 2}, {3, 2, 2}, {6, 2, 4}, {3, 2, 2}}) == Pages{2, 2, 4, 2});
    // Who needs more pages for photos of another shape gets no more than who shows as many.
    CHECK(fair_pages({{6, 4, 6}, {6, 2, 4}, {2, 2, 2}}) == Pages{4, 4, 2});
    CHECK(fair_pages({{1, 2, 2}, {60, 12, 14}}) == Pages{2, 14});
}

TEST_CASE("a maker of six photos among makers of two or three gets a spread more") {
    const PaperCourse course([](nlohmann::json& file) {
        file["booklet"].erase("page_plan");
        int given = 0;
        for (auto& photo : file["photos"]) {
            auto& maker = photo["attribution"]["person"];
            if (maker == "d1") ++given;
            if (maker == "d6" && given++ < 6) maker = "d1";
        }
    });
    const auto booklet = booklet_of(course);
    CHECK(faults_of(booklet) == "");
    CHECK(blank_pages(booklet) == 0);
    CHECK(page_of(booklet, "Fatiha") - page_of(booklet, "Ria Verkuil") == 4);
}

TEST_CASE("an empty page within a maker's spreads is room for the reader's own photo") {
    int offered = 0;
    for (int times = 1; times <= 24; times += 3) {
        const PaperCourse course([&](nlohmann::json& file) {
            file["booklet"].erase("page_plan");
            tell_at_length(file, "d1", times);
            std::set<std::string> makers;
            for (auto& photo : file["photos"]) {
                const bool is_first = makers.insert(photo["attribution"].dump()).second;
                if (!is_first) photo["people_check"] = "todo";  // so that it is not cleared
            }
        });
        const auto booklet = booklet_of(course);
        CAPTURE(times);
        CHECK(faults_of(booklet) == "");
        CHECK(blank_pages(booklet) == 0);
        for (std::size_t page = page_of(booklet, "Ria Verkuil"); page < page_of(booklet, "Samen"); ++page) {
            const std::string text = text_of(booklet.pages[page]);
            if (text.find("Ruimte voor uw eigen foto") != std::string::npos) ++offered;
        }
    }
    CHECK(offered > 0);
}

TEST_CASE("a spread that would stay empty goes to who shows the most photos, and to nobody of two") {
    using render::who_gets_more;
    CHECK(!who_gets_more({}, {}));
    CHECK(who_gets_more({{2, 2, 2}, {60, 12, 14}}, {2, 12}) == 1);
    CHECK(!who_gets_more({{6, 2, 4}, {6, 2, 4}}, {2, 2}));
    CHECK(!who_gets_more({{60, 12, 14}}, {14}));
    CHECK(!who_gets_more({{2, 2, 4}}, {2}));
    CHECK(!who_gets_more({{8, 4, 8}, {7, 4, 6}}, {4, 4}));  // more room for each photo than the other has
    CHECK(!who_gets_more({{2, 2, 2}, {1, 2, 2}}, {2, 2}));
    for (const std::size_t count : {10, 16, 22, 30}) {
        CAPTURE(count);
        const auto booklet = booklet_of(PaperCourse([&](nlohmann::json& file) {
            file["booklet"].erase("page_plan");
            std::size_t number = 0;
            for (auto& photo : file["photos"]) {
                photo["attribution"]["person"] = "d1";
                if (++number > count) photo["people_check"] = "todo";  // so that it is not cleared
            }
        }));
        CHECK(faults_of(booklet) == "");
        CHECK(booklet.pages.size() % 4 == 0);
        const std::size_t first = page_of(booklet, "Ruimte voor uw eigen foto");
        CHECK(page_of(booklet, "Met dank aan") - first <= 2);
    }
}
