#include "catalogue/retention.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/course_editor.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/erased_files.hpp"
#include "catalogue/erased_records.hpp"
#include "catalogue/measured.hpp"
#include "catalogue/retention_rule.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;
using database::Connection;

constexpr std::string_view row_names[] = {"unselected", "selected",       "intake", "forms",
                                          "proof",      "previous-owner", "books"};

// A connection of its own beside the catalogue's, whose writing lock holds for this program.
Connection connection_to(const Catalogue& catalogue, database::Mode mode) {
    return {catalogue.folder() / "catalogue.db", mode};
}

std::vector<RetentionItem> items_of(const Catalogue& catalogue, const Connection& connection, Day now) {
    const Json file = read_course_records(connection);
    const World world = course_file::read_world(file);
    std::vector<RetentionItem> items = retention_items(file, world, now);
    const Day closing = RetentionTable(file).closing();
    if (now < closing) return items;
    std::set<std::string> set_aside;
    std::vector<RetentionItem> owners;
    for (const SetAside& each : catalogue.set_aside()) {
        for (const PhotoId& photo : each.photos) {
            set_aside.insert(photo.value);
            owners.push_back({RetentionRow::PreviousOwner, photo.value,
                              "from before the camera was lent, and nobody said that it is theirs", closing,
                              is_held(world, std::nullopt, now)});
        }
    }
    std::erase_if(items, [&](const RetentionItem& item) { return set_aside.contains(item.what); });
    std::ranges::move(owners, std::back_inserter(items));
    return items;
}

/// Takes away everything that is no whole person and was not set aside.
class Sweep {
 public:
    Sweep(Connection& connection, const World& world, Day now)
        : connection_(connection),
          world_(world),
          now_(now),
          course_(connection),
          records_(connection, world) {}

    void take(const RetentionItem& item) {
        switch (item.row) {
            case RetentionRow::Unselected:
            case RetentionRow::Selected:
                return take_photo_or_text(item.what);
            case RetentionRow::Intake:
                return take_intake(item.what);
            case RetentionRow::Forms:
                return take_forms();
            case RetentionRow::Books:
                return take_book(item.what);
            case RetentionRow::Proof:
            case RetentionRow::PreviousOwner:
                return;
        }
    }

    void finish() {
        records_.erase_words_of_erased_photos();
        forgotten_ = records_.forget_what_is_gone();
    }

    const std::vector<PictureId>& pictures() const { return records_.pictures(); }
    const std::vector<ForgottenOutput>& forgotten() const { return forgotten_; }
    const std::vector<ForgottenOutput>& old_files() const { return old_files_; }

 private:
    void take_photo_or_text(const std::string& id) {
        if (const Photo* photo = world_.photo({id})) {
            records_.erase(*photo, now_);
        } else {
            records_.erase(*world_.text({id}));
        }
    }

    void take_intake(const std::string& code) {
        const auto found = std::ranges::find_if(world_.persons, [&](const auto& each) {
            return each.second.code == code || each.first.value == code;
        });
        connection_.prepare("DELETE FROM referral WHERE person = ?1").bind(1, found->first.value).run();
        Json record = course_.record("persons", found->first.value);
        record.erase("referrer");
        for (const std::string_view key : intake_fields) record.erase(std::string{key});
        course_.put("persons", record);
    }

    // Of all at once: totals are made of all of them.
    void take_forms() {
        Json measurement = read_part(connection_, "measurement");
        if (measurement.is_object() && !measurement.contains("totals")) {
            measurement["totals"] = totals_of(measurement);
        }
        for (const char* const key : {"scores", "answers"}) {
            if (measurement.is_object() && measurement.contains(key)) measurement[key] = Json::object();
        }
        if (!measurement.is_null()) put_part(connection_, "measurement", measurement);
        Json monitoring = read_part(connection_, "monitoring_kor");
        if (!monitoring.is_object() || !monitoring.contains("rows")) return;
        monitoring["rows"] = Json::array();
        put_part(connection_, "monitoring_kor", monitoring);
    }

    void take_book(const std::string& id) {
        if (course_.has("outputs", id)) {
            const Json output = course_.record("outputs", id);
            old_files_.push_back(
                {id, text_in(output, "kind"), text_in(output, "file"), text_in(output, "sha256"), false});
            connection_.prepare("DELETE FROM output WHERE id = ?1").bind(1, id).run();
            return;
        }
        for (const char* const sql :
             {"DELETE FROM placement WHERE run = ?1", "DELETE FROM print_item WHERE run = ?1",
              "DELETE FROM print_run WHERE id = ?1"}) {
            connection_.prepare(sql).bind(1, id).run();
        }
    }

