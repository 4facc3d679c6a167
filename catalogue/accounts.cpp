#include "catalogue/accounts.hpp"

#include "catalogue/database/sqlite.hpp"
#include "catalogue/digest.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/leaders_book.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

// SERVER §4.
constexpr Moment idle = Moment{30} * 60;
constexpr Moment longest = Moment{8} * 60 * 60;
constexpr Moment kept_in_log = Moment{2} * 366 * 24 * 60 * 60;
constexpr Moment failures_kept = Moment{24} * 60 * 60;

constexpr std::string_view account_columns =
    "a.id, a.login, a.name, a.role, a.password_hash, a.closed, a.language";

Account read_account(const database::Statement& row) {
    return {row.number(0), row.text(1),
            row.text(2),   account_role_named(row.text(3)).value_or(AccountRole::Trainer),
            row.text(4),   row.number(5) != 0,
            row.text(6)};
}

void check_login(const std::string& login) {
    const bool fit = login.size() >= 2 && login.size() <= 40 && std::ranges::all_of(login, [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
                     });
    if (!fit) {
        throw CannotWork("A login has 2 to 40 small letters, digits, points and dashes, such as: jacqueline");
    }
}

std::string link_of(std::string_view before, const LogLine& line) {
    return sha256_of(fmt::format("{}\n{}\n{}\n{}\n{}", before, line.at, line.who, line.did, line.from));
}

}  // namespace

std::string_view name_of(AccountRole role) {
    return role == AccountRole::Leader ? "leader" : "trainer";
}

std::optional<AccountRole> account_role_named(std::string_view name) {
    if (name == "leader") return AccountRole::Leader;
    if (name == "trainer") return AccountRole::Trainer;
    return std::nullopt;
}

struct Accounts::Book {
    explicit Book(const std::filesystem::path& library) : connection(open_leaders_book(library)) {}

    std::mutex mutex;
    database::Connection connection;
};

Accounts::Accounts(const std::filesystem::path& library) : book_(std::make_unique<Book>(library)) {}
Accounts::~Accounts() = default;

std::vector<Account> Accounts::all() const {
    const std::scoped_lock lock(book_->mutex);
    std::vector<Account> accounts;
    auto rows = book_->connection.prepare(
        fmt::format("SELECT {} FROM account a ORDER BY a.closed, a.name", account_columns));
    while (rows.next()) accounts.push_back(read_account(rows));
    return accounts;
}

std::optional<Account> Accounts::with_login(std::string_view login) const {
    const std::scoped_lock lock(book_->mutex);
    auto row = book_->connection.prepare(
        fmt::format("SELECT {} FROM account a WHERE a.login = ?1", account_columns));
    if (!row.bind(1, login).next()) return std::nullopt;
    return read_account(row);
}

Account Accounts::add(const NewAccount& account) {
    check_login(account.login);
    if (with_login(account.login)) {
        throw CannotWork(fmt::format("There is an account {} already; choose another login", account.login));
    }
    {
        const std::scoped_lock lock(book_->mutex);
        book_->connection
            .prepare("INSERT INTO account (login, name, role, password_hash) VALUES (?1, ?2, ?3, '')")
            .bind(1, account.login)
            .bind(2, account.name)
            .bind(3, name_of(account.role))
            .run();
    }
    return *with_login(account.login);
}

void Accounts::set_password(std::int64_t account, std::string_view password_hash) {
    const std::scoped_lock lock(book_->mutex);
    database::Transaction transaction(book_->connection);
    book_->connection.prepare("UPDATE account SET password_hash = ?1, closed = 0 WHERE id = ?2")
        .bind(1, password_hash)
        .bind(2, account)
        .run();
    book_->connection.prepare("DELETE FROM session WHERE account = ?1").bind(1, account).run();
    transaction.commit();
}

void Accounts::set_language(std::int64_t account, std::string_view language) {
    const std::scoped_lock lock(book_->mutex);
    book_->connection.prepare("UPDATE account SET language = ?1 WHERE id = ?2")
        .bind(1, language)
        .bind(2, account)
        .run();
}

