#include "catalogue/screens.hpp"

#include "catalogue/database/side_file.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/digest.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/identifiers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <sodium.h>

namespace catalogue {

namespace {

// What has been landed is never edited: a change is a new part at the end.
constexpr const char* first_tables = R"sql(
CREATE TABLE screen (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    practice TEXT NOT NULL,
    label TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL,
    revoked_at TEXT NOT NULL DEFAULT '',
    lease_seconds INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    fade INTEGER NOT NULL,
    turned INTEGER NOT NULL,
    hours TEXT NOT NULL,
    reloads INTEGER NOT NULL DEFAULT 0,
    contact TEXT NOT NULL DEFAULT '',      -- when it last asked for its list
    shows_by TEXT NOT NULL DEFAULT '',     -- until when it may show what it was told then
    list TEXT NOT NULL DEFAULT '',         -- version of the list that it was told last
    beat_at TEXT NOT NULL DEFAULT '',
    beat_list TEXT NOT NULL DEFAULT '',
    beat_shows TEXT NOT NULL DEFAULT '',
    beat_state TEXT NOT NULL DEFAULT '',
    beat_build TEXT NOT NULL DEFAULT '',
    beat_size TEXT NOT NULL DEFAULT '',
    beat_fault TEXT NOT NULL DEFAULT '',
    beat_megabytes INTEGER NOT NULL DEFAULT 0,
    beat_up INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE kept_off (                    -- what a practice does not show, though it may
    practice TEXT NOT NULL,
    photo_or_person TEXT NOT NULL,
    PRIMARY KEY (practice, photo_or_person)
);
CREATE TABLE told (                        -- photos that a screen was told it may show
    screen INTEGER NOT NULL REFERENCES screen (number),
    photo TEXT NOT NULL,
    address TEXT NOT NULL,
    list TEXT NOT NULL,                    -- version of the last list with it
    told TEXT NOT NULL,
    gone TEXT NOT NULL DEFAULT '',         -- when the screen kept to a list without it
    PRIMARY KEY (screen, photo, address)
);
)sql";

constexpr std::array parts = {first_tables};

constexpr std::string_view columns =
    "number, practice, label, made_at, revoked_at, lease_seconds, seconds, fade, turned, hours, reloads, "
    "contact, shows_by, list, beat_at, beat_list, beat_shows, beat_state, beat_build, beat_size, beat_fault, "
    "beat_megabytes, beat_up";

database::Connection opened(const std::filesystem::path& library) {
    database::Connection connection = database::open_side_file(library, "screens.db", parts);
    // A beat that is lost with the power comes again within a minute.
    connection.run("PRAGMA synchronous = NORMAL");
    return connection;
}

std::string new_token() {
    if (sodium_init() < 0) throw CannotWork("This machine gives no random numbers; start it again");
    std::array<unsigned char, 16> random{};
    randombytes_buf(random.data(), random.size());
    std::array<char, 32> text{};
    return sodium_bin2base64(text.data(), text.size(), random.data(), random.size(),
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

// 128 random bits need no salt and no slow hash: nobody can go through them.
std::string hash_of_token(std::string_view token) {
    return sha256_of(fmt::format("inbeeld screen {}", token));
}

std::int64_t number_of(const ScreenId& screen) {
    std::int64_t number = 0;
    const std::string_view text = screen.value;
    if (text.starts_with("s")) std::from_chars(text.data() + 1, text.data() + text.size(), number);
    return number;
}

ScreenId id_of(std::int64_t number) {
    return {fmt::format("s{}", number)};
}

Screen read_screen(database::Statement& row) {
    Screen screen;
    int column = 0;
    const auto text = [&] { return row.text(column++); };
    const auto number = [&] { return static_cast<int>(row.number(column++)); };
    screen.id = id_of(number());
    screen.practice = {text()};
    screen.label = text();
    screen.made_at = text();
    screen.revoked_at = text();
    screen.wishes.lease_seconds = number();
    screen.wishes.seconds = number();
    screen.wishes.fade = number() != 0;
    screen.wishes.turned = number();
    screen.wishes.hours = text();
    screen.reloads = number();
    screen.contact = text();
    screen.shows_by = text();
    screen.list = text();
    screen.beat.at = text();
    screen.beat.list = text();
    screen.beat.shows = text();
    screen.beat.state = text();
    screen.beat.build = text();
    screen.beat.size = text();
    screen.beat.fault = text();
    screen.beat.megabytes = number();
    screen.beat.up_seconds = number();
    return screen;
}

void check_wishes(const ScreenWishes& wishes) {
    if (wishes.lease_seconds < 3600 || wishes.lease_seconds > 7 * 24 * 3600) {
        throw CannotWork("A screen may do without contact for an hour to seven days; choose a lease of that");
    }
    if (wishes.seconds < 8 || wishes.seconds > 12) {
        throw CannotWork("A slide stays 8 to 12 seconds; choose a number of that");
    }
    if (wishes.turned % 90 != 0 || wishes.turned < 0 || wishes.turned > 270) {
        throw CannotWork("A screen is turned by 0, 90, 180 or 270 degrees; choose one of these");
    }
    parse_hours(wishes.hours);
}

[[noreturn]] void no_such(const ScreenId& screen) {
    throw CannotWork(
        fmt::format("There is no screen {}; inbeeld screens list tells which there are", screen.value));
}

// All that is on the list which the screen was told last.
void hold_again(const database::Connection& connection, std::int64_t screen, const std::string& list) {
    connection
        .prepare(
            "UPDATE told SET gone = '' WHERE screen = ?1 AND list = ?2 AND gone <> '' AND ?2 = "
            "(SELECT list FROM screen WHERE number = ?1)")
        .bind(1, screen)
        .bind(2, list)
        .run();
}

// How many rows the last statement of this connection changed.
std::int64_t changed(const database::Connection& connection) {
    auto asked = connection.prepare("SELECT changes()");
    asked.next();
    return asked.number(0);
}

}  // namespace

Screens::Screens(const std::filesystem::path& library) : connection_(opened(library)) {}

Screens::Added Screens::add(const PracticeId& practice, const std::string& label, const ScreenWishes& wishes,
                            const std::string& at) {
    check_wishes(wishes);
    const std::string token = new_token();
    const std::scoped_lock lock(mutex_);
    connection_
        .prepare(
            "INSERT INTO screen (practice, label, token_hash, made_at, lease_seconds, seconds, fade, "
            "turned, hours) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
        .bind(1, practice.value)
        .bind(2, label)
        .bind(3, hash_of_token(token))
        .bind(4, at)
        .bind(5, wishes.lease_seconds)
        .bind(6, wishes.seconds)
        .bind(7, wishes.fade ? 1 : 0)
        .bind(8, wishes.turned)
        .bind(9, wishes.hours)
        .run();
    auto made = connection_.prepare("SELECT last_insert_rowid()");
    made.next();
    return {id_of(made.number(0)), token};
}

void Screens::revoke(const ScreenId& screen, const std::string& at) {
    const std::scoped_lock lock(mutex_);
    connection_.prepare("UPDATE screen SET revoked_at = ?2 WHERE number = ?1 AND revoked_at = ''")
        .bind(1, number_of(screen))
        .bind(2, at)
        .run();
    if (changed(connection_) == 0) no_such(screen);
}

void Screens::set(const ScreenId& screen, const ScreenWishes& wishes) {
    check_wishes(wishes);
    const std::scoped_lock lock(mutex_);
    connection_
        .prepare(
            "UPDATE screen SET lease_seconds = ?2, seconds = ?3, fade = ?4, turned = ?5, hours = ?6 "
            "WHERE number = ?1")
        .bind(1, number_of(screen))
        .bind(2, wishes.lease_seconds)
        .bind(3, wishes.seconds)
        .bind(4, wishes.fade ? 1 : 0)
        .bind(5, wishes.turned)
        .bind(6, wishes.hours)
        .run();
    if (changed(connection_) == 0) no_such(screen);
}

void Screens::reload(const ScreenId& screen) {
    const std::scoped_lock lock(mutex_);
    connection_.prepare("UPDATE screen SET reloads = reloads + 1 WHERE number = ?1")
        .bind(1, number_of(screen))
        .run();
    if (changed(connection_) == 0) no_such(screen);
}

std::vector<Screen> Screens::all() const {
    const std::scoped_lock lock(mutex_);
    std::vector<Screen> screens;
    auto rows = connection_.prepare(fmt::format("SELECT {} FROM screen ORDER BY number", columns));
    while (rows.next()) screens.push_back(read_screen(rows));
    return screens;
}

Screen Screens::screen(const ScreenId& screen) const {
    const std::scoped_lock lock(mutex_);
    auto rows = connection_.prepare(fmt::format("SELECT {} FROM screen WHERE number = ?1", columns));
    if (!rows.bind(1, number_of(screen)).next()) no_such(screen);
    return read_screen(rows);
}

std::optional<Screen> Screens::with_token(std::string_view token) const {
    const std::scoped_lock lock(mutex_);
    auto rows = connection_.prepare(fmt::format("SELECT {} FROM screen WHERE token_hash = ?1", columns));
    if (!rows.bind(1, hash_of_token(token)).next()) return std::nullopt;
    return read_screen(rows);
}

void Screens::keep_off(const PracticeId& practice, const std::string& photo_or_person) {
    const std::scoped_lock lock(mutex_);
    connection_.prepare("INSERT OR IGNORE INTO kept_off (practice, photo_or_person) VALUES (?1, ?2)")
        .bind(1, practice.value)
        .bind(2, photo_or_person)
        .run();
}

void Screens::let_on(const PracticeId& practice, const std::string& photo_or_person) {
    const std::scoped_lock lock(mutex_);
    connection_.prepare("DELETE FROM kept_off WHERE practice = ?1 AND photo_or_person = ?2")
        .bind(1, practice.value)
        .bind(2, photo_or_person)
        .run();
    if (changed(connection_) == 0) {
        throw CannotWork(
            fmt::format("{} was not kept off the screens of {}; inbeeld screens list tells what is",
                        photo_or_person, practice.value));
    }
}

std::vector<std::string> Screens::kept_off(const PracticeId& practice) const {
    const std::scoped_lock lock(mutex_);
    std::vector<std::string> all;
    auto rows = connection_.prepare(
        "SELECT photo_or_person FROM kept_off WHERE practice = ?1 ORDER BY photo_or_person");
    rows.bind(1, practice.value);
    while (rows.next()) all.push_back(rows.text(0));
    return all;
}

std::int64_t Screens::revision() const {
    const std::scoped_lock lock(mutex_);
    return connection_.data_version();
}

void Screens::told(const ScreenId& screen, const ToldList& list) {
    const std::scoped_lock lock(mutex_);
    database::Transaction transaction(connection_);
    auto before = connection_.prepare("SELECT list FROM screen WHERE number = ?1");
    before.bind(1, number_of(screen));
    const bool same = before.next() && before.text(0) == list.version;
    connection_.prepare("UPDATE screen SET contact = ?2, shows_by = ?3, list = ?4 WHERE number = ?1")
        .bind(1, number_of(screen))
        .bind(2, list.at)
        .bind(3, list.until)
        .bind(4, list.version)
        .run();
    for (const TellPhoto& each : same ? std::vector<TellPhoto>{} : list.photos) {
        connection_
            .prepare(
                "INSERT INTO told (screen, photo, address, list, told) VALUES (?1, ?2, ?3, ?4, ?5) "
                "ON CONFLICT DO UPDATE SET list = ?4, told = ?5, gone = ''")
            .bind(1, number_of(screen))
            .bind(2, each.photo.value)
            .bind(3, each.address)
            .bind(4, list.version)
            .bind(5, list.at)
            .run();
    }
    // What it has forgotten at the end of its lease it is told anew, although the list is the same.
    if (same) hold_again(connection_, number_of(screen), list.version);
    transaction.commit();
}

void Screens::heard(const ScreenId& screen, const ScreenBeat& beat) {
    const std::scoped_lock lock(mutex_);
    database::Transaction transaction(connection_);
    connection_
        .prepare(
            "UPDATE screen SET beat_at = ?2, beat_list = ?3, beat_shows = ?4, beat_state = ?5, "
            "beat_build = ?6, beat_size = ?7, beat_fault = ?8, beat_megabytes = ?9, beat_up = ?10 "
            "WHERE number = ?1")
        .bind(1, number_of(screen))
        .bind(2, beat.at)
        .bind(3, beat.list)
        .bind(4, beat.shows)
        .bind(5, beat.state)
        .bind(6, beat.build)
        .bind(7, beat.size)
        .bind(8, beat.fault)
        .bind(9, beat.megabytes)
        .bind(10, beat.up_seconds)
        .run();
    const bool empty = beat.state == "weg" || beat.state == "verlopen";
    // Only what it says of the last list counts: what it says of an older one was said too early. A screen
    // that was revoked or whose lease is over holds nothing, whatever the list.
    connection_
        .prepare(
            "UPDATE told SET gone = ?3 WHERE screen = ?1 AND gone = '' AND (?4 OR (list <> ?2 AND ?2 = "
            "(SELECT list FROM screen WHERE number = ?1)))")
        .bind(1, number_of(screen))
        .bind(2, beat.list)
        .bind(3, beat.at)
        .bind(4, empty ? 1 : 0)
        .run();
    // "I have nothing" may arrive after the list that was asked for next: who says to keep to it has it.
    if (!empty) hold_again(connection_, number_of(screen), beat.list);
    transaction.commit();
}

std::vector<OnScreen> Screens::to_lose(const std::vector<PhotoId>& may) const {
    const std::scoped_lock lock(mutex_);
    std::vector<OnScreen> losing;
    auto rows = connection_.prepare(
        "SELECT screen, photo, max(told), CASE WHEN min(gone) = '' THEN '' ELSE "
        "max(gone) END FROM told GROUP BY photo, screen ORDER BY photo, screen");
    while (rows.next()) {
        const PhotoId photo{rows.text(1)};
        if (std::ranges::find(may, photo) != may.end()) continue;
        losing.push_back({id_of(rows.number(0)), photo, rows.text(2), rows.text(3)});
    }
    return losing;
}

}  // namespace catalogue
