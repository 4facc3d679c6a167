#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Long work that leaders asked for: papers to make, cards to read. Kept in `library`/leaders.db, so that it
/// is still known, and done after all, when the program was stopped in the middle.
namespace catalogue {

enum class JobState {
    Waiting,
    Running,
    Done,
    PartlyRefused,  // done, but for what it says
    Refused,        // not done, for what it says
};

struct Job {
    std::int64_t id = 0;
    std::string kind;                    // "posters", "booklet", "card"
    std::vector<std::string> arguments;  // of the program
    std::string asked_by;
    std::string asked_at;  // ISO 8601 local date-time
    JobState state = JobState::Waiting;
    std::string said;  // what the program said, line by line
};

/// Safe to call from several threads.
class Jobs {
 public:
    explicit Jobs(const std::filesystem::path& library);
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    /// Answers the id. `arguments` are completed by the id where they say "{job}".
    std::int64_t ask(const Job& job);
    std::optional<Job> job(std::int64_t id) const;
    /// The last ones first.
    std::vector<Job> last(int most) const;

    /// The one that waits longest, running from now on; empty when there is none.
    std::optional<Job> begin_next();
    void say(std::int64_t id, std::string_view said);
    void finish(std::int64_t id, JobState state, std::string_view said);
    /// Those that were running when the program was stopped wait again.
    void begin_again();

 private:
    struct Book;
    std::unique_ptr<Book> book_;
};

}  // namespace catalogue
