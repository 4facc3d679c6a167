#include "catalogue/desk.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/desk_answers.hpp"
#include "catalogue/desk_records.hpp"
#include "catalogue/digest.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

// Somebody waits at a page.
constexpr std::chrono::milliseconds patience_at_a_page = std::chrono::seconds{8};
constexpr int steps_kept = 200;

Step read_step(const database::Statement& row) {
    return {row.number(0), row.text(1), row.text(2), row.text(3), row.text(4), row.number(5) != 0};
}

/// Whether the course is still whole after records were put back. The answers are not looked at when nothing
/// is taken out that one of them may be about: reading them all takes longer than everything else.
Extent to_look_at(const std::vector<ChangedRecord>& changed) {
    const bool takes_out =
        std::ranges::any_of(changed, [](const ChangedRecord& record) { return !record.before; });
    return takes_out ? Extent::WhatIsRead : Extent::WithoutAnswers;
}

constexpr const char* step_columns = "number, at, who, what, page, undone";

}  // namespace

struct Desk::Rooms {
    explicit Rooms(const std::filesystem::path& library)
        : catalogue(Catalogue::open(library, Access::ReadOnly)),
          connection(library / "catalogue.db", database::Mode::ReadWrite) {}

    void read_again();
    std::int64_t keep(const Step& label, const std::vector<ChangedRecord>& changed);
    std::vector<ChangedRecord> records_of(std::int64_t step);

    Catalogue catalogue;
    database::Connection connection;
    std::int64_t read_at = -1;
    std::unique_ptr<World> world = std::make_unique<World>();
    std::vector<std::unique_ptr<World>> earlier;  // that somebody may still look into
};

void Desk::Rooms::read_again() {
    const database::OneMoment moment(connection);
    const std::int64_t now = connection.data_version();
    if (now == read_at) return;
    auto read = std::make_unique<World>(catalogue::has_course(connection)
                                            ? course_file::read_world(read_course_records(connection))
                                            : World{});
    earlier.push_back(std::exchange(world, std::move(read)));
    read_at = now;
}

std::int64_t Desk::Rooms::keep(const Step& label, const std::vector<ChangedRecord>& changed) {
    database::Transaction transaction(connection);
    connection.prepare("INSERT INTO undo_step (at, who, what, page, undone) VALUES (?1, ?2, ?3, ?4, 0)")
        .bind(1, label.at)
        .bind(2, label.who)
        .bind(3, label.what)
        .bind(4, label.page)
        .run();
    auto last = connection.prepare("SELECT max(number) FROM undo_step");
    last.next();
    const std::int64_t number = last.number(0);
    for (const ChangedRecord& record : changed) {
        connection
            .prepare("INSERT INTO undo_record (step, list, id, was, became) VALUES (?1, ?2, ?3, ?4, ?5)")
            .bind(1, number)
            .bind(2, record.list)
            .bind(3, record.id)
            .bind(4, record.before)
            .bind(5, record.after)
            .run();
    }
    for (const char* const sql :
         {"DELETE FROM undo_record WHERE step <= ?1", "DELETE FROM undo_step WHERE number <= ?1"}) {
        connection.prepare(sql).bind(1, number - steps_kept).run();
    }
    transaction.commit();
    return number;
}

std::vector<ChangedRecord> Desk::Rooms::records_of(std::int64_t step) {
    std::vector<ChangedRecord> records;
    auto rows = connection.prepare("SELECT list, id, was, became FROM undo_record WHERE step = ?1");
    rows.bind(1, step);
    while (rows.next()) {
        records.push_back({rows.text(0), rows.text(1), rows.optional_text(2), rows.optional_text(3)});
    }
    return records;
}

Desk::Desk(const std::filesystem::path& library) : rooms_(std::make_unique<Rooms>(library)) {}
Desk::Desk(Desk&&) noexcept = default;
Desk::~Desk() = default;

const Catalogue& Desk::catalogue() const {
    return rooms_->catalogue;
}

bool Desk::has_course() const {
    return catalogue::has_course(rooms_->connection);
}

const World& Desk::world() const {
    rooms_->read_again();
    return *rooms_->world;
}

void Desk::forget_earlier() {
    rooms_->earlier.clear();
}

std::optional<Picture> Desk::picture(const PhotoId& photo, const VersionId& version) const {
    const Photo* known = world().photo(photo);
    if (known == nullptr || known->state != PhotoState::Live) return std::nullopt;
    auto row = rooms_->connection.prepare(
        "SELECT id, width, height, orientation FROM picture WHERE photo = ?1 AND version = ?2");
    if (!row.bind(1, photo.value).bind(2, version.value).next()) return std::nullopt;
    const PictureId id{row.text(0)};
    return Picture{id, rooms_->catalogue.master_path(id), static_cast<int>(row.number(1)),
                   static_cast<int>(row.number(2)), static_cast<int>(row.number(3))};
}

std::optional<std::filesystem::path> Desk::rendition(const Picture& picture, int width) const {
    return existing_rendition(rooms_->catalogue.folder() / "renditions", picture.id, width);
}

std::string Desk::text_of_part(std::string_view part, std::string_view key) const {
    const Json document = read_part(rooms_->connection, part);
    return document.is_object() ? text_in(document, key) : std::string{};
}

