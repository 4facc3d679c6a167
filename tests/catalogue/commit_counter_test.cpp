#include "catalogue/commit_counter.hpp"

#include "a_course.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/database/sqlite.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>

#include <doctest/doctest.h>

namespace {

using catalogue::CommitCounter;
using catalogue::database::Connection;
using catalogue::database::Mode;

/// A library that somebody writes in.
struct Written {
    Written() { writer().run("CREATE TABLE counted (number INTEGER)"); }

    Connection writer() const { return {folder.path / "catalogue.db", Mode::ReadWrite}; }

    a_course::Folder folder;
    catalogue::Catalogue library = a_course::library_with(a_course::course(), folder.path);
};

}  // namespace

TEST_CASE("every commit counts at the very next question, and no question does") {
    const Written written;
    CommitCounter counter(written.folder.path);
    Connection writer = written.writer();
    std::int64_t before = counter.now();
    for (int i = 0; i < 300; ++i) {
        CHECK(counter.now() == before);
        writer.run("INSERT INTO counted VALUES (1)");
        const std::int64_t after = counter.now();
        CHECK(after != before);
        before = after;
        if (i % 50 != 0) continue;
        // The log begins anew, and its index with it: that may count too.
        writer.run("PRAGMA wal_checkpoint(TRUNCATE)");
        before = counter.now();
    }
}

TEST_CASE("what is not committed does not count, and what is rolled back never does") {
    const Written written;
    CommitCounter counter(written.folder.path);
    Connection writer = written.writer();
    const std::int64_t before = counter.now();
    writer.run("BEGIN IMMEDIATE; INSERT INTO counted VALUES (1)");
    CHECK(counter.now() == before);
    writer.run("ROLLBACK");
    CHECK(counter.now() == before);
    writer.run("BEGIN IMMEDIATE; INSERT INTO counted VALUES (1)");
    CHECK(counter.now() == before);
    writer.run("COMMIT");
    CHECK(counter.now() != before);
}

TEST_CASE("whoever counts keeps nobody from writing, nor the log from beginning anew") {
    const Written written;
    CommitCounter counter(written.folder.path);
    counter.now();
    Connection writer = written.writer();
    writer.run("INSERT INTO counted VALUES (1)");
    counter.now();
    auto done = writer.prepare("PRAGMA wal_checkpoint(TRUNCATE)");
    REQUIRE(done.next());
    CHECK(done.number(0) == 0);  // 1: somebody was still reading
    CHECK(std::filesystem::file_size(written.folder.path / "catalogue.db-wal") == 0);
}

TEST_CASE("where there is no library there is nothing to count") {
    const a_course::Folder folder;
    CHECK_THROWS_AS(CommitCounter(folder.path / "none"), catalogue::CannotWork);
}
