#include "a_job.hpp"
#include "catalogue/accounts.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/jobs.hpp"
#include "server/leaders/workshop.hpp"
#include "tests/catalogue/a_course.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <doctest/doctest.h>

using a_job::asking;
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
