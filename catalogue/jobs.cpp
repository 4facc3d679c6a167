#include "catalogue/jobs.hpp"

#include "catalogue/database/sqlite.hpp"
#include "catalogue/leaders_book.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

constexpr std::pair<JobState, std::string_view> states[] = {{JobState::Waiting, "waiting"},
                                                            {JobState::Running, "running"},
                                                            {JobState::Done, "done"},
                                                            {JobState::PartlyRefused, "partly"},
                                                            {JobState::Refused, "refused"}};

std::string_view name_of(JobState state) {
    for (const auto& [each, name] : states) {
        if (each == state) return name;
    }
    return "refused";
}

JobState state_named(const std::string& name) {
    for (const auto& [each, spelled] : states) {
        if (spelled == name) return each;
    }
    return JobState::Refused;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        lines.push_back(text.substr(at, end - at));
        at = end == std::string::npos ? text.size() : end + 1;
    }
    return lines;
}

constexpr const char* job_columns = "id, kind, arguments, asked_by, asked_at, state, said";

Job read_job(const database::Statement& row) {
    return {row.number(0), row.text(1), lines_of(row.text(2)),
            row.text(3),   row.text(4), state_named(row.text(5)),
            row.text(6)};
}

}  // namespace

struct Jobs::Book {
    explicit Book(const std::filesystem::path& library) : connection(open_leaders_book(library)) {}

    std::mutex mutex;
    database::Connection connection;
};

Jobs::Jobs(const std::filesystem::path& library) : book_(std::make_unique<Book>(library)) {}
Jobs::~Jobs() = default;

std::int64_t Jobs::ask(const Job& job) {
    const std::scoped_lock lock(book_->mutex);
    database::Transaction transaction(book_->connection);
    auto made = book_->connection.prepare(
        "INSERT INTO job (kind, arguments, asked_by, asked_at, state) VALUES (?1, '', ?2, ?3, 'waiting') "
        "RETURNING id");
    made.bind(1, job.kind).bind(2, job.asked_by).bind(3, job.asked_at).next();
    const std::int64_t id = made.number(0);
    made.next();
    std::string arguments;
    for (std::string argument : job.arguments) {
        const std::size_t at = argument.find("{job}");
        if (at != std::string::npos) argument.replace(at, 5, fmt::format("{}", id));
        arguments += argument + "\n";
    }
    book_->connection.prepare("UPDATE job SET arguments = ?1 WHERE id = ?2")
        .bind(1, arguments)
        .bind(2, id)
        .run();
    transaction.commit();
    return id;
}

std::optional<Job> Jobs::job(std::int64_t id) const {
    const std::scoped_lock lock(book_->mutex);
    auto row = book_->connection.prepare(fmt::format("SELECT {} FROM job WHERE id = ?1", job_columns));
    if (!row.bind(1, id).next()) return std::nullopt;
    return read_job(row);
}

std::vector<Job> Jobs::last(int most) const {
    const std::scoped_lock lock(book_->mutex);
    std::vector<Job> jobs;
    auto rows =
        book_->connection.prepare(fmt::format("SELECT {} FROM job ORDER BY id DESC LIMIT ?1", job_columns));
    rows.bind(1, most);
    while (rows.next()) jobs.push_back(read_job(rows));
    return jobs;
}

std::optional<Job> Jobs::begin_next() {
    const std::scoped_lock lock(book_->mutex);
    auto row = book_->connection.prepare(
        fmt::format("UPDATE job SET state = 'running' WHERE id = (SELECT min(id) FROM job WHERE state = "
                    "'waiting') RETURNING {}",
                    job_columns));
    if (!row.next()) return std::nullopt;
    Job job = read_job(row);
    row.next();
    return job;
}

void Jobs::say(std::int64_t id, std::string_view said) {
    const std::scoped_lock lock(book_->mutex);
    book_->connection.prepare("UPDATE job SET said = ?1 WHERE id = ?2").bind(1, said).bind(2, id).run();
}

void Jobs::finish(std::int64_t id, JobState state, std::string_view said) {
    const std::scoped_lock lock(book_->mutex);
    book_->connection.prepare("UPDATE job SET state = ?1, said = ?2 WHERE id = ?3")
        .bind(1, name_of(state))
        .bind(2, said)
        .bind(3, id)
        .run();
}

void Jobs::begin_again() {
    const std::scoped_lock lock(book_->mutex);
    book_->connection.run("UPDATE job SET state = 'waiting', said = '' WHERE state = 'running'");
}

}  // namespace catalogue
