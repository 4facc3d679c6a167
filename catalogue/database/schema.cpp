#include "catalogue/database/schema.hpp"

#include "catalogue/database/sqlite.hpp"
#include "catalogue/failure.hpp"

#include <array>
#include <cstddef>
#include <string>

#include <fmt/format.h>

namespace catalogue::database {

namespace {

// A record's `document` is the record as the course file has it, and the truth of it; the columns beside it
// say the same for looking up and joining, and one function writes both. `position` is its place in the
// course file. What has been landed is never edited: a change is a new migration at the end.
constexpr const char* courses_people_photos = R"sql(
CREATE TABLE course (
    id TEXT PRIMARY KEY,
    indent INTEGER NOT NULL,
    ends_with_newline INTEGER NOT NULL
);
CREATE TABLE course_part (            -- a top-level key of the course file; no document: a table of its own
    key TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    document TEXT
);
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    erased_at TEXT,
    document TEXT NOT NULL
);
CREATE TABLE referral (               -- apart from the person: who sent them tells something about their health
    person TEXT PRIMARY KEY REFERENCES person (id),
    place INTEGER NOT NULL,           -- of the key in the person's record
    document TEXT NOT NULL
);
CREATE TABLE camera (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    document TEXT NOT NULL
);
CREATE TABLE card (
    id TEXT PRIMARY KEY
);
CREATE TABLE loan (
    camera TEXT PRIMARY KEY REFERENCES camera (id),
    person TEXT NOT NULL REFERENCES person (id),
    shared INTEGER NOT NULL
);
CREATE TABLE consent_event (          -- append only
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    person TEXT NOT NULL REFERENCES person (id),
    capacity TEXT NOT NULL,
    purpose TEXT NOT NULL,
    scope TEXT NOT NULL,
    decision TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    document TEXT NOT NULL
);
CREATE TRIGGER consent_event_stays_as_it_was BEFORE UPDATE ON consent_event
BEGIN SELECT RAISE(ABORT, 'consent events are only ever added'); END;
CREATE TRIGGER consent_event_stays BEFORE DELETE ON consent_event
BEGIN SELECT RAISE(ABORT, 'consent events are only ever added'); END;
CREATE TABLE photo (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    card TEXT REFERENCES card (id),
    file TEXT NOT NULL,
    document TEXT NOT NULL
);
CREATE INDEX photo_on_card ON photo (card, file);
CREATE TABLE picture (                -- a coded picture whose master is in the library
    id TEXT PRIMARY KEY,
    photo TEXT NOT NULL REFERENCES photo (id),
    version TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    orientation INTEGER NOT NULL,
    make TEXT NOT NULL,
    model TEXT NOT NULL,
    damage TEXT NOT NULL,
    UNIQUE (photo, version)
);
CREATE TABLE read_file (              -- files that were read, so that they need not be again
    file_sha256 TEXT PRIMARY KEY,
    picture TEXT NOT NULL REFERENCES picture (id)
);
CREATE TABLE text (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    author TEXT,
    document TEXT NOT NULL
);
CREATE TABLE print_run (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    document TEXT NOT NULL
);
CREATE TABLE print_item (
    run TEXT NOT NULL REFERENCES print_run (id),
    place INTEGER NOT NULL,
    photo TEXT NOT NULL REFERENCES photo (id),
    version TEXT,
    PRIMARY KEY (run, place)
);
CREATE TABLE placement (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    run TEXT NOT NULL REFERENCES print_run (id),
    document TEXT NOT NULL
);
)sql";

constexpr const char* card_readings = R"sql(
CREATE TABLE ingest_batch (           -- counts, never contents
    number INTEGER PRIMARY KEY,
    card TEXT,
    read_at TEXT NOT NULL,
    bound INTEGER NOT NULL,
    added INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    left_on_card INTEGER NOT NULL
);
)sql";

constexpr const char* card_registry = R"sql(
CREATE TABLE card_number (            -- for looking up; the list `cards` of the course says the same
    looked_up TEXT PRIMARY KEY,       -- the number without what people type differently
    number TEXT NOT NULL,
    card TEXT NOT NULL REFERENCES card (id),
    place INTEGER NOT NULL,           -- in the order in which they were given
    volume_id TEXT NOT NULL,
    prepared_at TEXT NOT NULL,
    camera TEXT
);
CREATE TABLE earlier_owner_file (     -- what lay on a card when it was prepared: never taken in
    card TEXT NOT NULL REFERENCES card (id),
    file_sha256 TEXT NOT NULL,
    PRIMARY KEY (card, file_sha256)
);
)sql";

constexpr const char* start_photos = R"sql(
CREATE TABLE start_photo (            -- photos of start cards: what they told, by the file on the card
    file_sha256 TEXT PRIMARY KEY,
    person TEXT,
    shown TEXT NOT NULL,              -- the time that the card says
    taken_camera TEXT NOT NULL
);
)sql";

constexpr const char* outputs = R"sql(
CREATE TABLE output (                 -- a file that was made for others to see, with what is in it
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    document TEXT NOT NULL
);
CREATE INDEX output_by_bytes ON output (sha256);
)sql";

constexpr const char* undo = R"sql(
CREATE TABLE undo_step (              -- what the leaders did in one go, on their pages
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    page TEXT NOT NULL,
    undone INTEGER NOT NULL
);
CREATE TABLE undo_record (            -- each record as it was and as it became; null: not there
    step INTEGER NOT NULL REFERENCES undo_step (number),
    list TEXT NOT NULL,
    id TEXT NOT NULL,
    was TEXT,
    became TEXT
);
CREATE INDEX undo_record_of ON undo_record (list, id);
)sql";

// Without these every picture that comes in looks through all that are in.
constexpr const char* large_cards = R"sql(
CREATE INDEX read_file_of_picture ON read_file (picture);
CREATE INDEX photo_by_position ON photo (position);
)sql";

// A log of many courses is added to at its end, and asked for that end with every event.
constexpr const char* long_logs = R"sql(
CREATE INDEX consent_event_by_position ON consent_event (position);
)sql";

constexpr std::array migrations = {
    courses_people_photos, card_readings, card_registry, start_photos, outputs, undo, large_cards, long_logs};

}  // namespace

int newest_schema() {
    return static_cast<int>(migrations.size());
}

int schema_of(const Connection& connection) {
    Statement exists = connection.prepare("SELECT 1 FROM sqlite_master WHERE name = 'schema_version'");
    if (!exists.next()) return 0;
    Statement version = connection.prepare("SELECT version FROM schema_version");
    return version.next() ? static_cast<int>(version.number(0)) : 0;
}

void migrate(Connection& connection, int version) {
    const int found = schema_of(connection);
    if (found > newest_schema()) {
        throw CannotWork(
            fmt::format("This library was made by a newer inbeeld (tables {}, this one knows {}); install "
                        "the newest inbeeld",
                        found, newest_schema()));
    }
    if (found >= version) return;
    Transaction transaction{connection};
    // Another process may have been here between looking and locking.
    const int present = schema_of(connection);
    if (present == 0) {
        connection.run(
            "CREATE TABLE schema_version (version INTEGER NOT NULL);"
            "INSERT INTO schema_version (version) VALUES (0)");
    }
    for (int next = present; next < version; ++next) {
        connection.run(migrations.at(static_cast<std::size_t>(next)));
    }
    connection.prepare("UPDATE schema_version SET version = ?1").bind(1, version).run();
    transaction.commit();
}

}  // namespace catalogue::database
