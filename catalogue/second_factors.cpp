#include "catalogue/second_factors.hpp"

#include "catalogue/database/sqlite.hpp"
#include "catalogue/leaders_book.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

struct SecondFactors::Book {
    explicit Book(const std::filesystem::path& library) : connection(open_leaders_book(library)) {}

    void forget(std::int64_t account) {
        for (const char* const sql : {"DELETE FROM recovery_code WHERE account = ?1",
                                      "DELETE FROM second_factor WHERE account = ?1"}) {
            connection.prepare(sql).bind(1, account).run();
        }
    }

    std::mutex mutex;
    database::Connection connection;
};

SecondFactors::SecondFactors(const std::filesystem::path& library) : book_(std::make_unique<Book>(library)) {}
SecondFactors::~SecondFactors() = default;

std::optional<std::string> SecondFactors::secret_of(std::int64_t account) const {
    const std::scoped_lock lock(book_->mutex);
    auto row = book_->connection.prepare("SELECT secret FROM second_factor WHERE account = ?1");
    if (!row.bind(1, account).next()) return std::nullopt;
    return row.text(0);
}

void SecondFactors::set(std::int64_t account, std::string_view secret,
                        const std::vector<std::string>& recovery_hashes) {
    const std::scoped_lock lock(book_->mutex);
    database::Transaction transaction(book_->connection);
    book_->forget(account);
    book_->connection.prepare("INSERT INTO second_factor (account, secret, last_step) VALUES (?1, ?2, 0)")
        .bind(1, account)
        .bind(2, secret)
        .run();
    for (const std::string& hash : recovery_hashes) {
        book_->connection.prepare("INSERT INTO recovery_code (account, hash) VALUES (?1, ?2)")
            .bind(1, account)
            .bind(2, hash)
            .run();
    }
    transaction.commit();
}

void SecondFactors::drop(std::int64_t account) {
    const std::scoped_lock lock(book_->mutex);
    database::Transaction transaction(book_->connection);
    book_->forget(account);
    transaction.commit();
}

bool SecondFactors::use_step(std::int64_t account, std::int64_t step) {
    const std::scoped_lock lock(book_->mutex);
    auto row = book_->connection.prepare(
        "UPDATE second_factor SET last_step = ?2 WHERE account = ?1 AND last_step < ?2 RETURNING 1");
    return row.bind(1, account).bind(2, step).next() && !row.next();
}

bool SecondFactors::use_recovery(std::int64_t account, std::string_view hash) {
    const std::scoped_lock lock(book_->mutex);
    auto row =
        book_->connection.prepare("DELETE FROM recovery_code WHERE account = ?1 AND hash = ?2 RETURNING 1");
    return row.bind(1, account).bind(2, hash).next() && !row.next();
}

int SecondFactors::recovery_left(std::int64_t account) const {
    const std::scoped_lock lock(book_->mutex);
    auto row = book_->connection.prepare("SELECT count(*) FROM recovery_code WHERE account = ?1");
    return row.bind(1, account).next() ? static_cast<int>(row.number(0)) : 0;
}

void SecondFactors::wait_for_code(std::string_view token_hash, std::int64_t account, Moment until) {
    const std::scoped_lock lock(book_->mutex);
    database::Transaction transaction(book_->connection);
    book_->connection.prepare("DELETE FROM waiting_for_code WHERE token_hash = ?1").bind(1, token_hash).run();
    book_->connection.prepare("INSERT INTO waiting_for_code (token_hash, account, until) VALUES (?1, ?2, ?3)")
        .bind(1, token_hash)
        .bind(2, account)
        .bind(3, until)
        .run();
    transaction.commit();
}

std::optional<std::int64_t> SecondFactors::waits_for_code(std::string_view token_hash, Moment now) const {
    const std::scoped_lock lock(book_->mutex);
    auto row = book_->connection.prepare(
        "SELECT account FROM waiting_for_code WHERE token_hash = ?1 AND until > ?2");
    if (!row.bind(1, token_hash).bind(2, now).next()) return std::nullopt;
    return row.number(0);
}

void SecondFactors::stop_waiting(std::string_view token_hash) {
    const std::scoped_lock lock(book_->mutex);
    book_->connection.prepare("DELETE FROM waiting_for_code WHERE token_hash = ?1").bind(1, token_hash).run();
}

}  // namespace catalogue
