#include "render/label.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/poster.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "tests/render/a_pdf.hpp"
#include "tests/render/paper_course.hpp"
#include "tests/render/read_codes.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace {

using render::operator""_mm;

constexpr auto channel = catalogue::Channel::ExhibitionPrint;
constexpr const char* site = "https://foto.voorbeeld.example";

const render::LabelTemplate& look() {
    static const auto one = render::read_label_template(render::templates_folder() / "labels.toml");
    return one;
}

/// The labels of all photos that are cleared for the wall, by photo.
render::Publication labels_of(const PaperCourse& course, const std::string& code = {}) {
    const render::Typesetter typesetter;
    const catalogue::Course facts = course.catalogue().course();
    render::Publication labels;
    for (const auto& photo : course.catalogue().cleared<channel>(opening_day())) {
        labels.pages.push_back(render::lay_out_label({look(), typesetter, facts}, photo, code));
        labels.pages.back().label = photo->photo.value;
    }
    labels.fonts = typesetter.fonts();
    return labels;
}

const render::Page& label_of(const render::Publication& labels, const std::string& photo) {
    return *std::find_if(labels.pages.begin(), labels.pages.end(),
                         [&](const auto& page) { return page.label == photo; });
}

template <class Photo>
concept MakesALabel =
    requires(const render::LabelSetting& setting, const Photo& photo) { lay_out_label(setting, photo, {}); };

/// Every text eight times as long, or as often as said.
PaperCourse wordy_course(int times) {
    return PaperCourse([times](nlohmann::json& file) {
        for (auto& text : file["texts"]) {
            if (!text["nl"].is_string()) continue;
            const std::string once = text["nl"];
            std::string all = once;
            for (int i = 1; i < times; ++i) all += " " + once;
            text["nl"] = all;
        }
    });
}

}  // namespace

static_assert(MakesALabel<catalogue::Cleared<channel>>);
static_assert(!MakesALabel<catalogue::ClearedPhoto>, "what may be shown, without the proof that it may");
static_assert(!MakesALabel<catalogue::Cleared<catalogue::Channel::WindowPrint>>, "cleared for elsewhere");
static_assert(!MakesALabel<catalogue::Cleared<catalogue::Channel::Site>>);

TEST_CASE(
    "a label says what the photo is called in both languages, the words, and the name as it was chosen") {
    const PaperCourse course;
    const auto labels = labels_of(course);
    const std::string text = text_of(label_of(labels, "p05"));
    CHECK(text.starts_with("De boom voor"));
    CHECK(text.find("الشجرة") != std::string::npos);
    CHECK(text.find("In het voorjaar wordt hij roze.\n") != std::string::npos);
    CHECK(text.find("Fatiha\n") != std::string::npos);
    CHECK(text.find("Benhaddou") == std::string::npos);
    CHECK(text.find("In Beeld, fotocursus in de wijk") != std::string::npos);
    const std::string anonymous = text_of(label_of(labels, "p23"));
    CHECK(anonymous.find("Sharda") == std::string::npos);
    CHECK(anonymous.find("Zonder titel\n") != std::string::npos);
}

TEST_CASE("every cleared photo gets a label of 105 × 74 mm with its words within, with a code or without") {
    const PaperCourse course;
    for (const char* code : {"", "https://foto.voorbeeld.example/foto/AAAAAAAAAAAAAAAAAAAAAA"}) {
        const auto labels = labels_of(course, code);
        CHECK(labels.pages.size() > 10);
        CHECK(faults_of(labels) == "");
        for (const auto& page : labels.pages) {
            CHECK(page.trim == render::Size{105_mm, 74_mm});
            for (const auto& item : page.items) {
                const auto* line = std::get_if<render::PlacedLine>(&item);
                if (line) CHECK(line->origin.y <= page.trim.height - look().margin);
            }
        }
    }
}