    Connection& connection_;
    const World& world_;
    Day now_;
    CourseEditor course_;
    RecordEraser records_;
    std::vector<ForgottenOutput> forgotten_;
    std::vector<ForgottenOutput> old_files_;
};

void remove_of_previous_owner(Catalogue& catalogue, const RetentionItem& item, RetentionDone& done) {
    try {
        destroy_pictures(catalogue.folder(), catalogue.remove_set_aside({PhotoId{item.what}}));
        done.gone.push_back(item);
    } catch (const CannotWork& error) {
        done.refused.emplace_back(item, error.what());
    }
}

void erase_with_proof(Catalogue& catalogue, const World& world, const RetentionItem& item, Day now) {
    const auto found =
        std::ranges::find_if(world.persons, [&](const auto& each) { return each.second.code == item.what; });
    catalogue.erase(found->first, now, now);
}

struct Swept {
    RetentionDone done;
    std::vector<RetentionItem> later;  // for the catalogue itself: whole persons, what a card set aside
};

Swept sweep_up(const Catalogue& catalogue, Connection& connection, const World& world, Day now) {
    Swept swept;
    database::Transaction transaction(connection);
    Sweep sweep(connection, world, now);
    for (RetentionItem& item : items_of(catalogue, connection, now)) {
        if (item.held) {
            swept.done.refused.emplace_back(std::move(item), "it is on hold");
        } else if (item.row == RetentionRow::Proof || item.row == RetentionRow::PreviousOwner) {
            swept.later.push_back(std::move(item));
        } else {
            sweep.take(item);
            swept.done.gone.push_back(std::move(item));
        }
    }
    sweep.finish();
    course_file::read_world(read_course_records(connection));  // refuses what the rule could not read
    // Before the records: should the power fail here, the same command finds everything that is left.
    destroy_pictures(catalogue.folder(), sweep.pictures());
    destroy_unprinted(sweep.forgotten());
    destroy_unprinted(sweep.old_files());
    transaction.commit();
    return swept;
}

void change_course(const Catalogue& catalogue, const auto& change) {
    Connection connection = connection_to(catalogue, database::Mode::ReadWrite);
    database::Transaction transaction(connection);
    Json course = read_part(connection, "course");
    change(course);
    put_part(connection, "course", course);
    transaction.commit();
}

}  // namespace

std::string_view name_of(RetentionRow row) {
    return row_names[static_cast<std::size_t>(row)];
}

std::vector<RetentionSetting> retention_settings(const Catalogue& catalogue) {
    const Connection connection = connection_to(catalogue, database::Mode::ReadOnly);
    const auto values = retention_values(read_course_records(connection));
    std::vector<RetentionSetting> settings(proposed_retention.begin(), proposed_retention.end());
    for (RetentionSetting& setting : settings) setting.value = values.at(setting.key);
    return settings;
}

void set_retention(const Catalogue& catalogue, std::string_view key, int value) {
    if (std::ranges::find(proposed_retention, key, &RetentionSetting::key) == proposed_retention.end()) {
        throw CannotWork(fmt::format("There is no setting {}; see: inbeeld retention --settings",
                                     course_file::in_quotes(key)));
    }
    if (value < 0 || value > 100) {
        throw CannotWork(fmt::format("{} must be between 0 and 100", key));
    }
    change_course(catalogue, [&](Json& course) { course["retention"][std::string{key}] = value; });
}

void set_report_accepted(const Catalogue& catalogue, Day on) {
    change_course(catalogue, [&](Json& course) { course["key_dates"]["report_accepted"] = to_string(on); });
}

std::vector<RetentionItem> past_retention(const Catalogue& catalogue, Day now) {
    Connection connection = connection_to(catalogue, database::Mode::ReadOnly);
    const database::OneMoment moment(connection);
    return items_of(catalogue, connection, now);
}

RetentionDone apply_retention(Catalogue& catalogue, Day now) {
    Connection connection = connection_to(catalogue, database::Mode::ReadWrite);
    const World world = course_file::read_world(read_course_records(connection));
    auto [done, later] = sweep_up(catalogue, connection, world, now);
    for (const RetentionItem& item : later) {
        if (item.row == RetentionRow::PreviousOwner) {
            remove_of_previous_owner(catalogue, item, done);
        } else {
            erase_with_proof(catalogue, world, item, now);
            done.gone.push_back(item);
        }
    }
    if (!done.gone.empty()) leave_no_byte(connection);
    return done;
}

}  // namespace catalogue
