#include "render/poster.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/shown.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "tests/render/paper_course.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace {

constexpr auto channel = catalogue::Channel::ExhibitionPrint;
using render::operator""_mm;
using ClearedPoster = catalogue::Cleared<channel>;

const render::PosterTemplate& look() {
    static const auto one = render::read_poster_template(render::templates_folder() / "poster.toml");
    return one;
}

std::optional<render::Publication> poster_of(const PaperCourse& course, const std::string& photo,
                                             const std::string& day = "2026-07-02") {
    const render::Typesetter typesetter;
    for (const auto& cleared : course.catalogue().cleared<channel>(catalogue::parse_day(day))) {
        if (cleared->photo.value != photo) continue;
        return render::lay_out_poster({look(), typesetter, course.catalogue().course()}, cleared);
    }
    return std::nullopt;
}

template <class Photo>
concept MakesAPoster =
    requires(const render::PosterSetting& setting, const Photo& photo) { lay_out_poster(setting, photo); };

}  // namespace

static_assert(MakesAPoster<ClearedPoster>);
static_assert(!MakesAPoster<catalogue::ClearedPhoto>, "what may be shown, without the proof that it may");
static_assert(!MakesAPoster<catalogue::Cleared<catalogue::Channel::Site>>, "cleared for something else");
static_assert(MakesAPoster<catalogue::Cleared<catalogue::Channel::WindowPrint>>);
static_assert(!MakesAPoster<catalogue::Cleared<catalogue::Channel::BookletPrint>>);
static_assert(!MakesAPoster<catalogue::PhotoId>);

TEST_CASE("a poster shows the whole photo, its title in both languages, and the name as it was chosen") {
    const PaperCourse course;
    const auto poster = poster_of(course, "p05");
    REQUIRE(poster.has_value());
    CHECK(faults_of(*poster) == "");
    CHECK(photos_on(poster->pages.at(0)).size() == 1);
    const std::string text = text_of(poster->pages[0]);
    CHECK(text.find("De boom") != std::string::npos);
    CHECK(text.find("الشجرة") != std::string::npos);
    CHECK(text.find("Fatiha\n") != std::string::npos);
    CHECK(text.find("Benhaddou") == std::string::npos);
    CHECK(text.find("In Beeld, fotocursus in de wijk") != std::string::npos);
}

TEST_CASE("every cleared photo becomes a sound poster") {
    const PaperCourse course;
    const render::Typesetter typesetter;
    const auto cleared = course.catalogue().cleared<channel>(opening_day());
    CHECK(cleared.size() > 10);
    for (const auto& photo : cleared) {
        CAPTURE(photo->photo.value);
        const auto poster = render::lay_out_poster({look(), typesetter, course.catalogue().course()}, photo);
        CHECK(faults_of(poster) == "");
        const render::Rect frame = photos_on(poster.pages[0]).at(0).frame;
        CHECK(pixels_per_inch(poster.photos[0], frame) >= look().least_ppi - 1);
    }
}

TEST_CASE("a standing photo gets a standing poster and a lying one a lying poster, with crop marks outside") {
    const PaperCourse course;
    const render::Typesetter typesetter;
    for (const auto& photo : course.catalogue().cleared<channel>(opening_day())) {
        const auto page =
            render::lay_out_poster({look(), typesetter, course.catalogue().course()}, photo).pages.at(0);
        CHECK((render::aspect_of(photo->picture) > 1) == (page.trim.width > page.trim.height));
        int marks = 0;
        for (const auto& item : page.items) {
            const auto* mark = std::get_if<render::CropMark>(&item);
            if (!mark) continue;
            ++marks;
            const auto beyond = [&](render::Length at, render::Length side) {
                return at <= -page.bleed || at >= side + page.bleed;
            };
            CHECK((beyond(mark->from.x, page.trim.width) || beyond(mark->from.y, page.trim.height)));
        }
        CHECK(marks == 8);
    }
}

TEST_CASE("who gives no name has none on the poster") {
    const PaperCourse course;
    const auto poster = poster_of(course, "p23");
    REQUIRE(poster.has_value());
    const std::string text = text_of(poster->pages[0]);
    CHECK(text.find("Sharda") == std::string::npos);
    CHECK(text.find("Zonder titel") != std::string::npos);
}

TEST_CASE("a name stands on the right under words that all begin there") {
    for (const bool has_dutch : {true, false}) {
        const PaperCourse course([&](nlohmann::json& file) {
            for (auto& person : file["persons"]) person["display"].erase("native");
            for (auto& text : file["texts"]) {
                if (!has_dutch && text["other"].contains("ar")) text["nl"] = nullptr;
            }
        });
        const auto poster = poster_of(course, "p05");
        REQUIRE(poster.has_value());
        CHECK(faults_of(*poster) == "");
        std::vector<bool> on_the_right;
        for (const auto& item : poster->pages.front().items) {
            const auto* line = std::get_if<render::PlacedLine>(&item);
            if (!line || line->line.runs.front().glyphs.front().text != "F") continue;  // Fatiha
            on_the_right.push_back(line->line.indent > render::Length{});
        }
        CHECK(on_the_right == std::vector{!has_dutch});
    }
}

TEST_CASE("a poster never says that the course has to do with care") {
    const PaperCourse course([](nlohmann::json& file) {
        file["course"]["exhibition"]["place"] = "Huisartsenpraktijk De Gagel";
        file["course"]["exhibition"]["title"] = "Kijk, Overvecht";
    });
    const std::string text = text_of(poster_of(course, "p05")->pages[0]);
    CHECK(text.find("uisarts") == std::string::npos);
    CHECK(text.find("fotocursus in de wijk · Kijk, Overvecht\n") != std::string::npos);
}

