#include "render/consent_form.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pictograms.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "tests/render/a_pdf.hpp"
#include "tests/render/pages_for_tests.hpp"
#include "tests/render/paper_course.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <variant>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace {

render::Publication form_of(const PaperCourse& course, const render::SlipNumbers& slips = {}) {
    const auto look = render::read_consent_form_template(render::templates_folder(), "nl");
    const render::Pictograms pictograms(render::templates_folder() / "pictograms.toml");
    const render::Typesetter typesetter;
    const catalogue::Course about = course.catalogue().course();
    return render::lay_out_consent_form({look, typesetter, pictograms, about, opening_day()}, slips);
}

/// As it is read, whatever the lines.
std::string flat(const std::string& text) {
    std::string words;
    for (const char c : text) {
        const bool is_space = c == ' ' || c == '\n';
        if (!is_space || (!words.empty() && words.back() != ' ')) words += is_space ? ' ' : c;
    }
    return words;
}

int boxes_on(const render::Page& page) {
    const auto is_box = [](const render::Item& item) {
        const auto* drawing = std::get_if<render::Drawing>(&item);
        return drawing != nullptr && drawing->pen == render::box_pen && drawing->path.size() == 5;
    };
    return static_cast<int>(std::ranges::count_if(page.items, is_box));
}

int count(const std::string& text, const std::string& wanted) {
    int found = 0;
    for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) ++found;
    return found;
}

}  // namespace

TEST_CASE("the consent form asks three separate questions about every purpose of the course") {
    const PaperCourse course;
    const auto form = form_of(course, {1, 0});
    CHECK(faults_of(form) == "");
    const std::string text = flat(text_of(form));
    for (const char* question : {"1. Mijn foto", "3. Ik zelf op een foto", "4. Mijn woorden"}) {
        CAPTURE(question);
        CHECK(text.find(question) != std::string::npos);
    }
    int boxes = 0;
    for (const auto& page : form.pages) boxes += boxes_on(page);
    CHECK(boxes == 3 * 12 * 2 + 4 + 3);  // and how I am called, and how long
    CHECK(text.find("privacy@example.org") != std::string::npos);
    CHECK(text.find("Een gedrukt boekje blijft bestaan.") != std::string::npos);
    CHECK(text.find("tot 23 juni 2028") != std::string::npos);
    CHECK(text.find("Formulier TF-2026-03") != std::string::npos);
    CHECK(text.find("Autoriteit Persoonsgegevens") != std::string::npos);
}

TEST_CASE("a consent form says how much name there is at most, wherever that is less than all") {
    const PaperCourse course;
    const std::string text = flat(text_of(form_of(course)));
    // class, window, practice wall, practice screen, social media, recruitment; and once as a heading
    CHECK(count(text, "Hoogstens uw voornaam, of de andere naam") == 6 + 1);
    CHECK(count(text, "Nooit een naam") == 1 + 1);
    CHECK(render::ceiling_of(catalogue::Purpose::PracticeWall) == catalogue::NameForm::First);
    CHECK(render::ceiling_of(catalogue::Purpose::Accountability) == catalogue::NameForm::Anonymous);
    CHECK(render::ceiling_of(catalogue::Purpose::Booklet) == catalogue::NameForm::Full);
}

TEST_CASE("a course with fewer purposes asks about no more than those") {
    const PaperCourse course([](nlohmann::json& file) {
        file["consent_form"]["purposes_on_form"] = {"class", "booklet"};
        file["consent_form"]["name_forms_on_form"] = {"first", "anonymous"};
    });
    const auto form = form_of(course, {1, 2});
    const std::string text = flat(text_of(form));
    CHECK(text.find("op sociale media") == std::string::npos);
    CHECK(text.find("voornaam en achternaam") == std::string::npos);
    CHECK(faults_of(form) == "");
}

TEST_CASE("nothing on a consent form is smaller than fourteen points") {
    const PaperCourse course;
    for (const auto& page : form_of(course).pages) {
        for (const auto& item : page.items) {
            const auto* line = std::get_if<render::PlacedLine>(&item);
            if (line == nullptr) continue;
            for (const auto& run : line->line.runs) CHECK(run.size >= 14);
        }
    }
}

TEST_CASE("portrait slips are numbered on from where the last ones ended") {
    const PaperCourse course;
    const auto form = form_of(course, {12, 3});
    CHECK(faults_of(form) == "");
    const std::string text = text_of(form);
    for (const char* number : {"Portretbriefje 12\n", "Portretbriefje 13\n", "Portretbriefje 14\n"}) {
        CAPTURE(number);
        CHECK(text.find(number) != std::string::npos);
    }
    CHECK(text.find("Portretbriefje 15") == std::string::npos);
    CHECK(boxes_on(form.pages.back()) == 12 * 2);
}

TEST_CASE("a consent form names nobody, and says nothing of where people came from") {
    const PaperCourse course;
    const std::string text = text_of(form_of(course));
    for (const char* secret : {"Ria", "Verkuil", "Fatiha", "Abeba", "Selam", "VB-0", "Zilverlinde", "Joop"}) {
        CAPTURE(secret);
        CHECK(text.find(secret) == std::string::npos);
    }
}

TEST_CASE("a language that the form does not speak is refused with what to do") {
    CHECK_THROWS_WITH_AS(render::read_consent_form_template(render::templates_folder(), "xx"),
                         doctest::Contains("translate consent-form.nl.toml"), catalogue::CannotWork);
    CHECK_THROWS_AS(render::read_consent_form_template(render::templates_folder(), "../nl"),
                    catalogue::CannotWork);
}

TEST_CASE("a form in a language that is read from the right is laid out from the right") {
    const render_tests::Folder folder;
    for (const char* name : {"consent-form.toml", "pictograms.toml"}) {
        std::filesystem::copy_file(render::templates_folder() / name, folder / name);
    }
    std::filesystem::copy_file(render::templates_folder() / "consent-form.nl.toml",
                               folder / "consent-form.ar.toml");
    const auto look = render::read_consent_form_template(folder / ".", "ar");
    const render::Pictograms pictograms(folder / "pictograms.toml");
    const render::Typesetter typesetter;
    const PaperCourse course;
    const catalogue::Course about = course.catalogue().course();
    const auto form =
        render::lay_out_consent_form({look, typesetter, pictograms, about, opening_day()}, {1, 0});
    CHECK(faults_of(form) == "");
    const render::Length middle = look.form.sheet.width / 2;
    for (const auto& item : form.pages.at(1).items) {
        const auto* drawing = std::get_if<render::Drawing>(&item);
        if (drawing == nullptr || drawing->pen != render::box_pen) continue;
        CHECK(drawing->box.left() < middle);
    }
}

TEST_CASE("a consent form is tagged, so that it can be read aloud") {
    const PaperCourse course;
    const render_tests::Folder folder;
    write_pdf(form_of(course), folder / "form.pdf", {render::Edition::Screen, "2026-03-24T10:00:00", {}});
    CHECK(render_tests::is_sound(folder / "form.pdf"));
    const std::string read = output_of("pdfinfo -struct-text " + (folder / "form.pdf").string());
    CHECK(read.find("Mogen wij uw") != std::string::npos);
}
