#include "render/invitation.hpp"

#include "catalogue/catalogue.hpp"
#include "render/page.hpp"
#include "render/pictograms.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "tests/render/paper_course.hpp"

#include <functional>
#include <string>
#include <variant>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace {

render::Publication invitation_of(const PaperCourse& course) {
    const auto look = render::read_invitation_template(render::templates_folder() / "invitation.toml");
    const render::Pictograms pictograms(render::templates_folder() / "pictograms.toml");
    return lay_out_invitation(look, render::Typesetter(), pictograms, course.catalogue().course());
}

}  // namespace

TEST_CASE("the invitation says what, where and when, and names nobody") {
    const PaperCourse course;
    const auto invitation = invitation_of(course);
    CHECK(faults_of(invitation) == "");
    CHECK(invitation.pages.size() == 1);
    const std::string text = text_of(invitation);
    CHECK(text.find("Kijk, Overvecht\n") != std::string::npos);
    CHECK(text.find("Donderdag 2 juli 2026, 16.00 uur\n") != std::string::npos);
    for (const char* secret : {"Ria", "Fatiha", "Abeba", "Zilverlinde", "Klaverblad", "Waterpoort", "VB-"}) {
        CAPTURE(secret);
        CHECK(text.find(secret) == std::string::npos);
    }
}

TEST_CASE("the invitation is the same whoever referred whom") {
    const PaperCourse course;
    const PaperCourse other([](nlohmann::json& file) {
        for (auto& person : file["persons"]) {
            if (person.contains("referrer")) person["referrer"] = "r4";
        }
    });
    CHECK(text_of(invitation_of(course)) == text_of(invitation_of(other)));
}

TEST_CASE("a course without an exhibition has no invitation") {
    const PaperCourse course([](nlohmann::json& file) { file["course"].erase("exhibition"); });
    CHECK_THROWS_AS(invitation_of(course), catalogue::CannotWork);
}

TEST_CASE("a heading of the invitation is as far from its words as those are from each other") {
    const auto invitation = invitation_of(PaperCourse());
    const render::PlacedLine* above = nullptr;
    int headings = 0;
    for (const auto& item : invitation.pages.front().items) {
        const auto* line = std::get_if<render::PlacedLine>(&item);
        if (!line) continue;
        const bool under_heading =
            above && above->role == render::Role::Heading && line->origin.x == above->origin.x;
        if (under_heading && line->role == render::Role::Paragraph) {
            ++headings;
            CHECK(line->origin.y - above->origin.y >= line->line.leading);
        }
        above = line;
    }
    CHECK(headings == 3);
}
