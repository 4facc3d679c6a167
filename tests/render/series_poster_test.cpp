#include "render/series_poster.hpp"

#include "catalogue/catalogue.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "tests/render/a_pdf.hpp"
#include "tests/render/paper_course.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

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
