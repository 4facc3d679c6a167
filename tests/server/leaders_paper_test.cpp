#include "a_job.hpp"
#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/jobs.hpp"
#include "tests/catalogue/a_course.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using a_job::asking;
using catalogue::Jobs;
using catalogue::JobState;

TEST_CASE("a poster that shows a photo of which somebody said no since is not handed out any more") {
    a_course::Json course = a_site::course();
    course["consent_events"].push_back(a_course::event("e9000", "d1", "exhibition", "grant"));
    a_leader::Pages pages(course);
    const auto folder = pages.library / "publications" / "job-1";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "poster.pdf") << "%PDF of a poster";
    std::ofstream(folder / "other.txt") << "no paper";
    {
        auto catalogue = catalogue::Catalogue::open(pages.library, catalogue::Access::ReadWrite);
        catalogue::NewOutput output;
        output.channel = catalogue::Channel::ExhibitionPrint;
        output.kind = "poster";
        output.built_at = "2026-07-02T10:00:00";
        output.items = {{{"p01"}, {"v1"}, catalogue::NameForm::Full}};
        output.file = folder / "poster.pdf";
        output.bytes = output.file;
        catalogue.record_output(output);
    }
    a_leader::Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    leader.get("/");
    {
        Jobs jobs(pages.library);
        jobs.finish(jobs.ask(asking("posters")), JobState::Done, "");
    }
    const std::string made = leader.get("/drukwerk").body;
    CHECK(made.find("/drukwerk/1/poster.pdf\">foto p01 van Ria") != std::string::npos);
    CHECK(made.find("name=\"uitgave\"") != std::string::npos);
    const auto file = leader.get("/drukwerk/1/poster.pdf");
    CHECK(file.status == 200);
    CHECK(file.body == "%PDF of a poster");
    CHECK(leader.get("/drukwerk/1/other.txt").status == 404);
    CHECK(leader.get("/drukwerk/1/..").status == 404);
    leader.get("/");
    CHECK(leader.post("/stoppen", {{"persoon", "d1"}}).status == 303);
    CHECK(leader.get("/drukwerk/1/poster.pdf").status == 410);
    CHECK(leader.get("/drukwerk").body.find("href=\"/drukwerk/1/poster.pdf\"") == std::string::npos);
}

TEST_CASE("cards that are read stand on their own page, not among what was made on paper") {
    a_leader::Pages pages(a_site::course());
    a_leader::Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    {
        Jobs jobs(pages.library);
        jobs.finish(jobs.ask(asking("labels")), JobState::Done, "");
        for (int i = 0; i < 30; ++i) jobs.ask(asking("card"));
    }
    const std::string made = leader.get("/drukwerk").body;
    CHECK(made.find("kaartjes naast de foto’s <span class=\"chip") != std::string::npos);
    CHECK(made.find("kaart inlezen") == std::string::npos);
    CHECK(made.find("data-busy") == std::string::npos);
}

TEST_CASE("the booklet's plan is kept, moved and put back") {
    a_leader::Pages pages(a_site::course());
    a_leader::Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    auto page = leader.get("/boekje");
    const auto plan = [&](const std::string& up) {
        return leader.post("/boekje", {{"stand", a_leader::hidden(page.body, "stand")},
                                       {"titel", "Kijk eens"},
                                       {"blz1", "1"},
                                       {"wat1", "omslag"},
                                       {"blz2", "2-3"},
                                       {"wat2", "d1"},
                                       {"omhoog", up}});
    };
    REQUIRE(plan("0").status == 303);
    page = leader.get("/boekje");
    const auto moved = plan("2");
    REQUIRE(moved.status == 303);
    CHECK(pages.reader().course().booklet.page_plan.front().what == "d1");
    const std::string location = moved.header("Location");
    CHECK(leader.post("/terugdraaien", {{"stap", location.substr(location.find('=') + 1)}}).status == 303);
    CHECK(pages.reader().course().booklet.page_plan.front().what == "omslag");
    page = leader.get("/boekje");
    CHECK(leader
              .post("/boekje",
                    {{"stand", a_leader::hidden(page.body, "stand")}, {"blz1", "zes"}, {"wat1", "x"}})
              .status == 422);
}

