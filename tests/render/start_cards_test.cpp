#include "render/start_cards.hpp"

#include "catalogue/catalogue.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pictograms.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"
#include "tests/render/a_pdf.hpp"
#include "tests/render/paper_course.hpp"
#include "tests/render/read_codes.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace {

struct Looks {
    render::StartCardTemplate cards =
        render::read_start_card_template(render::templates_folder() / "start-cards.toml");
    render::Pictograms pictograms{render::templates_folder() / "pictograms.toml"};
};

std::vector<render::StartCard> cards_of(const PaperCourse& course, const render::StartMoment& moment) {
    std::vector<render::StartCard> cards;
    for (const auto& who : course.catalogue().participants(moment.day)) {
        cards.push_back(
            {who, render::start_text("INB-VB-2026-1", course.catalogue().start_code(who.id), moment)});
    }
    return cards;
}

render::Publication sheets_for(const PaperCourse& course, const render::StartMoment& moment) {
    const Looks looks;
    const render::Typesetter typesetter;
    return lay_out_start_cards({looks.cards, typesetter, looks.pictograms, moment}, cards_of(course, moment));
}

}  // namespace

TEST_CASE("every start card can be read by a camera and says course, person and time") {
    const PaperCourse course;
    const auto moment = render::meeting_of(course.catalogue().course(), 5, opening_day());
    const auto sheets = sheets_for(course, moment);
    CHECK(faults_of(sheets) == "");
    const render_tests::Folder folder;
    write_pdf(sheets, folder / "cards.pdf", {});
    CHECK(render_tests::is_sound(folder / "cards.pdf"));

    std::set<std::string> meant;
    for (const auto& card : cards_of(course, moment)) meant.insert(card.text);
    CHECK(meant.size() == 8);
    // Of eight codes in one picture the reader at times misses one, depending on where its pixels fall; of
    // the same sheet a little larger it does not miss the same one.
    auto read = codes_on(folder / "cards.pdf", 1, 150);
    read.merge(codes_on(folder / "cards.pdf", 1, 200));
    CHECK(read == meant);
    for (const std::string& text : read) {
        CHECK(text.starts_with("INBEELD1/INB-VB-2026-1/"));
        CHECK(text.ends_with("/2026-04-21T10:00"));
        const std::string code = text.substr(23, 10);
        CHECK(course.catalogue().person_with_start_code(code).has_value());
    }
}

TEST_CASE("a start card gives at most a first name, and none to who gives none") {
    const PaperCourse course;
    const std::string text =
        text_of(sheets_for(course, render::meeting_of(course.catalogue().course(), 5, opening_day())));
    CHECK(text.find("Fatiha\n") != std::string::npos);
    CHECK(text.find("Abeba\n") != std::string::npos);
    CHECK(text.find("VB-07\n") != std::string::npos);
    CHECK(text.find("10.00 uur\n") != std::string::npos);
    for (const char* secret : {"Verkuil", "Benhaddou", "Selam", "Tekle", "Sharda", "Ramkhelawan", "Wit"}) {
        CAPTURE(secret);
        CHECK(text.find(secret) == std::string::npos);
    }
}

TEST_CASE("a pseudonymous person has no other name on the card, even if a first name was written down once") {
    const PaperCourse course([](nlohmann::json& file) {
        for (auto& event : file["consent_events"]) {
            if (event["person"] == "d4" && event.contains("name_form")) event["name_form"] = "first";
        }
    });
    const std::string text =
        text_of(sheets_for(course, render::meeting_of(course.catalogue().course(), 5, opening_day())));
    CHECK(text.find("Selam") == std::string::npos);
    CHECK(text.find("VB-04\n") != std::string::npos);
}

TEST_CASE("start cards are for who is there: not for who comes later, has left or was erased") {
    const PaperCourse course;
    const auto codes_at = [&](const char* day) {
        std::string codes;
        for (const auto& who : course.catalogue().participants(catalogue::parse_day(day)))
            codes += who.id.value;
        return codes;
    };
    CHECK(codes_at("2026-04-07") == "d1d2d3d4d5d6d7");
    CHECK(codes_at("2026-05-19") == "d1d2d3d4d5d6d7d8");
    CHECK(codes_at("2026-05-26") == "d1d2d3d4d6d7d8");
    const std::string erased = course.catalogue().start_code({"d9"});
    CHECK(!course.catalogue().person_with_start_code(erased).has_value());
    CHECK(!course.catalogue().person_with_start_code("").has_value());
}

TEST_CASE("start cards are for the next meeting, at the hour of the course") {
    const PaperCourse course([](nlohmann::json& file) { file["course"]["time"] = "13:30 tot 15:30 uur"; });
    const auto moment =
        render::meeting_of(course.catalogue().course(), 0, catalogue::parse_day("2026-04-22"));
    CHECK(moment.meeting == 6);
    CHECK(render::start_text("C", "X", moment) == "INBEELD1/C/X/2026-05-12T13:30");
    CHECK_THROWS_AS(render::meeting_of(course.catalogue().course(), 0, catalogue::parse_day("2026-07-01")),
                    catalogue::CannotWork);
    CHECK_THROWS_AS(render::meeting_of(course.catalogue().course(), 13, opening_day()),
                    catalogue::CannotWork);
}

TEST_CASE("the time of a start card is a day and a time of the clock") {
    CHECK(render::start_text("C", "X", render::parse_start_moment("2026-04-21T09:05")) ==
          "INBEELD1/C/X/2026-04-21T09:05");
    CHECK(render::parse_start_moment("2026-04-21T09:05:30").minute == 5);
    for (const char* wrong : {"2026-04-21", "2026-04-21T", "2026-04-21T25:00", "2026-04-21T10:60",
                              "2026-04-21T1000", "2026-04-21T10:00Z", "2026-02-30T10:00", ""}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(render::parse_start_moment(wrong), std::invalid_argument);
    }
}

TEST_CASE("long names and nine in a class still fit on cards") {
    const PaperCourse course([](nlohmann::json& file) {
        file["persons"][1]["display"]["first"] = "Maximiliana-Wilhelmina";
        auto ninth = file["persons"][0];
        ninth["id"] = "d10";
        ninth["code"] = "VB-10";
        file["persons"].push_back(ninth);
    });
    const auto sheets = sheets_for(course, render::meeting_of(course.catalogue().course(), 5, opening_day()));
    CHECK(sheets.pages.size() == 2);
    CHECK(faults_of(sheets) == "");
}
