#include "render/series_poster.hpp"

#include "catalogue/catalogue.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "tests/render/a_pdf.hpp"
#include "tests/render/paper_course.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace {

constexpr auto channel = catalogue::Channel::ExhibitionPrint;

template <class Chapter>
concept MakesASeries = requires(const render::SeriesSetting& setting, const Chapter& chapter) {
    lay_out_series(setting, chapter);
};

render::Publication series_of(const catalogue::Course& course, const catalogue::Chapter<channel>& chapter) {
    const auto look = render::read_series_template(render::templates_folder() / "series-poster.toml");
    const render::Typesetter typesetter;
    return render::lay_out_series({look, typesetter, course}, chapter);
}

}  // namespace

static_assert(MakesASeries<catalogue::Chapter<channel>>);
static_assert(!MakesASeries<catalogue::Chapter<catalogue::Channel::BookletPrint>>, "cleared for a booklet");
static_assert(!MakesASeries<std::vector<catalogue::ClearedPhoto>>, "without the proof that it may");

TEST_CASE("a series shows all photos of a maker whole, under the name that was chosen") {
    const PaperCourse course;
    const catalogue::Course facts = course.catalogue().course();
    const render_tests::Folder folder;
    int made = 0;
    for (const auto& chapter : course.catalogue().chapters<channel>(opening_day())) {
        if (chapter.photos.size() < render::least_in_series) continue;
        CAPTURE(chapter.photos.front()->maker.value);
        const auto poster = series_of(facts, chapter);
        CHECK(faults_of(poster) == "");
        CHECK(photos_on(poster.pages.front()).size() == chapter.photos.size());
        const std::string text = text_of(poster);
        if (!chapter.name.text.empty()) CHECK(text.find(chapter.name.text) != std::string::npos);
        for (const char* hidden : {"Benhaddou", "Selam", "Tekle", "Sharda", "Ramkhelawan"}) {
            CHECK(text.find(hidden) == std::string::npos);
        }
        if (++made > 1) continue;
        write_pdf(poster, folder / "series.pdf", {});
        CHECK(render_tests::is_sound(folder / "series.pdf"));
    }
    CHECK(made > 4);
}

TEST_CASE("twelve photos stand on one sheet, and two do") {
    const PaperCourse course;
    const catalogue::Course facts = course.catalogue().course();
    const auto all = course.catalogue().cleared<channel>(opening_day());
    REQUIRE(all.size() >= render::most_in_series);
    for (const std::size_t count : {render::least_in_series, render::most_in_series}) {
        catalogue::Chapter<channel> chapter;
        for (std::size_t i = 0; i < count; ++i) chapter.photos.push_back(all[i]);
        const auto poster = series_of(facts, chapter);
        CHECK(faults_of(poster) == "");
        CHECK(photos_on(poster.pages.front()).size() == count);
    }
}

TEST_CASE("a name begins where the photos do, on either side, however small they are") {
    for (const bool leftward : {false, true}) {
        CAPTURE(leftward);
        const PaperCourse course(
            [&](nlohmann::json& file) {
                for (auto& person : file["persons"]) person["display"].erase("native");
                for (auto& text : file["texts"]) {
                    text["other"] = nlohmann::json::object();
                    if (leftward) text["nl"] = nullptr, text["other"]["ar"] = "الشجرة";
                }
            },
            [](int) { return PictureSize{800, 600}; });
        for (const auto& chapter : course.catalogue().chapters<channel>(opening_day())) {
            if (chapter.photos.size() < render::least_in_series || chapter.name.text.empty()) continue;
            const auto poster = series_of(course.catalogue().course(), chapter);
            CHECK(faults_of(poster) == "");
            const render::Page& page = poster.pages.front();
            render::Length left = page.trim.width;
            render::Length right;
            for (const auto& photo : photos_on(page)) {
                left = std::min(left, photo.frame.left());
                right = std::max(right, photo.frame.right());
            }
            for (const auto& item : page.items) {
                const auto* line = std::get_if<render::PlacedLine>(&item);
                if (!line || line->role != render::Role::Title) continue;
                const render::Length start = line->origin.x + line->line.indent;
                CHECK((leftward ? start + line->line.width == right : start == left));
            }
        }
    }
}