void Accounts::close(std::int64_t account) {
    const std::scoped_lock lock(book_->mutex);
    database::Transaction transaction(book_->connection);
    book_->connection.prepare("UPDATE account SET closed = 1 WHERE id = ?1").bind(1, account).run();
    for (const char* const table : {"session", "known_browser", "invitation"}) {
        book_->connection.prepare(fmt::format("DELETE FROM {} WHERE account = ?1", table))
            .bind(1, account)
            .run();
    }
    transaction.commit();
}

void Accounts::invite(std::string_view token_hash, std::optional<std::int64_t> account, Moment until) {
    const std::scoped_lock lock(book_->mutex);
    database::Transaction transaction(book_->connection);
    if (account) {
        book_->connection.prepare("DELETE FROM invitation WHERE account = ?1").bind(1, *account).run();
        book_->connection.prepare("INSERT INTO invitation (token_hash, account, until) VALUES (?1, ?2, ?3)")
            .bind(1, token_hash)
            .bind(2, *account)
            .bind(3, until)
            .run();
    } else {
        book_->connection.run("DELETE FROM invitation WHERE account IS NULL");
        book_->connection.prepare("INSERT INTO invitation (token_hash, account, until) VALUES (?1, NULL, ?2)")
            .bind(1, token_hash)
            .bind(2, until)
            .run();
    }
    transaction.commit();
}

std::optional<Invitation> Accounts::invitation(std::string_view token_hash, Moment now) const {
    const std::scoped_lock lock(book_->mutex);
    auto row = book_->connection.prepare(
        fmt::format("SELECT {} FROM invitation i LEFT JOIN account a ON a.id = i.account "
                    "WHERE i.token_hash = ?1 AND i.until > ?2",
                    account_columns));
    if (!row.bind(1, token_hash).bind(2, now).next()) return std::nullopt;
    if (row.number(0) == 0) return Invitation{};
    return Invitation{read_account(row)};
}

bool Accounts::use_invitation(std::string_view token_hash, Moment now) {
    const std::scoped_lock lock(book_->mutex);
    auto row =
        book_->connection.prepare("DELETE FROM invitation WHERE token_hash = ?1 AND until > ?2 RETURNING 1");
    return row.bind(1, token_hash).bind(2, now).next() && !row.next();
}

void Accounts::begin_session(std::string_view token_hash, std::int64_t account, Moment now) {
    const std::scoped_lock lock(book_->mutex);
    book_->connection.prepare("DELETE FROM session WHERE seen < ?1 OR since < ?2")
        .bind(1, now - idle)
        .bind(2, now - longest)
        .run();
    book_->connection
        .prepare("INSERT INTO session (token_hash, account, since, seen) VALUES (?1, ?2, ?3, ?3)")
        .bind(1, token_hash)
        .bind(2, account)
        .bind(3, now)
        .run();
}

std::optional<SignedIn> Accounts::session(std::string_view token_hash, Moment now) {
    const std::scoped_lock lock(book_->mutex);
    std::optional<SignedIn> who;
    Moment seen = 0;
    {
        // Ended before anything is written: a statement that is still being read holds on to one moment of
        // the database, and SQLite refuses at once to write from there when somebody else has written since.
        auto row = book_->connection.prepare(
            fmt::format("SELECT {}, s.since, s.seen FROM session s JOIN account a ON a.id = s.account "
                        "WHERE s.token_hash = ?1 AND a.closed = 0 AND s.seen >= ?2 AND s.since >= ?3",
                        account_columns));
        if (!row.bind(1, token_hash).bind(2, now - idle).bind(3, now - longest).next()) return std::nullopt;
        who = SignedIn{read_account(row), row.number(6)};
        seen = row.number(7);
    }
    constexpr Moment often_enough = 30;  // a page full of pictures need not write for each of them
    if (seen < now - often_enough) {
        book_->connection.prepare("UPDATE session SET seen = ?1 WHERE token_hash = ?2")
            .bind(1, now)
            .bind(2, token_hash)
            .run();
    }
    return who;
}

