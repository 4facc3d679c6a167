#include "catalogue/leaders_book.hpp"

#include "catalogue/database/side_file.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/files.hpp"

#include <array>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace catalogue {

namespace {

// What has been landed is never edited: a change is a new part at the end.
constexpr const char* accounts = R"sql(
CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    closed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE invitation (
    token_hash TEXT PRIMARY KEY,
    account INTEGER REFERENCES account (id),
    until INTEGER NOT NULL
);
CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    since INTEGER NOT NULL,
    seen INTEGER NOT NULL
);
CREATE TABLE known_browser (
    token_hash TEXT PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    since INTEGER NOT NULL
);
CREATE TABLE failure (
    whom TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX failure_of ON failure (whom, at);
CREATE TABLE log (                     -- chained: each line holds the hash of itself and the one before
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    did TEXT NOT NULL,
    place TEXT NOT NULL,
    chain TEXT NOT NULL
);
)sql";

constexpr const char* jobs = R"sql(
CREATE TABLE job (                     -- something long that the program does for the leaders
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    arguments TEXT NOT NULL,           -- one a line
    asked_by TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    state TEXT NOT NULL,               -- waiting, running, done, refused, failed
    said TEXT NOT NULL DEFAULT '',
    file TEXT NOT NULL DEFAULT ''
);
)sql";

constexpr const char* codes = R"sql(
CREATE TABLE second_factor (           -- accounts that ask for a code of a telephone too
    account INTEGER PRIMARY KEY REFERENCES account (id),
    secret TEXT NOT NULL,              -- base32; the telephone has the same
    last_step INTEGER NOT NULL         -- half minute of the last code that was used
);
CREATE TABLE recovery_code (
    account INTEGER NOT NULL REFERENCES account (id),
    hash TEXT NOT NULL,
    PRIMARY KEY (account, hash)
);
CREATE TABLE waiting_for_code (        -- browsers in which the password was right
    token_hash TEXT PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    until INTEGER NOT NULL
);
)sql";

constexpr const char* languages = R"sql(
ALTER TABLE account ADD COLUMN language TEXT NOT NULL DEFAULT '';  -- of the pages; '': none was chosen
)sql";

constexpr std::array parts = {accounts, jobs, codes, languages};

}  // namespace

database::Connection open_leaders_book(const std::filesystem::path& library) {
    return database::open_side_file(library, "leaders.db", parts);
}

void forget_work(const std::filesystem::path& library) {
    std::error_code error;
    if (!std::filesystem::exists(library / "leaders.db", error)) return;
    database::Connection connection = open_leaders_book(library);
    auto made = connection.prepare("SELECT id FROM job WHERE kind IN ('proof', 'export', 'start-cards')");
    while (made.next()) {
        const auto folder = library / "publications" / fmt::format("job-{}", made.number(0));
        for (std::filesystem::directory_iterator file(folder, error), end; !error && file != end;
             file.increment(error)) {
            destroy_file(file->path());
        }
    }
    connection.run("DELETE FROM job");
    connection.run("PRAGMA temp_store = MEMORY");
    connection.run("VACUUM");
    connection.prepare("PRAGMA wal_checkpoint(TRUNCATE)").run();
}

}  // namespace catalogue
