#include "catalogue/commit_counter.hpp"

#include "catalogue/failure.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <sqlite3.h>

namespace catalogue {

namespace {

constexpr int patience_ms = 10'000;

[[noreturn]] void fail(sqlite3* connection) {
    const int code = sqlite3_errcode(connection) & 0xff;
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
        throw LibraryInUse("The library is being used by another inbeeld; wait until it is done");
    }
    throw CannotWork(
        fmt::format("The catalogue's commits cannot be counted: {}", sqlite3_errmsg(connection)));
}

}  // namespace

void CommitCounter::Close::operator()(sqlite3* connection) const noexcept {
    sqlite3_close_v2(connection);
}

void CommitCounter::Close::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);
}

CommitCounter::CommitCounter(const std::filesystem::path& library) {
    sqlite3* opened = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2((library / "catalogue.db").c_str(), &opened, flags, nullptr);
    connection_.reset(opened);
    if (code != SQLITE_OK) fail(opened);
    sqlite3_busy_timeout(opened, patience_ms);
    if (sqlite3_exec(opened, "PRAGMA query_only = ON", nullptr, nullptr, nullptr) != SQLITE_OK) fail(opened);
    sqlite3_stmt* question = nullptr;
    if (sqlite3_prepare_v2(opened, "PRAGMA data_version", -1, &question, nullptr) != SQLITE_OK) fail(opened);
    question_.reset(question);
    version_ = ask();
    find_shared_head();
}

// A question costs SQLite two locks of the file. Where the shared head is as it was before the last one,
// nobody has committed since, and the answer would be the same.
std::int64_t CommitCounter::now() {
    const auto before = shared_head();
    if (before && before == head_) return version_;
    version_ = ask();
    head_ = before;
    return version_;
}

std::int64_t CommitCounter::ask() {
    sqlite3_reset(question_.get());
    if (sqlite3_step(question_.get()) != SQLITE_ROW) fail(connection_.get());
    const std::int64_t version = sqlite3_column_int64(question_.get(), 0);
    sqlite3_reset(question_.get());  // or the moment of this question would last
    return version;
}

// As SQLite itself looks whether it has to read anything anew: both copies, of which a commit writes the
// second one first. None: there is no index, or somebody is just writing it.
std::optional<CommitCounter::SharedHead> CommitCounter::shared_head() const {
    if (in_memory_ == nullptr) return std::nullopt;
    SharedHead first{};
    SharedHead second{};
    for (std::size_t i = 0; i < first.size(); ++i) {
        first[i] = __atomic_load_n(in_memory_ + i, __ATOMIC_ACQUIRE);
    }
    for (std::size_t i = 0; i < second.size(); ++i) {
        second[i] = __atomic_load_n(in_memory_ + first.size() + i, __ATOMIC_ACQUIRE);
    }
    constexpr std::uint32_t version_of_format = 3007000;
    if (first != second || first[0] != version_of_format) return std::nullopt;
    return first;
}

// SQLite is asked for it instead of mapping the file here: to close that a second time would take SQLite's
// locks away (sqlite.org/howtocorrupt.html §2.2). Null where the database has no such index: each time it is
// asked.
void CommitCounter::find_shared_head() {
    sqlite3_stmt* asked = nullptr;
    if (sqlite3_prepare_v2(connection_.get(), "PRAGMA journal_mode", -1, &asked, nullptr) != SQLITE_OK)
        return;
    const std::unique_ptr<sqlite3_stmt, Close> mode(asked);
    if (sqlite3_step(asked) != SQLITE_ROW) return;
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(asked, 0));
    if (text == nullptr || std::string_view{text} != "wal") return;
    sqlite3_file* file = nullptr;
    sqlite3_file_control(connection_.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (file == nullptr || file->pMethods == nullptr || file->pMethods->iVersion < 2) return;
    constexpr int size_of_a_region = 32768;
    void volatile* region = nullptr;
    if (file->pMethods->xShmMap(file, 0, size_of_a_region, 0, &region) != SQLITE_OK) return;
    in_memory_ = static_cast<const std::uint32_t*>(const_cast<const void*>(region));
}

}  // namespace catalogue