TEST_CASE("a leader chooses size and printer of a paper, of those that there are") {
    a_course::Json course = a_site::course();
    course["consent_events"].push_back(a_course::event("e9000", "d1", "exhibition", "grant"));
    a_leader::Pages pages(course);
    a_leader::Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    const std::string page = leader.get("/drukwerk").body;
    CHECK(page.find("<option value=\"40x60\">40 × 60 cm</option>") != std::string::npos);
    CHECK(page.find("<option value=\"\">A3</option>") != std::string::npos);
    const auto ask = [&](const std::string& what, a_leader::Typed more) {
        leader.get("/drukwerk");
        more.emplace_back("wat", what);
        return leader.post("/drukwerk", more).status;
    };
    CHECK(ask("posters", {{"maat", "a2"}, {"drukker", "drukwerk"}}) == 303);
    const Jobs jobs(pages.library);
    CHECK(jobs.last(1).front().arguments ==
          std::vector<std::string>{"poster", "--all", "-o", (pages.library / "publications/job-1").string(),
                                   "--size", "a2", "--printer", "drukwerk"});
    CHECK(leader.get("/drukwerk").body.find("A2, Een andere drukker") != std::string::npos);
    CHECK(ask("posters", {{"foto", "p01"}, {"foto", "p02"}}) == 303);
    CHECK(jobs.last(1).front().arguments ==
          std::vector<std::string>{"poster", "--photo", "p01", "p02", "-o",
                                   (pages.library / "publications/job-2").string()});
    CHECK(ask("posters", {{"foto", "-o"}}) == 422);
    CHECK(ask("flyer", {{"wanneer", "--help"}}) == 303);
    CHECK(jobs.last(1).front().arguments.back() == "--when=--help");
    CHECK(ask("posters", {{"maat", "a9"}}) == 422);
    CHECK(ask("posters", {{"drukker", "../office"}}) == 422);
    CHECK(ask("labels", {{"drukker", "drukwerk"}}) == 422);
    CHECK(ask("proof", {{"persoon", "nobody"}}) == 422);
    CHECK(ask("flyer", {{"contact", std::string(121, 'x')}}) == 422);
    CHECK(ask("nothing", {}) == 422);
    CHECK(jobs.last(10).size() == 3);
}

TEST_CASE(
    "in a course of many photos a leader chooses for paper by maker, or photos on a page of one maker") {
    a_course::Json course = a_site::course();
    course["consent_events"].push_back(a_course::event("e9000", "d1", "exhibition", "grant"));
    for (int i = 100; i < 360; ++i)
        course["photos"].push_back(
            a_course::photo("x" + std::to_string(i), "d1", "IMG_" + std::to_string(i) + ".JPG"));
    a_leader::Pages pages(course);
    a_leader::Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    const std::string page = leader.get("/drukwerk").body;
    CHECK(page.find("name=\"foto\"") == std::string::npos);
    CHECK(page.find("name=\"maker\" value=\"d1\"") != std::string::npos);
    const std::string photos = leader.get("/drukwerk/fotos/posters/d1").body;
    CHECK(photos.find("value=\"x100\"") != std::string::npos);
    CHECK(photos.find("value=\"x359\"") != std::string::npos);
    CHECK(leader.get("/drukwerk/fotos/posters/nobody").status == 404);
    CHECK(leader.get("/drukwerk/fotos/flyer/d1").status == 404);
    const Jobs jobs(pages.library);
    const auto count = [&](a_leader::Typed typed) {
        leader.get("/drukwerk");
        typed.emplace_back("wat", "posters");
        REQUIRE(leader.post("/drukwerk", typed).status == 303);
        const auto arguments = jobs.last(1).front().arguments;
        CHECK(arguments[1] == "--photo");
        return arguments.size() - 4;
    };
    CHECK(count({{"foto", "x100"}, {"foto", "x359"}, {"anders", "d1"}}) == 2);
    CHECK(count({{"anders", "d1"}}) >= 260);
    CHECK(count({{"maker", "d1"}}) >= 260);
    CHECK(leader.post("/drukwerk", {{"wat", "posters"}, {"maker", "nobody"}}).status == 422);

    const std::string all = leader.get("/fotos").body;
    CHECK(all.size() < 100 * 1024);
    CHECK(all.find("/fotos/x359\"") == std::string::npos);
    CHECK(all.find("href=\"/fotos?van=d1&amp;wat=\"") != std::string::npos);
    CHECK(leader.get("/fotos?van=d1").body.find("/fotos/x359\"") != std::string::npos);
}

TEST_CASE("what the booklet was refused for is said in the language of the page") {
    a_leader::Pages pages(a_site::course());
    a_leader::Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    Jobs jobs(pages.library);
    const std::int64_t id = jobs.ask(asking("booklet"));
    jobs.finish(id, JobState::Refused,
                "  d1: van deze maker mag geen foto in het boekje.\n  p01: Nog niet gevraagd aan Ria.\n"
                "  p01 v9: deze versie is niet in gebruik.\n  iets anders\n");
    CHECK(leader.get("/drukwerk").body.find("<li>p01: Nog niet gevraagd aan Ria.") != std::string::npos);
    leader.post("/taal", {{"taal", "en"}, {"terug", "/drukwerk"}});
    const std::string english = leader.get("/drukwerk").body;
    CHECK(english.find("Ria: no photo of this maker may be in the booklet.") != std::string::npos);
    CHECK(english.find(": this version is not in use.") != std::string::npos);
    CHECK(english.find("Nog niet gevraagd") == std::string::npos);
    CHECK(english.find("<li lang=\"nl\">iets anders") != std::string::npos);
}

