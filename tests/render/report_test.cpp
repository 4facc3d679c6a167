#include "catalogue/catalogue.hpp"
#include "catalogue/course_report.hpp"
#include "catalogue/forms.hpp"
#include "catalogue/register_facts.hpp"
#include "render/contact_sheet.hpp"
#include "render/measurement_form.hpp"
#include "render/page.hpp"
#include "render/pictograms.hpp"
#include "render/register_paper.hpp"
#include "render/report_paper.hpp"
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

struct Desk {
    render::Typesetter typesetter;
    render::Pictograms pictograms{render::templates_folder() / "pictograms.toml"};
};

render::Publication report_of(const PaperCourse& course) {
    const Desk desk;
    const auto look = render::read_report_template(render::templates_folder() / "report.toml");
    const catalogue::Catalogue* const only[] = {&course.catalogue()};
    const auto photos = course.catalogue().cleared<catalogue::Channel::Report>(opening_day());
    return render::lay_out_report({look, desk.typesetter, desk.pictograms},
                                  catalogue::course_report(only, opening_day()), photos);
}

render::Publication form_of(const PaperCourse& course, catalogue::FormMoment moment) {
    const Desk desk;
    const auto look =
        render::read_measurement_form_template(render::templates_folder() / "measurement-form.toml");
    return render::lay_out_measurement_form(
        look, desk.typesetter, desk.pictograms,
        {catalogue::form_questions(course.catalogue()), moment, course.catalogue().course().title, "VB-04"});
}

render::Register register_of(const PaperCourse& course) {
    const auto look = render::read_register_template(render::templates_folder() / "register.toml");
    auto values = catalogue::register_facts(course.catalogue());
    values["date"] = "2 juli 2026";
    return render::fill_register(look, course.catalogue().course().form.purposes, values);
}

render::Publication contact_sheet(const Desk& desk, const catalogue::ProofSheet& sheet) {
    const auto look = render::read_contact_sheet_template(render::templates_folder() / "contact-sheet.toml");
    return render::lay_out_contact_sheet({look, desk.typesetter, desk.pictograms, opening_day()}, sheet);
}

std::vector<std::string> names_of_everybody(const PaperCourse& course) {
    std::vector<std::string> names;
    for (const auto& person : nlohmann::json::parse(course.catalogue().export_course())["persons"]) {
        if (person["role"] == "staff") continue;
        for (const auto& [key, name] : person["display"].items()) {
            if (name.is_string()) names.push_back(name.get<std::string>());
        }
    }
    return names;
}

}  // namespace

TEST_CASE("a report is sound and tells nobody's name or code") {
    const PaperCourse course;
    const render::Publication report = report_of(course);
    CHECK(faults_of(report) == "");
    const std::string text = text_of(report);
    CHECK(text.find("Twaalf dinsdagen had ik iets") != std::string::npos);
    for (const std::string& name : names_of_everybody(course)) CHECK(text.find(name) == std::string::npos);
    CHECK(text.find("VB-0") == std::string::npos);
}

TEST_CASE("a report names who gave the money, in the words of the course") {
    const PaperCourse course([](nlohmann::json& file) {
        file["course"]["funders"] = {"Gemeente Utrecht",
                                     {{"name", "Fonds"}, {"line", "Fonds voor Cultuurparticipatie"}}};
    });
    const std::string text = text_of(report_of(course));
    CHECK(text.find("Gemeente Utrecht") != std::string::npos);
    CHECK(text.find("Fonds voor Cultuurparticipatie") != std::string::npos);
}

TEST_CASE("the blank forms have five faces for every question, a code and nobody's name") {
    const PaperCourse course;
    for (const auto moment : {catalogue::FormMoment::First, catalogue::FormMoment::Last}) {
        const render::Publication form = form_of(course, moment);
        CHECK(faults_of(form) == "");
        std::size_t faces = 0;
        for (const render::Page& page : form.pages) {
            faces += static_cast<std::size_t>(std::ranges::count_if(page.items, [](const render::Item& item) {
                const auto* drawing = std::get_if<render::Drawing>(&item);
                return drawing != nullptr && !drawing->pen.has_value();  // its eyes
            }));
        }
        CHECK(faces == 5 * 6);
        const std::string text = text_of(form);
        CHECK(text.find("VB-04") != std::string::npos);
        for (const std::string& name : names_of_everybody(course))
            CHECK(text.find(name) == std::string::npos);
        const bool asks_back = text.find("Wat heeft de cursus u gebracht?") != std::string::npos;
        CHECK(asks_back == (moment == catalogue::FormMoment::Last));
    }
}