void Accounts::end_session(std::string_view token_hash) {
    const std::scoped_lock lock(book_->mutex);
    book_->connection.prepare("DELETE FROM session WHERE token_hash = ?1").bind(1, token_hash).run();
}

int Accounts::failures(std::string_view whom, Moment since) const {
    const std::scoped_lock lock(book_->mutex);
    auto row = book_->connection.prepare("SELECT count(*) FROM failure WHERE whom = ?1 AND at >= ?2");
    row.bind(1, whom).bind(2, since).next();
    return static_cast<int>(row.number(0));
}

void Accounts::note_failure(std::string_view whom, Moment now) {
    const std::scoped_lock lock(book_->mutex);
    book_->connection.prepare("DELETE FROM failure WHERE at < ?1").bind(1, now - failures_kept).run();
    book_->connection.prepare("INSERT INTO failure (whom, at) VALUES (?1, ?2)")
        .bind(1, whom)
        .bind(2, now)
        .run();
}

void Accounts::forget_failures(std::string_view whom) {
    const std::scoped_lock lock(book_->mutex);
    book_->connection.prepare("DELETE FROM failure WHERE whom = ?1").bind(1, whom).run();
}

void Accounts::know_browser(std::string_view token_hash, std::int64_t account, Moment now) {
    const std::scoped_lock lock(book_->mutex);
    book_->connection
        .prepare(
            "INSERT INTO known_browser (token_hash, account, since) VALUES (?1, ?2, ?3) "
            "ON CONFLICT (token_hash) DO UPDATE SET account = excluded.account, since = excluded.since")
        .bind(1, token_hash)
        .bind(2, account)
        .bind(3, now)
        .run();
}

bool Accounts::is_known_browser(std::string_view token_hash, std::int64_t account) const {
    const std::scoped_lock lock(book_->mutex);
    auto row =
        book_->connection.prepare("SELECT 1 FROM known_browser WHERE token_hash = ?1 AND account = ?2");
    return row.bind(1, token_hash).bind(2, account).next();
}

void Accounts::log(const LogLine& line) {
    const std::scoped_lock lock(book_->mutex);
    database::Transaction transaction(book_->connection);
    auto last = book_->connection.prepare("SELECT chain FROM log ORDER BY number DESC LIMIT 1");
    const std::string before = last.next() ? last.text(0) : "";
    book_->connection.prepare("INSERT INTO log (at, who, did, place, chain) VALUES (?1, ?2, ?3, ?4, ?5)")
        .bind(1, line.at)
        .bind(2, line.who)
        .bind(3, line.did)
        .bind(4, line.from)
        .bind(5, link_of(before, line))
        .run();
    book_->connection.prepare("DELETE FROM log WHERE at < ?1").bind(1, line.at - kept_in_log).run();
    transaction.commit();
}

std::vector<LogLine> Accounts::last_lines(int most) const {
    const std::scoped_lock lock(book_->mutex);
    std::vector<LogLine> lines;
    auto rows =
        book_->connection.prepare("SELECT at, who, did, place FROM log ORDER BY number DESC LIMIT ?1");
    rows.bind(1, most);
    while (rows.next()) lines.push_back({rows.number(0), rows.text(1), rows.text(2), rows.text(3)});
    return lines;
}

bool Accounts::log_is_whole() const {
    const std::scoped_lock lock(book_->mutex);
    auto rows =
        book_->connection.prepare("SELECT at, who, did, place, chain, number FROM log ORDER BY number");
    std::optional<std::string> before;
    std::int64_t expected = 0;
    while (rows.next()) {
        const LogLine line{rows.number(0), rows.text(1), rows.text(2), rows.text(3)};
        // Of the oldest line that is kept, the one before is not known any more.
        const bool fits = !before || (rows.text(4) == link_of(*before, line) && rows.number(5) == expected);
        if (!fits) return false;
        before = rows.text(4);
        expected = rows.number(5) + 1;
    }
    return true;
}

}  // namespace catalogue
