#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

/// SQLite's C interface as owners and exceptions. Every failure throws CannotWork with one sentence for a
/// person.
namespace catalogue::database {

enum class Mode { ReadOnly, ReadWrite };

/// A question to the database with its answers. Parameters are numbered from 1, columns from 0.
class Statement {
 public:
    Statement& bind(int parameter, std::string_view text);
    Statement& bind(int parameter, const std::optional<std::string>& text);
    Statement& bind(int parameter, std::int64_t number);
    template <class Text>
        requires std::convertible_to<const Text&, std::string_view>
    Statement& bind(int parameter, const Text& text) {
        return bind(parameter, std::string_view{text});
    }
    Statement& bind(int parameter, int number) { return bind(parameter, std::int64_t{number}); }

    /// Goes to the next row; false when there is none.
    bool next();
    /// Runs a statement that answers nothing.
    void run();

    std::string text(int column) const;  // NULL: empty
    std::optional<std::string> optional_text(int column) const;
    std::int64_t number(int column) const;  // NULL: 0

 private:
    friend class Connection;
    struct Finalise {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

    std::unique_ptr<sqlite3_stmt, Finalise> statement_;
};

class Connection {
 public:
    /// The file must exist. ReadOnly refuses every write, but may still tidy up after a program that was
    /// killed.
    Connection(const std::filesystem::path& file, Mode mode);

    Statement prepare(std::string_view sql) const;
    /// Runs one or more statements without parameters.
    void run(const std::string& sql);
    /// Changes whenever another connection commits.
    std::int64_t data_version() const;
    bool in_transaction() const;

 private:
    struct Close {
        void operator()(sqlite3* connection) const noexcept;
    };

    std::unique_ptr<sqlite3, Close> connection_;
};

/// What is read while it lives is of one moment, whoever commits meanwhile. Within a transaction it adds
/// nothing.
class OneMoment {
 public:
    explicit OneMoment(Connection& connection);
    OneMoment(const OneMoment&) = delete;
    OneMoment& operator=(const OneMoment&) = delete;
    ~OneMoment();

 private:
    Connection* connection_;  // nullptr within a transaction
};

/// Everything until commit() happens, or nothing of it.
class Transaction {
 public:
    /// Takes the right to write at once, so that it cannot be refused halfway.
    explicit Transaction(Connection& connection);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();

    void commit();

 private:
    Connection* connection_;  // nullptr once committed
};

}  // namespace catalogue::database
