#include "catalogue/database/sqlite.hpp"

#include "catalogue/failure.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <sqlite3.h>

namespace catalogue::database {

namespace {

constexpr int patience_ms = 10'000;

[[noreturn]] void fail(sqlite3* connection) {
    const int code = sqlite3_errcode(connection);
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw LibraryInUse("The library is being used by another inbeeld; wait until it is done");
        case SQLITE_FULL:
            throw CannotWork("The disk with the library is full; make room and try again");
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            throw CannotWork("catalogue.db is damaged; put back the last backup of the library");
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
            throw CannotWork("catalogue.db cannot be opened or written; check who owns the library folder");
        default:
            throw CannotWork(fmt::format("The catalogue failed: {}", sqlite3_errmsg(connection)));
    }
}

void check(sqlite3* connection, int code) {
    if (code != SQLITE_OK) fail(connection);
}

}  // namespace

void Statement::Finalise::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);
}

Statement& Statement::bind(int parameter, std::string_view text) {
    check(sqlite3_db_handle(statement_.get()),
          sqlite3_bind_text64(statement_.get(), parameter, text.data() == nullptr ? "" : text.data(),
                              text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(int parameter, const std::optional<std::string>& text) {
    if (text) return bind(parameter, std::string_view{*text});
    check(sqlite3_db_handle(statement_.get()), sqlite3_bind_null(statement_.get(), parameter));
    return *this;
}

Statement& Statement::bind(int parameter, std::int64_t number) {
    check(sqlite3_db_handle(statement_.get()), sqlite3_bind_int64(statement_.get(), parameter, number));
    return *this;
}

bool Statement::next() {
    switch (sqlite3_step(statement_.get())) {
        case SQLITE_ROW:
            return true;
        case SQLITE_DONE:
            return false;
        default:
            fail(sqlite3_db_handle(statement_.get()));
    }
}

void Statement::run() {
    while (next()) {
    }
    sqlite3_reset(statement_.get());
}

std::string Statement::text(int column) const {
    return optional_text(column).value_or("");
}

std::optional<std::string> Statement::optional_text(int column) const {
    const unsigned char* text = sqlite3_column_text(statement_.get(), column);
    if (text == nullptr) return std::nullopt;
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return std::string{text, text + size};
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

void Connection::Close::operator()(sqlite3* connection) const noexcept {
    sqlite3_close_v2(connection);
}

Connection::Connection(const std::filesystem::path& file, Mode mode) {
    sqlite3* opened = nullptr;
    // A reader, too, opens for writing: after a kill -9 somebody has to roll back what was half done.
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
    connection_.reset(opened);
    check(opened, code);
    check(opened, sqlite3_busy_timeout(opened, patience_ms));
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    run("PRAGMA foreign_keys = ON");
    run("PRAGMA secure_delete = ON");
    run("PRAGMA trusted_schema = OFF");
    if (mode == Mode::ReadOnly) run("PRAGMA query_only = ON");
}

Statement Connection::prepare(std::string_view sql) const {
    sqlite3_stmt* statement = nullptr;
    check(connection_.get(), sqlite3_prepare_v2(connection_.get(), sql.data(), static_cast<int>(sql.size()),
                                                &statement, nullptr));
    return Statement{statement};
}

void Connection::run(const std::string& sql) {
    check(connection_.get(), sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

std::int64_t Connection::data_version() const {
    Statement question = prepare("PRAGMA data_version");
    question.next();
    return question.number(0);
}

bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(connection_.get()) == 0;
}

OneMoment::OneMoment(Connection& connection)
    : connection_(connection.in_transaction() ? nullptr : &connection) {
    if (connection_ != nullptr) connection_->run("BEGIN");
}

OneMoment::~OneMoment() {
    if (connection_ == nullptr) return;
    try {
        connection_->run("ROLLBACK");  // nothing was written
    } catch (const CannotWork&) {
        // SQLite has rolled back by itself already.
    }
}

Transaction::Transaction(Connection& connection) : connection_(&connection) {
    connection.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (connection_ == nullptr) return;
    try {
        connection_->run("ROLLBACK");
    } catch (const CannotWork&) {
        // SQLite has rolled back by itself already, as it does when the disk is full.
    }
}

void Transaction::commit() {
    connection_->run("COMMIT");
    connection_ = nullptr;
}

}  // namespace catalogue::database
