#include "render/proof.hpp"

#include "catalogue/catalogue.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pictograms.hpp"
#include "render/shown.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "tests/render/a_pdf.hpp"
#include "tests/render/pages_for_tests.hpp"
#include "tests/render/paper_course.hpp"

#include <algorithm>
#include <concepts>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace {

const catalogue::Day meeting_11 = catalogue::parse_day("2026-06-16");

render::Publication proof_of(const PaperCourse& course, const std::string& person,
                             catalogue::Day day = meeting_11) {
    const auto look = render::read_proof_template(render::templates_folder() / "proof.toml");
    const render::Pictograms pictograms(render::templates_folder() / "pictograms.toml");
    const render::Typesetter typesetter;
    const catalogue::Course about = course.catalogue().course();
    return render::lay_out_proof({look, typesetter, pictograms, about, day},
                                 course.catalogue().proof_sheet({person}, day));
}

const catalogue::OwnPhotoShown& photo_in(const catalogue::ProofSheet& sheet, const std::string& id) {
    const auto found = std::ranges::find_if(
        sheet.photos, [&](const catalogue::OwnPhoto& photo) { return photo->photo.value == id; });
    REQUIRE(found != sheet.photos.end());
    return **found;
}

catalogue::ProofAnswer answer_in(const std::vector<catalogue::ProofAnswer>& answers,
                                 catalogue::Channel channel) {
    return *std::ranges::find(answers, channel, &catalogue::ProofAnswer::channel);
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

nlohmann::json event(const std::string& id, const std::string& person, const std::string& capacity,
                     const std::string& decision) {
    return {{"id", id},       {"person", person},     {"capacity", capacity},       {"purpose", "website"},
            {"scope", "p02"}, {"decision", decision}, {"valid_from", "2026-06-01"}, {"given_by", "self"},
            {"form", "TF"}};
}

template <class Photo>
concept ShowsOnSite = requires(const Photo& photo) {
    { photo } -> std::convertible_to<catalogue::Cleared<catalogue::Channel::Site>>;
};

}  // namespace

static_assert(!ShowsOnSite<catalogue::OwnPhoto>, "a maker's own view is no clearance");
static_assert(!std::constructible_from<catalogue::OwnPhoto, catalogue::OwnPhotoShown>,
              "only the catalogue makes one");

TEST_CASE("every participant's proof is sound and shows their photos whole, each on a page of its own") {
    const PaperCourse course;
    for (const std::string person : {"d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8"}) {
        CAPTURE(person);
        const auto sheet = course.catalogue().proof_sheet({person}, meeting_11);
        const auto proof = proof_of(course, person);
        CHECK(faults_of(proof) == "");
        CHECK(proof.pages.size() >= sheet.photos.size() + 3);
        CHECK(proof.photos.size() == sheet.photos.size());
    }
}

TEST_CASE("a proof begins with the maker's photos in small, all equally high, in rows of about as many") {
    const PaperCourse course;
    const auto look = render::read_proof_template(render::templates_folder() / "proof.toml");
    const render::Pictograms pictograms(render::templates_folder() / "pictograms.toml");
    const render::Typesetter typesetter;
    const catalogue::Course about = course.catalogue().course();
    auto sheet = course.catalogue().proof_sheet({"d1"}, meeting_11);
    sheet.photos.resize(1, sheet.photos.front());
    sheet.photos.resize(6, sheet.photos.front());
    const auto proof = render::lay_out_proof({look, typesetter, pictograms, about, meeting_11}, sheet);
    CHECK(faults_of(proof) == "");
    std::map<render::Length, int> rows;
    std::set<render::Length> heights;
    for (const auto& photo : photos_on(proof.pages.front())) {
        ++rows[photo.frame.top()];
        heights.insert(photo.frame.size.height);
    }
    CHECK(heights.size() == 1);
    REQUIRE(rows.size() == 2);
    CHECK(rows.begin()->second == 3);
}

TEST_CASE("a proof shows the maker's own photos even without a yes, and nobody else's") {
    const PaperCourse course;
    const auto sheet = course.catalogue().proof_sheet({"d1"}, meeting_11);
    std::set<std::string> ids;
    for (const auto& photo : sheet.photos) ids.insert(photo->photo.value);
    CHECK(ids == std::set<std::string>{"p01", "p02", "p03", "p04"});  // p29 is only proposed to be theirs
    CHECK(answer_in(photo_in(course.catalogue().proof_sheet({"d7"}, meeting_11), "p23").answers,
                    catalogue::Channel::Site)
              .own != catalogue::OwnAnswer::Yes);
}

