#include "catalogue/catalogue.hpp"
#include "catalogue/database/schema.hpp"
#include "catalogue/database/sqlite.hpp"
#include "tests/catalogue/a_course.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <optional>
#include <string>
#include <thread>

#include <doctest/doctest.h>

using catalogue::Access;
using catalogue::Catalogue;
namespace database = catalogue::database;
using namespace std::chrono_literals;

TEST_CASE("a library is its owner's alone") {
    const a_course::Folder folder;
    const auto library = folder.path / "library";
    const Catalogue made = a_course::library_with(a_course::course(), library);
    const auto perms = [](const std::filesystem::path& path) {
        return std::filesystem::status(path).permissions();
    };
    CHECK(perms(library) == std::filesystem::perms::owner_all);
    CHECK(perms(library / "masters") == std::filesystem::perms::owner_all);
    const auto owner_reads_and_writes =
        std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
    for (const auto& entry : std::filesystem::directory_iterator(library)) {
        CAPTURE(entry.path().string());
        if (entry.is_regular_file()) CHECK(perms(entry.path()) == owner_reads_and_writes);
    }
}

TEST_CASE("two programs do not write to one library at once, and anybody may read") {
    const a_course::Folder folder;
    {
        const Catalogue writing = a_course::library_with(a_course::course(), folder.path);
        CHECK_THROWS_AS(Catalogue::open(folder.path, Access::ReadWrite, 10ms), catalogue::LibraryInUse);
        CHECK(Catalogue::open(folder.path, Access::ReadOnly).course().id == "C-1");
    }
    CHECK(Catalogue::open(folder.path, Access::ReadWrite).course().id == "C-1");
}

TEST_CASE("who wants to write waits until the other one is done") {
    const a_course::Folder folder;
    std::optional<Catalogue> writing = a_course::library_with(a_course::course(), folder.path);
    auto waiting = std::async(std::launch::async,
                              [&] { return Catalogue::open(folder.path, Access::ReadWrite).course().id; });
    CHECK(waiting.wait_for(50ms) == std::future_status::timeout);
    writing.reset();
    CHECK(waiting.get() == "C-1");
}

TEST_CASE("a long job that writes in turn lets others write in between") {
    const a_course::Folder folder;
    {
        const Catalogue made = a_course::library_with(a_course::course(), folder.path);
    }
    const Catalogue job = Catalogue::open(folder.path, Access::WriteInTurn);
    std::optional<catalogue::Turn> turn = job.take_turn();
    std::atomic<bool> written = false;
    auto other = std::async(std::launch::async, [&] {
        const Catalogue short_work = Catalogue::open(folder.path, Access::ReadWrite);
        written = true;
    });
    for (int i = 0; i < 2000 && !written; ++i) {  // far more turns than the other one has to wait for
        std::this_thread::sleep_for(1ms);
        turn.reset();
        turn = job.take_turn();
    }
    CHECK(written);
}

TEST_CASE("a folder without a library is told so") {
    const a_course::Folder folder;
    CHECK_THROWS_AS(Catalogue::open(folder.path, Access::ReadOnly), catalogue::CannotWork);
    CHECK_THROWS_AS(Catalogue::open(folder.path / "nowhere", Access::ReadWrite), catalogue::CannotWork);
}

TEST_CASE("a damaged catalogue is told so") {
    const a_course::Folder folder;
    {
        const Catalogue made = a_course::library_with(a_course::course(), folder.path);
    }
    std::ofstream(folder.path / "catalogue.db", std::ios::binary | std::ios::trunc) << std::string(5000, 'x');
    CHECK_THROWS_AS(Catalogue::open(folder.path, Access::ReadOnly), catalogue::CannotWork);
}

TEST_CASE("the consent log cannot be changed, even by hand") {
    const a_course::Folder folder;
    {
        const Catalogue made = a_course::library_with(a_course::course(), folder.path);
    }
    database::Connection by_hand(folder.path / "catalogue.db", database::Mode::ReadWrite);
    CHECK_THROWS_AS(by_hand.run("UPDATE consent_event SET decision = 'grant'"), catalogue::CannotWork);
    CHECK_THROWS_AS(by_hand.run("DELETE FROM consent_event"), catalogue::CannotWork);
}

TEST_CASE("a reader cannot write") {
    const a_course::Folder folder;
    {
        const Catalogue made = a_course::library_with(a_course::course(), folder.path);
    }
    database::Connection reader(folder.path / "catalogue.db", database::Mode::ReadOnly);
    CHECK_THROWS_AS(reader.run("DELETE FROM photo"), catalogue::CannotWork);
}

TEST_CASE("an older library is brought up to date, and a newer one is left alone") {
    const a_course::Folder folder;
    const auto file = folder.path / "catalogue.db";
    std::ofstream(file).flush();
    for (int version = 1; version <= database::newest_schema(); ++version) {
        database::Connection connection(file, database::Mode::ReadWrite);
        database::migrate(connection, version);
        CHECK(database::schema_of(connection) == version);
    }
    database::Connection connection(file, database::Mode::ReadWrite);
    connection.run("UPDATE schema_version SET version = 99");
    CHECK_THROWS_AS(database::migrate(connection), catalogue::CannotWork);
    CHECK(database::schema_of(connection) == 99);
}

TEST_CASE("what was not committed was never there") {
    const a_course::Folder folder;
    {
        const Catalogue made = a_course::library_with(a_course::course(), folder.path);
    }
    database::Connection connection(folder.path / "catalogue.db", database::Mode::ReadWrite);
    {
        const database::Transaction transaction(connection);
        connection.run("DELETE FROM photo");
    }
    CHECK(connection.prepare("SELECT 1 FROM photo").next());
}