TEST_CASE("the register and a DPIA of two pages are filled in and name none of the participants") {
    const PaperCourse course;
    const Desk desk;
    const auto look = render::read_register_template(render::templates_folder() / "register.toml");
    const render::Register filled = register_of(course);
    const std::string text = render::as_markdown(filled);
    CHECK(text.find('{') == std::string::npos);
    CHECK(text.find("in het fotoboekje") != std::string::npos);
    CHECK(text.find("3 maanden na de laatste les") != std::string::npos);
    for (const std::string& name : names_of_everybody(course)) CHECK(text.find(name) == std::string::npos);
    const render::Publication paper =
        render::lay_out_register(look, desk.typesetter, desk.pictograms, filled);
    CHECK(faults_of(paper) == "");
    const render::Publication assessment = render::lay_out_register(
        look, desk.typesetter, desk.pictograms, {filled.assessment_lines, filled.assessment_lines});
    CHECK(assessment.pages.size() == 4);
}

TEST_CASE("the register has a row for what the course asks about and for nothing else") {
    const PaperCourse course(
        [](nlohmann::json& file) { file["consent_form"]["purposes_on_form"] = {"class", "exhibition"}; });
    const std::string text = render::as_markdown(register_of(course));
    CHECK(text.find("tentoonstelling in de buurt") != std::string::npos);
    CHECK(text.find("op de website |") == std::string::npos);
    CHECK(text.find("**op de website**") == std::string::npos);
}

TEST_CASE("a contact sheet has all photos of one maker, whole and numbered, and nobody else's") {
    const PaperCourse course;
    const Desk desk;
    const auto sheet = course.catalogue().proof_sheet({"d4"}, opening_day());
    const render::Publication paper = contact_sheet(desk, sheet);
    CHECK(faults_of(paper) == "");
    CHECK(photos_on(paper.pages.front()).size() == sheet.photos.size());
    const std::string text = text_of(paper);
    for (const auto& photo : sheet.photos) CHECK(text.find(photo->photo.value) != std::string::npos);
    CHECK(text.find("Abeba") != std::string::npos);
    CHECK(text.find("Selam") == std::string::npos);
}

TEST_CASE("few photos on a contact sheet are larger than many") {
    const PaperCourse course;
    const Desk desk;
    auto sheet = course.catalogue().proof_sheet({"d4"}, opening_day());
    const auto first_of = [&](std::size_t photos) {
        sheet.photos.resize(1, sheet.photos.front());
        sheet.photos.resize(photos, sheet.photos.front());
        const render::Publication paper = contact_sheet(desk, sheet);
        CHECK(faults_of(paper) == "");
        CHECK(photos_on(paper.pages.front()).size() == std::min<std::size_t>(photos, 12));
        return photos_on(paper.pages.front()).front().frame.size.width;
    };
    CHECK(first_of(2) > first_of(6));
    CHECK(first_of(6) > first_of(7));
    CHECK(first_of(7) == first_of(30));
}

TEST_CASE("on a contact sheet each number begins where its photo does") {
    const PaperCourse course;
    const Desk desk;
    const auto sheet = course.catalogue().proof_sheet({"d4"}, opening_day());
    const render::Publication paper = contact_sheet(desk, sheet);
    std::set<render::Length> photos;
    std::set<render::Length> numbers;
    for (const auto& photo : photos_on(paper.pages.front())) photos.insert(photo.frame.left());
    for (const render::Item& item : paper.pages.front().items) {
        const auto* line = std::get_if<render::PlacedLine>(&item);
        if (line == nullptr || line->line.runs.empty()) continue;
        const auto& glyphs = line->line.runs.front().glyphs;
        if (glyphs.size() == 1 && glyphs.front().text <= "9") numbers.insert(line->origin.x);
    }
    CHECK(photos == numbers);
}