TEST_CASE("paper on which no photo may be yet is not begun, and it is said what to do") {
    a_leader::Pages pages(a_site::course());
    a_leader::Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    leader.get("/drukwerk");
    const auto refused = leader.post("/drukwerk", {{"wat", "window-posters"}});
    CHECK(refused.status == 422);
    CHECK(refused.body.find("Vraag het aan de makers") != std::string::npos);
    const catalogue::Desk desk(pages.library);
    for (const auto& [id, person] : desk.world().persons) leader.post("/stoppen", {{"persoon", id.value}});
    for (const char* const booklet : {"booklet", "booklet-fold", "booklet-screen"}) {
        CAPTURE(std::string{booklet});
        const auto empty = leader.post("/drukwerk", {{"wat", booklet}});
        CHECK(empty.status == 422);
        CHECK(empty.body.find("Er mag nog geen enkele foto in het boekje") != std::string::npos);
    }
    CHECK(Jobs(pages.library).last(10).empty());
}

TEST_CASE("which poster hangs where is written down by its photo, several at once, and taken back") {
    a_course::Json course = a_site::course();
    course["consent_events"].push_back(a_course::event("e9000", "d1", "exhibition", "grant"));
    a_leader::Pages pages(course);
    std::vector<std::string> outputs;
    {
        auto catalogue = catalogue::Catalogue::open(pages.library, catalogue::Access::ReadWrite);
        for (const char* photo : {"p01", "p02"}) {
            catalogue::NewOutput output;
            output.channel = catalogue::Channel::ExhibitionPrint;
            output.kind = "poster";
            output.built_at = "2026-07-02T10:00:00";
            output.items = {{{photo}, {"v1"}, catalogue::NameForm::Full}};
            output.file = pages.folder.path / (std::string{photo} + ".pdf");
            std::ofstream(output.file) << photo;
            output.bytes = output.file;
            outputs.push_back(catalogue.record_output(output).value);
        }
    }
    a_leader::Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    leader.get("/drukwerk");
    const std::string copies = "aantal-" + outputs[0];
    CHECK(leader.post("/drukwerk/gedrukt", {{"uitgave", outputs[0]}, {copies, "tien"}}).status == 422);
    leader.get("/drukwerk");
    REQUIRE(leader.post("/drukwerk/gedrukt", {{"uitgave", outputs[0]}, {"uitgave", outputs[1]}}).status ==
            303);
    const std::string page = leader.get("/waar").body;
    CHECK(page.find("foto p01 van Ria") != std::string::npos);
    a_leader::Typed hang = {{"waar", "De gang"}, {"soort", "exhibition_print"}, {"aantal", "1"}};
    const auto refused = leader.post("/waar", hang);
    CHECK(refused.status == 422);
    CHECK(refused.body.find("value=\"De gang\"") != std::string::npos);
    leader.get("/waar");
    for (const auto& run : pages.reader().ledger().runs) hang.emplace_back("druk", run.id.value);
    const auto done = leader.post("/waar", hang);
    REQUIRE(done.status == 303);
    CHECK(pages.reader().ledger().placements.size() == 2);
    const std::string after = leader.get(done.header("Location")).body;
    CHECK(after.find("hangt al: De gang") != std::string::npos);
    CHECK(leader.post("/terugdraaien", {{"stap", a_leader::hidden(after, "stap")}}).status == 303);
    CHECK(pages.reader().ledger().placements.empty());
    leader.get("/waar");
    REQUIRE(leader.post("/waar", hang).status == 303);
    REQUIRE(leader.post("/stoppen", {{"persoon", "d1"}}).status == 303);
    const std::string stopped = leader.get("/waar").body;
    CHECK(stopped.find("mag niet meer") != std::string::npos);
    CHECK(stopped.find("Haal foto p01 van Ria weg: De gang.") != std::string::npos);
    const auto too_late = leader.post("/waar", hang);
    CHECK(too_late.status == 422);
    CHECK(too_late.body.find("Dit mag daar niet hangen: foto p01 van Ria") != std::string::npos);
    CHECK(pages.reader().ledger().placements.size() == 2);
}