TEST_CASE("what is set aside, on hold or erased is in no proof") {
    const PaperCourse course([](nlohmann::json& file) {
        for (auto& photo : file["photos"]) {
            if (photo["id"] == "p01") photo["state"] = "quarantined";
        }
    });
    const auto sheet = course.catalogue().proof_sheet({"d1"}, meeting_11);
    CHECK(sheet.photos.size() == 3);
    CHECK_THROWS_AS(course.catalogue().proof_sheet({"d9"}, meeting_11), catalogue::CannotWork);
    CHECK_THROWS_AS(course.catalogue().proof_sheet({"niemand"}, meeting_11), catalogue::CannotWork);

    const PaperCourse held(
        [](nlohmann::json& file) { file["holds"] = {{{"from", "2026-06-01"}, {"reason", "klacht"}}}; });
    CHECK(held.catalogue().proof_sheet({"d1"}, meeting_11).photos.empty());
}

TEST_CASE("a proof says that somebody on the photo does not want it, and not who") {
    const PaperCourse course([](nlohmann::json& file) {
        file["consent_events"].push_back(event("e9001", "x1", "portrayed", "deny"));
        file["consent_events"].push_back(event("e9002", "d1", "maker", "grant"));
    });
    const auto sheet = course.catalogue().proof_sheet({"d1"}, meeting_11);
    const auto site = answer_in(photo_in(sheet, "p02").answers, catalogue::Channel::Site);
    CHECK(site.own == catalogue::OwnAnswer::Yes);
    CHECK(site.others == catalogue::OthersAnswer::SomebodySaysNo);
    const std::string text = flat(text_of(proof_of(course, "d1")));
    CHECK(text.find("Iemand op de foto wil dit niet.") != std::string::npos);
    CHECK(text.find("X-1") == std::string::npos);
}

TEST_CASE("a proof tells yes, no and not asked apart, and a yes that is over is to be asked again") {
    const PaperCourse course;
    const auto now = catalogue::parse_day("2027-01-15");
    const auto sheet = course.catalogue().proof_sheet({"d6"}, now);
    const auto site = answer_in(sheet.photos.at(0)->answers, catalogue::Channel::Site);
    CHECK(site.own == catalogue::OwnAnswer::NotAsked);
    REQUIRE(site.over_since.has_value());
    const std::string text = text_of(proof_of(course, "d6", now));
    CHECK(text.find("liep tot") != std::string::npos);
    CHECK(text.find("Nog te vragen") != std::string::npos);
}

TEST_CASE("a proof of who goes by another name has no other name in it") {
    const PaperCourse course;
    const std::string text = text_of(proof_of(course, "d4"));
    CHECK(text.find("Abeba") != std::string::npos);
    CHECK(text.find("Selam") == std::string::npos);
    CHECK(text.find("Tekle") == std::string::npos);
}

TEST_CASE("a proof shows words in their languages, and asks about those that were not approved") {
    const PaperCourse course;
    const std::string text = text_of(proof_of(course, "d5"));
    CHECK(text.find("Długo prawie nie") != std::string::npos);
    CHECK(text.find("Klopt deze tekst?") != std::string::npos);
    CHECK(text.find("Deze tekst is persoonlijk.") != std::string::npos);
}

TEST_CASE("who has a mentor or is not sixteen yet does not sign alone") {
    const PaperCourse course;
    CHECK(text_of(proof_of(course, "d7")).find("mentor of curator") != std::string::npos);
    CHECK(text_of(proof_of(course, "d8")).find("ouder of voogd") != std::string::npos);
    CHECK(text_of(proof_of(course, "d1")).find("ouder of voogd") == std::string::npos);
}

TEST_CASE("only what the course asks about stands in a proof") {
    const PaperCourse course([](nlohmann::json& file) {
        file["consent_form"]["purposes_on_form"] = {"class", "exhibition", "booklet"};
    });
    const std::string text = text_of(proof_of(course, "d1"));
    CHECK(text.find("in het fotoboekje\n") != std::string::npos);
    CHECK(text.find("op onze website") == std::string::npos);
    CHECK(text.find("boekje op de website") == std::string::npos);
}

TEST_CASE("a proof is tagged, so that it can be read aloud") {
    const PaperCourse course;
    const render_tests::Folder folder;
    write_pdf(proof_of(course, "d2"), folder / "proof.pdf",
              {render::Edition::Screen, "2026-06-16T10:00:00", {}});
    CHECK(render_tests::is_sound(folder / "proof.pdf"));
    const std::string read = output_of("pdfinfo -struct-text " + (folder / "proof.pdf").string());
    CHECK(read.find("De boom voor mijn raam") != std::string::npos);
}