std::string Desk::text_of_record(const RecordName& record, std::string_view key) const {
    const RecordList* list = record_list(record.list);
    if (list == nullptr) return {};
    auto row = rooms_->connection.prepare(fmt::format("SELECT document FROM {} WHERE id = ?1", list->table));
    if (!row.bind(1, record.id).next()) return {};
    const Json document = Json::parse(row.text(0));
    return document.is_object() ? text_in(document, key) : std::string{};
}

std::string Desk::mark(const std::vector<RecordName>& records) const {
    std::string all;
    for (const RecordName& name : records) {
        const RecordList* list = record_list(name.list);
        auto row = rooms_->connection.prepare(
            list == nullptr ? std::string{"SELECT document FROM course_part WHERE key = ?1"}
                            : fmt::format("SELECT document FROM {} WHERE id = ?1", list->table));
        row.bind(1, name.id);
        all += row.next() ? row.text(0) : "";
        all += '\n';
    }
    return sha256_of(all).substr(0, 16);
}

std::string Desk::mark_of_person(const PersonId& person) const {
    auto events = rooms_->connection.prepare("SELECT count(*) FROM consent_event WHERE person = ?1");
    events.bind(1, person.value).next();
    return mark({{"persons", person.value}}) + fmt::format("-{}", events.number(0));
}

std::optional<Step> Desk::last_change(const std::vector<RecordName>& records) const {
    std::optional<Step> last;
    for (const RecordName& name : records) {
        auto row = rooms_->connection.prepare(fmt::format(
            "SELECT {} FROM undo_step JOIN undo_record ON step = number WHERE list = ?1 AND id = ?2 "
            "ORDER BY number DESC LIMIT 1",
            step_columns));
        if (!row.bind(1, name.list).bind(2, name.id).next()) continue;
        const Step step = read_step(row);
        if (!last || step.number > last->number) last = step;
    }
    return last;
}

std::int64_t Desk::perform(const Step& label, const std::function<void(Catalogue&)>& work) {
    Catalogue catalogue = Catalogue::open(rooms_->catalogue.folder(), Access::ReadWrite, patience_at_a_page);
    database::Connection& connection = rooms_->connection;
    const Records before = read_all_records(connection);
    const std::int64_t answers = end_of_answers(connection);
    try {
        work(catalogue);
    } catch (const std::exception&) {
        const auto half_done = difference(before, read_all_records(connection));
        if (!half_done.empty()) {
            database::Transaction transaction(connection);
            for (const ChangedRecord& record : half_done) put_back(connection, record);
            transaction.commit();
            rooms_->read_at = -1;
        }
        throw;
    }
    auto changed = difference(before, read_all_records(connection));
    std::ranges::move(answers_behind(connection, answers), std::back_inserter(changed));
    return changed.empty() ? 0 : rooms_->keep(label, changed);
}

std::optional<Step> Desk::step(std::int64_t number) const {
    auto row =
        rooms_->connection.prepare(fmt::format("SELECT {} FROM undo_step WHERE number = ?1", step_columns));
    if (!row.bind(1, number).next()) return std::nullopt;
    return read_step(row);
}

std::vector<Step> Desk::last_steps(int most) const {
    std::vector<Step> steps;
    auto rows = rooms_->connection.prepare(
        fmt::format("SELECT {} FROM undo_step ORDER BY number DESC LIMIT ?1", step_columns));
    rows.bind(1, most);
    while (rows.next()) steps.push_back(read_step(rows));
    return steps;
}

Undo Desk::undo(std::int64_t number, const Step& label) {
    Catalogue catalogue = Catalogue::open(rooms_->catalogue.folder(), Access::ReadWrite, patience_at_a_page);
    database::Connection& connection = rooms_->connection;
    const auto wanted = step(number);
    if (!wanted || wanted->undone) return Undo::Gone;
    const std::vector<ChangedRecord> changed = rooms_->records_of(number);
    const std::int64_t end = end_of_answers(connection);
    std::vector<std::string> answers;
    for (const ChangedRecord& record : changed) {
        if (record.list == "consent_events") {
            answers.push_back(record.after.value_or(""));
            continue;
        }
        if (read_record(connection, record.list, record.id) != record.after) return Undo::ChangedSince;
    }
    const auto back = answers.empty() ? std::optional{std::vector<NewConsentEvent>{}}
                                      : answers_as_before(world(), answers, {wanted->at, label.at});
    if (!back) return Undo::CannotBe;
    try {
        database::Transaction transaction(connection);
        for (const ChangedRecord& record : changed) put_back(connection, record);
        course_file::read_course(read_course_records(connection, to_look_at(changed)));
        transaction.commit();
    } catch (const CannotWork&) {
        return Undo::CannotBe;  // such as a person who has said something since
    }
    rooms_->read_at = -1;
    if (!back->empty()) catalogue.record(*back);
    connection.prepare("UPDATE undo_step SET undone = 1 WHERE number = ?1").bind(1, number).run();
    auto changes = answers_behind(connection, end);
    for (const ChangedRecord& record : changed) {
        if (record.list == "consent_events") continue;
        changes.push_back(
            {record.list, record.id, record.after, read_record(connection, record.list, record.id)});
    }
    if (!changes.empty()) {
        const std::int64_t kept = rooms_->keep(label, changes);
        connection.prepare("UPDATE undo_step SET undone = 1 WHERE number = ?1").bind(1, kept).run();
    }
    return Undo::Done;
}

}  // namespace catalogue
