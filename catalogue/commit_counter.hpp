#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

struct sqlite3;
struct sqlite3_stmt;

namespace catalogue {

/// Counts what others commit to a library's catalogue, for whoever asks before each of many answers. By one
/// thread at a time.
class CommitCounter {
 public:
    /// Throws CannotWork when there is no library.
    explicit CommitCounter(const std::filesystem::path& library);
    CommitCounter(const CommitCounter&) = delete;
    CommitCounter& operator=(const CommitCounter&) = delete;

    /// Another number than before when anything has been committed since, as SQLite itself sees it at this
    /// very moment: two equal numbers mean that nothing was. Throws CannotWork, LibraryInUse.
    std::int64_t now();

 private:
    // What all connections of a database have in common, and every commit writes before anybody can see it:
    // the head of the WAL's index (sqlite.org/walformat.html §2.1), with a count of commits in it.
    using SharedHead = std::array<std::uint32_t, 12>;
    std::optional<SharedHead> shared_head() const;
    std::int64_t ask();
    void find_shared_head();

    struct Close {
        void operator()(sqlite3* connection) const noexcept;
        void operator()(sqlite3_stmt* statement) const noexcept;
    };
    std::unique_ptr<sqlite3, Close> connection_;
    std::unique_ptr<sqlite3_stmt, Close> question_;
    const std::uint32_t* in_memory_ = nullptr;  // the shared head, for as long as the connection is open
    std::optional<SharedHead> head_;            // as it was before the question that was asked last
    std::int64_t version_ = 0;                  // the answer to it
};

}  // namespace catalogue
