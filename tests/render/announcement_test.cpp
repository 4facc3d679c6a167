#include "render/announcement.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/poster.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "tests/render/a_pdf.hpp"
#include "tests/render/paper_course.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace {

using render::operator""_mm;

constexpr auto wall = catalogue::Channel::ExhibitionPrint;
constexpr auto recruit = catalogue::Channel::Recruit;

const render::AnnouncementTemplate& opening() {
    static const auto one = render::read_opening_template(render::templates_folder() / "opening-poster.toml");
    return one;
}

const render::AnnouncementTemplate& flyer() {
    static const auto one = render::read_flyer_template(render::templates_folder() / "flyer.toml");
    return one;
}

template <class Photo>
concept IsAnnounced =
    requires(const render::AnnouncementSetting& setting, const render::Announcement& said,
             const std::vector<Photo>& photos) { lay_out_announcement(setting, said, photos); };

}  // namespace

static_assert(IsAnnounced<catalogue::Cleared<wall>>);
static_assert(IsAnnounced<catalogue::Cleared<recruit>>);
static_assert(!IsAnnounced<catalogue::Cleared<catalogue::Channel::Site>>, "cleared for elsewhere");
static_assert(!IsAnnounced<catalogue::ClearedPhoto>, "without the proof that it may");

TEST_CASE(
    "the poster of the opening says what, when and where, in the course's words and several languages") {
    const PaperCourse course;
    const catalogue::Course facts = course.catalogue().course();
    const auto all = course.catalogue().cleared<wall>(opening_day());
    const render_tests::Folder folder;
    for (std::size_t count = 0; count <= render::most_announcing; ++count) {
        CAPTURE(count);
        const render::Typesetter typesetter;
        const std::vector<catalogue::Cleared<wall>> photos(all.begin(),
                                                           all.begin() + static_cast<std::ptrdiff_t>(count));
        const auto poster =
            render::lay_out_announcement({opening(), typesetter}, opening_of(opening(), facts), photos);
        CHECK(faults_of(poster) == "");
        CHECK(photos_on(poster.pages.front()).size() == count);
        const std::string text = text_of(poster);
        for (const char* words : {"Kijk,", "Opening: donderdag 2 juli", "16.00 uur", "Vliegwiel",
                                  "Iedereen is welkom.", "Everyone is welcome.", "31 juli 2026"}) {
            CAPTURE(words);
            CHECK(text.find(words) != std::string::npos);
        }
        write_pdf(poster, folder / "opening.pdf", {});
        CHECK(render_tests::is_sound(folder / "opening.pdf"));
    }
}

TEST_CASE("a photo that is narrower than the sheet begins where the words do") {
    const PaperCourse course({}, [](int) { return PictureSize{3000, 4000}; });
    const render::Typesetter typesetter;
    const auto all = course.catalogue().cleared<wall>(opening_day());
    const auto page =
        render::lay_out_announcement({opening(), typesetter},
                                     opening_of(opening(), course.catalogue().course()), {all.front()})
            .pages.front();
    const render::Rect photo = photos_on(page).at(0).frame;
    CHECK(photo.size.width < page.trim.width / 2);
    CHECK(photo.left() == opening().margin);
}

TEST_CASE("an opening without a day cannot be announced, and a place of care is not named") {
    const PaperCourse course([](nlohmann::json& file) {
        file["course"]["exhibition"].erase("opening");
        file["course"]["exhibition"]["place"] = "Huisartsenpraktijk De Gagel";
    });
    catalogue::Course facts = course.catalogue().course();
    CHECK_THROWS_AS(opening_of(opening(), facts), catalogue::CannotWork);
    facts.exhibition.opening = opening_day();
    for (const std::string& line : opening_of(opening(), facts).strong) {
        CHECK(line.find("uisarts") == std::string::npos);
    }
}

TEST_CASE("a flyer shows only what may tell of the course, on A5 and A6, or words alone") {
    const PaperCourse course;
    const catalogue::Course facts = course.catalogue().course();
    auto photos = course.catalogue().cleared<recruit>(opening_day());
    while (photos.size() > 1) photos.pop_back();
    for (const char* size : {"", "a6"}) {
        const auto look = in_size(flyer(), size);
        for (const auto& shown : {photos, {}}) {
            const render::Typesetter typesetter;
            auto said = flyer_of(look, facts);
            said.strong.insert(said.strong.begin(), "Dinsdag van 10.00 tot 12.00 uur, vanaf 8 september");
            const auto paper = render::lay_out_announcement({look, typesetter}, said, shown);
            CHECK(faults_of(paper) == "");
            CHECK(paper.pages.front().trim.width == (*size == '\0' ? 148_mm : 105_mm));
            CHECK(text_of(paper).find("8 september") != std::string::npos);
        }
    }
}

TEST_CASE("each language's words of welcome stand on one line") {
    const PaperCourse course;
    const catalogue::Course facts = course.catalogue().course();
    for (const char* size : {"", "a6"}) {
        const auto look = in_size(flyer(), size);
        const render::Typesetter typesetter;
        const auto paper = render::lay_out_announcement({look, typesetter}, flyer_of(look, facts),
                                                        std::vector<catalogue::Cleared<recruit>>{});
        CHECK(faults_of(paper) == "");
        const std::string text = text_of(paper);
        for (const catalogue::Wording& wording : look.welcome) {
            CAPTURE(wording.text);
            if (wording.language != "ar") CHECK(text.find(wording.text + "\n") != std::string::npos);
        }
    }
}

TEST_CASE("more words than a sheet holds are refused") {
    const PaperCourse course;
    auto said = flyer_of(flyer(), course.catalogue().course());
    for (int i = 0; i < 200; ++i) said.lead += " Neem gerust iemand mee.";
    const render::Typesetter typesetter;
    CHECK_THROWS_AS(
        render::lay_out_announcement({flyer(), typesetter}, said, std::vector<catalogue::Cleared<recruit>>{}),
        render::TooManyWords);
}

TEST_CASE("a greeting begins where the others of its column do, from whichever side it is read") {
    const PaperCourse course;
    const render::Typesetter typesetter;
    const auto flyer_page =
        render::lay_out_announcement({flyer(), typesetter}, flyer_of(flyer(), course.catalogue().course()),
                                     std::vector<catalogue::Cleared<recruit>>{})
            .pages.front();
    std::vector<render::Length> rightward;
    std::vector<render::Length> leftward;
    for (const auto& item : flyer_page.items) {
        const auto* line = std::get_if<render::PlacedLine>(&item);
        if (!line) continue;
        auto& starts = line->line.direction == render::Direction::RightToLeft ? leftward : rightward;
        starts.push_back(line->origin.x + line->line.indent);
    }
    REQUIRE(leftward.size() == 1);
    CHECK(std::count(rightward.begin(), rightward.end(), leftward.front()) >= 1);
}