TEST_CASE("very long titles and captions stay on the poster, or it is refused") {
    const PaperCourse course([](nlohmann::json& file) {
        for (auto& text : file["texts"]) {
            if (!text["nl"].is_string()) continue;
            std::string longer = text["nl"];
            const int times = text["photo"] == "p06" ? 200 : 8;
            for (int i = 0; i < times; ++i) longer += " " + text["nl"].get<std::string>();
            text["nl"] = longer;
        }
    });
    CHECK(faults_of(*poster_of(course, "p05")) == "");
    CHECK_THROWS_AS(poster_of(course, "p06"), render::TooManyWords);
}

TEST_CASE("a poster for a window is large, stands upright and tells no surname") {
    const PaperCourse course;
    const auto window = render::read_poster_template(render::templates_folder() / "window-poster.toml");
    const catalogue::Course facts = course.catalogue().course();
    int made = 0;
    for (const auto& photo : course.catalogue().cleared<catalogue::Channel::WindowPrint>(opening_day())) {
        const render::Typesetter typesetter;
        const auto poster = render::lay_out_poster({window, typesetter, facts}, photo);
        CAPTURE(photo->photo.value);
        CHECK(faults_of(poster) == "");
        CHECK(poster.pages.front().trim == render::Size{594_mm, 841_mm});
        const std::string text = text_of(poster);
        for (const char* surname : {"Verkuil", "Benhaddou", "Çağlar", "Tekle", "Ramkhelawan"}) {
            CHECK(text.find(surname) == std::string::npos);
        }
        CHECK(render::pixels_per_inch(poster.photos.front(), photos_on(poster.pages.front()).at(0).frame) >=
              window.least_ppi - 1);
        ++made;
    }
    CHECK(made > 3);
}

TEST_CASE("a title stands nearer to its own caption than to what is said above it in another language") {
    const PaperCourse course;
    const auto window = render::read_poster_template(render::templates_folder() / "window-poster.toml");
    const render::Typesetter typesetter;
    int seen = 0;
    for (const auto& photo : course.catalogue().cleared<catalogue::Channel::WindowPrint>(opening_day())) {
        CAPTURE(photo->photo.value);
        const auto poster = render::lay_out_poster({window, typesetter, course.catalogue().course()}, photo);
        std::vector<render::PlacedLine> lines;
        for (const auto& item : poster.pages.front().items) {
            if (const auto* line = std::get_if<render::PlacedLine>(&item)) lines.push_back(*line);
        }
        const auto room_above = [&](std::size_t i) {
            const render::Length upper = lines[i].origin.y - lines[i].line.ascent;
            return upper - (lines[i - 1].origin.y + lines[i - 1].line.descent);
        };
        for (std::size_t i = 2; i < lines.size(); ++i) {
            using enum render::Role;
            const bool goes_on = lines[i].role == Title && lines[i - 1].role == Caption;
            if (!goes_on || lines[i - 2].role != Title) continue;
            CHECK(room_above(i) > room_above(i - 1));
            ++seen;
        }
    }
    CHECK(seen > 0);
}

TEST_CASE("a small photo, its words and the code beside them make one group in the middle of the sheet") {
    const PaperCourse course(
        [](nlohmann::json& file) {
            for (auto& text : file["texts"]) text["other"] = nlohmann::json::object();
            for (auto& person : file["persons"]) person["display"].erase("native");
        },
        [](int) { return PictureSize{800, 600}; });
    const render::Typesetter typesetter;
    for (const std::string name : {"poster.toml", "window-poster.toml"}) {
        CAPTURE(name);
        const auto small = render::read_poster_template(render::templates_folder() / name);
        for (const auto& cleared : course.catalogue().cleared<channel>(opening_day())) {
            CAPTURE(cleared->photo.value);
            if (render::text_in(cleared->title, "nl").empty()) continue;
            const auto poster =
                render::lay_out_poster({small, typesetter, course.catalogue().course()}, cleared);
            CHECK(faults_of(poster) == "");
            const render::Page& page = poster.pages.front();
            const render::Rect photo = photos_on(page).at(0).frame;
            render::Length right = photo.right();
            for (const auto& item : page.items) {
                const auto* line = std::get_if<render::PlacedLine>(&item);
                if (!line || line->line.direction == render::Direction::RightToLeft) continue;
                CHECK(line->origin.x == photo.left());
                const bool is_course = line->origin.y > page.trim.height - small.margin - 15_mm;
                if (!is_course) right = std::max(right, line->origin.x + line->line.width);
            }
            const render::Length off = photo.left() - (page.trim.width - right);
            CHECK(off <= 2_mm);
            CHECK(off >= -2_mm);
        }
    }
}

TEST_CASE("a photo that would be a stamp on its poster is refused, and one a little larger is not") {
    for (const int side : {30, 436, 440, 640}) {
        CAPTURE(side);
        const PaperCourse course({}, [&](int) { return PictureSize{side, side * 3 / 4}; });
        // 74.25 mm, a quarter of A3's width, holds 439 pixels at 150 an inch.
        if (side < 439) {
            CHECK_THROWS_AS(poster_of(course, "p05"), render::TooFewPixels);
        } else {
            CHECK(poster_of(course, "p05").has_value());
        }
    }
}