TEST_CASE("labels lie against each other on a sheet, so that one cut parts two, with marks around them all") {
    const PaperCourse course;
    const auto labels = labels_of(course);
    for (const auto& [name, sheet] : look().sheets) {
        CAPTURE(name);
        const auto sheets = on_sheets(look(), sheet, labels.pages);
        const auto a_sheet = static_cast<std::size_t>(sheet.columns * sheet.rows);
        CHECK(sheets.size() == (labels.pages.size() + a_sheet - 1) / a_sheet);
        const render::Length left = (sheet.paper.width - 105_mm * sheet.columns) / 2;
        std::set<render::Length> across;
        int marks = 0;
        for (const auto& item : sheets.front().items) {
            const auto* mark = std::get_if<render::Rule>(&item);
            if (!mark) continue;
            ++marks;
            if (mark->from.x == mark->to.x) across.insert(mark->from.x);
        }
        CHECK(marks == (sheet.columns + 1) * 2 + (sheet.rows + 1) * 2);
        CHECK(across == std::set<render::Length>{left, left + 105_mm, left + 210_mm});
    }
}

TEST_CASE("the code on a label is read off the printed sheet, 20 mm wide with its white around it") {
    const PaperCourse course;
    const std::string page = std::string(site) + "/foto/AAAAAAAAAAAAAAAAAAAAAA";
    auto labels = labels_of(course, page);
    labels.pages = on_sheets(look(), sheet_named(look(), "four"), labels.pages);
    const render_tests::Folder folder;
    write_pdf(labels, folder / "labels.pdf", {});
    CHECK(render_tests::is_sound(folder / "labels.pdf"));
    CHECK(codes_on(folder / "labels.pdf", 1, 150) == std::set<std::string>{page});
    int codes = 0;
    for (const auto& item : labels.pages.front().items) {
        const auto* code = std::get_if<render::Drawing>(&item);
        if (!code) continue;
        ++codes;
        CHECK(code->box.size.width >= 20_mm);
        for (const auto& other : labels.pages.front().items) {
            const auto* line = std::get_if<render::PlacedLine>(&other);
            if (!line) continue;
            const render::Length quiet = code->box.size.width * 4 / 33;
            const auto begins = line->origin.x + line->line.indent;
            const bool beside = begins + line->line.width <= code->box.left() - quiet ||
                                begins >= code->box.right() + quiet ||
                                line->origin.y + line->line.descent <= code->box.top() - quiet ||
                                line->origin.y - line->line.ascent >= code->box.bottom() + quiet;
            CHECK(beside);
        }
    }
    CHECK(codes == 4);
}

TEST_CASE("long words are set smaller on a label, and too long ones are refused") {
    CHECK(faults_of(labels_of(wordy_course(3))) == "");
    CHECK_THROWS_AS(labels_of(wordy_course(60)), render::TooManyWords);
}

TEST_CASE("no line of a label or poster ends with the dot that parts where the photo comes from") {
    for (const std::string title :
         {"Kijk", "Kijk, Overvecht en omstreken", "Wat wij zien als wij kijken naar de wijk"}) {
        const PaperCourse course(
            [&](nlohmann::json& file) { file["course"]["exhibition"]["title"] = title; });
        const std::string text = text_of(label_of(labels_of(course, site), "p05"));
        CAPTURE(text);
        CHECK(text.find(title) != std::string::npos);
        CHECK(text.find("·\n") == std::string::npos);
        CHECK(text.find("· \n") == std::string::npos);
        CHECK(text.find("\n·") == std::string::npos);
    }
}

TEST_CASE("a name in letters that run from the right stands under the title that does") {
    const PaperCourse course([](nlohmann::json& file) {
        for (auto& person : file["persons"]) {
            person["display"].erase("native");
            if (person["id"] == "d2") person["display"]["first"] = "فاطمة";
        }
    });
    const auto labels = labels_of(course);
    std::vector<render::Length> ends;
    for (const auto& item : label_of(labels, "p05").items) {
        const auto* line = std::get_if<render::PlacedLine>(&item);
        if (!line || line->line.runs.front().direction != render::Direction::RightToLeft) continue;
        ends.push_back(line->origin.x + line->line.indent + line->line.width);
    }
    REQUIRE(ends.size() >= 2);  // the title and the name
    CHECK(ends[0] == ends[1]);
}
