#include "a_leader.hpp"
#include "a_site.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/jobs.hpp"
#include "server/leaders/workshop.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using catalogue::Job;
using catalogue::Jobs;
using catalogue::JobState;
using server::leaders::Workshop;

namespace {

/// A program that does as the test says, in place of ours.
std::filesystem::path program_that(const std::filesystem::path& folder, const std::string& does) {
    const auto path = folder / "program.sh";
    std::ofstream(path) << "#!/bin/sh\n" << does << "\n";
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path;
}

Job asking(const std::string& kind) {
    Job job;
    job.kind = kind;
    job.arguments = {"booklet", "-o", "job-{job}.pdf"};
    job.asked_by = "Jacqueline";
    job.asked_at = "2026-07-02T11:00:00";
    return job;
}

Job when_over(const Jobs& jobs, std::int64_t id) {
    for (int i = 0; i < 400; ++i) {
        const Job job = *jobs.job(id);
        if (job.state != JobState::Waiting && job.state != JobState::Running) return job;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return *jobs.job(id);
}

}  // namespace

TEST_CASE("what was asked for is made by the program, and what that says is kept") {
    a_course::Folder folder;
    Jobs jobs(folder.path);
    Workshop workshop(jobs, {program_that(folder.path, "echo \"$@\"; exit 1"), folder.path, "2026-07-02"});
    const std::int64_t id = jobs.ask(asking("booklet"));
    workshop.wake();
    const Job done = when_over(jobs, id);
    CHECK(done.state == JobState::PartlyRefused);
    CHECK(done.said == "--library " + folder.path.string() + " --at 2026-07-02 booklet -o job-" +
                           std::to_string(id) + ".pdf\n");
}

TEST_CASE("leaders look at pages while a job says how far it is, and nobody is told to wait") {
    const a_course::Folder folder;
    catalogue::Catalogue::create(folder.path / "library");
    catalogue::Accounts accounts(folder.path / "library");
    const auto account = accounts.add({"jacqueline", "Jacqueline", catalogue::AccountRole::Leader});
    Jobs jobs(folder.path / "library");
    const std::int64_t job = jobs.ask(asking("booklet"));
    std::atomic<bool> over = false;
    std::thread reading([&] {
        while (!over) jobs.say(job, "one more line");
    });
    bool known = true;
    for (const std::string browser : {"one", "two", "three", "four", "five", "six"}) {
        accounts.begin_session(browser, account.id, 1000);
        for (int page = 1; page <= 400; ++page)
            known = known && accounts.session(browser, 1000 + 60 * page).has_value();
    }
    over = true;
    reading.join();
    CHECK(known);
}

TEST_CASE("a job that was cut off begins again with the next start") {
    a_course::Folder folder;
    Jobs jobs(folder.path);
    const std::int64_t id = jobs.ask(asking("booklet"));
    REQUIRE(jobs.begin_next()->id == id);
    CHECK_FALSE(jobs.begin_next());
    const Workshop workshop(jobs, {program_that(folder.path, "exit 0"), folder.path, ""});
    CHECK(when_over(jobs, id).state == JobState::Done);
}

TEST_CASE("a program that cannot be run is a job that was not done") {
    a_course::Folder folder;
    Jobs jobs(folder.path);
    Workshop workshop(jobs, {folder.path / "nowhere", folder.path, ""});
    const std::int64_t id = jobs.ask(asking("booklet"));
    workshop.wake();
    CHECK(when_over(jobs, id).state == JobState::Refused);
}

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

TEST_CASE("a card is read only when it is in the reader, whatever path somebody sends") {
    a_leader::Pages pages(a_site::course());
    a_leader::Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    leader.get("/kaarten");
    CHECK(leader.post("/kaarten", {{"kaart", "/etc"}}).status == 422);
    CHECK(Jobs(pages.library).last(10).empty());
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

TEST_CASE("who reads a card sees how far it is, what came in and of whom, and what to do with the rest") {
    a_leader::Pages pages(a_site::course());
    a_leader::Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    Jobs jobs(pages.library);
    Job reading = asking("card");
    reading.arguments = {"ingest", "--totals", "/media/KAART1"};
    const std::int64_t id = jobs.ask(reading);
    jobs.begin_next();
    jobs.say(id, "{\"files\":12,\"of_files\":48}\n{\"files\":24,\"of_fi");
    CHECK(leader.get("/kaarten").body.find("max=\"1\"") == std::string::npos);
    jobs.say(id, "{\"files\":24,\"of_files\":48}\n");
    CHECK(leader.get("/kaarten").body.find("<progress value=\"24\" max=\"48\"") != std::string::npos);
    jobs.finish(id, JobState::PartlyRefused,
                "{\"files\":48,\"of_files\":48}\n"
                "{\"counts\":{\"new\":46,\"quarantined\":1,\"duplicate\":0},\"known\":true,"
                "\"makers\":[{\"maker\":\"d1\",\"sure\":false,\"photos\":46}],\"nobody\":0,"
                "\"troubles\":[{\"file\":\"DCIM/<b>.JPG\",\"outcome\":\"quarantined\"}],"
                "\"stopped\":false,\"taken_out\":false,\"may_be_wiped\":false}\n");
    const std::string told = leader.get("/kaarten").body;
    CHECK(told.find("46 nieuw, 1 niet binnengehaald.") != std::string::npos);
    CHECK(told.find("<bdi>Ria</bdi>: 46 misschien") != std::string::npos);
    CHECK(told.find("href=\"/van-wie\">Kies van wie ze zijn") != std::string::npos);
    CHECK(told.find("DCIM/&lt;b&gt;.JPG") != std::string::npos);
    CHECK(told.find("Maak deze kaart nog niet leeg.") != std::string::npos);
}

TEST_CASE("a card is emptied once all of it is in and its name was typed, and not again") {
    a_course::Folder cards;
    std::filesystem::create_directories(cards.path / "KAART1" / "DCIM");
    ::setenv("INBEELD_CARDS", cards.path.c_str(), 1);
    const std::string card = (cards.path / "KAART1").string();
    a_leader::Pages pages(a_site::course());
    a_leader::Browser leader(pages);
    leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    Jobs jobs(pages.library);
    const auto empty = [&](const std::string& name) {
        leader.get("/kaarten");
        return leader.post("/kaarten/leeg", {{"kaart", card}, {"naam", name}}).status;
    };
    const auto read = [&](const std::string& may) {
        Job reading = asking("card");
        reading.arguments = {"ingest", "--totals", card};
        jobs.finish(jobs.ask(reading), JobState::Done,
                    "{\"counts\":{\"new\":1},\"makers\":[],\"nobody\":1,\"troubles\":[],\"may_be_wiped\":" +
                        may + "}\n");
    };
    CHECK(empty("KAART1") == 422);
    read("false");
    CHECK(empty("KAART1") == 422);
    read("true");
    CHECK(leader.get("/kaarten").body.find("action=\"/kaarten/leeg\"") != std::string::npos);
    CHECK(empty("kaart") == 422);
    CHECK(empty("KAART1") == 303);
    CHECK(jobs.last(1).front().arguments == std::vector<std::string>{"card", "wipe", card});
    CHECK(empty("KAART1") == 422);
    ::unsetenv("INBEELD_CARDS");
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
    CHECK(leader.post("/drukwerk/gedrukt", {{"uitgave", outputs[0]}, {"aantal", "tien"}}).status == 422);
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
    leader.get("/");
    REQUIRE(leader.post("/stoppen", {{"persoon", "d1"}}).status == 303);
    CHECK(leader.get("/waar").body.find("mag niet meer") != std::string::npos);
    const auto too_late = leader.post("/waar", hang);
    CHECK(too_late.status == 422);
    CHECK(too_late.body.find("Dit mag daar niet hangen: foto p01 van Ria") != std::string::npos);
    CHECK(pages.reader().ledger().placements.empty());
}
