// What the leaders write in the ledger. A placement that ends stays as it was until that day; what comes
// after it is a placement of its own, so that the past can be asked about.

#include "catalogue/catalogue.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/course_editor.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/dutch_reasons.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/output.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

/// Writes entries, looking at the course as it was before them.
class Clerk {
 public:
    Clerk(CourseEditor& course, database::Connection& connection, const World& world)
        : course_(course), connection_(connection), world_(world) {}

    std::string enter(const EnterPrinted& entry) {
        const Json output = course_.record("outputs", entry.output.value);
        const auto channel = channel_named(text_in(output, "channel"));
        Json items = Json::array();
        for (const Json& item : output["items"]) {
            items.push_back(Json{{"photo", text_in(item, "photo")}, {"version", text_in(item, "version")}});
        }
        if (channel) refuse_what_is_not_cleared(items, *channel, entry.on, "printed");
        const std::string id = course_.next_id("print_runs", "run-");
        Json run = {{"id", id},
                    {"output", text_in(output, "kind") + " " + text_in(output, "title")},
                    {"made_as", entry.output.value},
                    {"approved", to_string(entry.on)},
                    {"printed", to_string(entry.on)},
                    {"copies", entry.copies}};
        if (!entry.printer.empty()) run["printer"] = entry.printer;
        run["items"] = std::move(items);
        course_.put("print_runs", run);
        return id;
    }

    std::string enter(const EnterPlaced& entry) {
        const Json run = course_.record("print_runs", entry.run.value);
        check_practice(entry.practice);
        check_state(entry.state);
        if (entry.until && *entry.until <= entry.since) {
            throw CannotWork("The last day is not after the first; check the dates");
        }
        refuse_what_is_not_cleared(run["items"], entry.channel, entry.since, "put up");
        Json placement = {{"id", course_.next_id("placements", "pl-")},
                          {"run", entry.run.value},
                          {"channel", rule_of(entry.channel).name},
                          {"where", entry.where}};
        if (!entry.practice.empty()) placement["practice"] = entry.practice;
        if (entry.quantity > 0) placement["qty"] = entry.quantity;
        placement["since"] = to_string(entry.since);
        placement["until"] = entry.until ? Json(to_string(*entry.until)) : Json(nullptr);
        placement["state"] = entry.state;
        return put(placement);
    }

    std::string enter(const EnterMoved& entry) {
        Json placement = end(entry.placement, entry.on);
        check_practice(entry.practice);
        const Json run = course_.record("print_runs", text_in(placement, "run"));
        refuse_what_is_not_cleared(run["items"], *channel_named(text_in(placement, "channel")), entry.on,
                                   "put up elsewhere");
        placement["where"] = entry.where;
        placement.erase("practice");
        if (!entry.practice.empty()) placement["practice"] = entry.practice;
        return put(placement);
    }

    std::string enter(const EnterTakenDown& entry) {
        check_state(entry.state);
        Json placement = end(entry.placement, entry.on);
        placement["state"] = entry.state;
        if (!entry.where.empty()) placement["where"] = entry.where;
        placement.erase("last_seen");
        return put(placement);
    }

    std::string enter(const EnterGiven& entry) {
        Json stock = course_.record("placements", entry.placement.value);
        if (text_in(stock, "state") != "in_stock" || !text_in(stock, "until").empty()) {
            throw CannotWork(fmt::format("{} is no stock to hand out from; inbeeld ledger lists what is",
                                         entry.placement.value));
        }
        const Json run = course_.record("print_runs", text_in(stock, "run"));
        refuse_what_is_not_cleared(run["items"], *channel_named(text_in(stock, "channel")), entry.on,
                                   "handed out");
        const auto left = stock.find("qty");
        if (left != stock.end() && left->is_number_integer()) {
            if (left->get<int>() < entry.quantity) {
                throw CannotWork(fmt::format("{} has {} copies left, not {}", entry.placement.value,
                                             left->get<int>(), entry.quantity));
            }
            stock["qty"] = left->get<int>() - entry.quantity;
        }
        course_.put("placements", stock);
        Json given = stock;
        given["where"] = entry.to;
        given["qty"] = entry.quantity;
        given["since"] = to_string(entry.on);
        given["state"] = "given";
        given["id"] = course_.next_id("placements", "pl-");
        return put(given);
    }

    std::string enter(const EnterSeen& entry) {
        Json placement = course_.record("placements", entry.placement.value);
        placement["last_seen"] = entry.at;
        course_.put("placements", placement);
        return {};
    }

    std::string enter(const EnterRetracted& entry) {
        const std::size_t slash = entry.task.find('/');
        const PhotoId photo{slash == std::string::npos ? "" : entry.task.substr(slash + 1)};
        std::optional<Retract> task;
        const PlacementId placement = now_called(entry.task.substr(0, slash));
        for (Retract& each : retract_list(world_, entry.on)) {
            if (each.placement == placement && each.photo == photo) task = std::move(each);
        }
        if (!task) {
            throw CannotWork(fmt::format("There is no task {} on {}; inbeeld retract lists them",
                                         course_file::in_quotes(entry.task), to_string(entry.on)));
        }
        keep_done(*task, entry);
        return take_out(*task, entry.on);
    }

 private:
    void check_practice(const std::string& practice) const {
        if (practice.empty()) return;
        const Json referrers = read_part(connection_, "referrers");
        const bool known = referrers.is_array() && std::ranges::any_of(referrers, [&](const Json& each) {
                               return text_in(each, "id") == practice;
                           });
        if (!known) {
            throw CannotWork(fmt::format("There is no practice {} in this course; check the id",
                                         course_file::in_quotes(practice)));
        }
    }

    static void check_state(const std::string& state) {
        static constexpr std::array<std::string_view, 7> states = {
            "in_stock", "hanging", "playing", "given", "returned", "destroyed", "lost"};
        if (std::ranges::find(states, state) != states.end()) return;
        throw CannotWork(fmt::format("{} is no state; it must be one of: {}", course_file::in_quotes(state),
                                     fmt::join(states, ", ")));
    }

    void refuse_what_is_not_cleared(const Json& items, Channel channel, Day day,
                                    std::string_view what) const {
        std::string why;
        for (const Json& item : items) {
            const Photo* photo = world_.photo({text_in(item, "photo")});
            if (photo == nullptr) continue;
            std::optional<VersionId> version;
            if (!text_in(item, "version").empty()) version = VersionId{text_in(item, "version")};
            const PhotoJudgement judgement = judge(world_, *photo, channel, day, version);
            if (judgement.allowed()) continue;
            why += fmt::format("{}{}: {}", why.empty() ? "" : "; ", photo->id.value,
                               fmt::join(catalogue::in_dutch(world_, judgement.reasons), " "));
        }
        if (why.empty()) return;
        throw CannotWork(fmt::format("This may not be {} in {} on {}; {}", what, rule_of(channel).name,
                                     to_string(day), why));
    }

    // Ends it on that day; answers what goes on from there, without a name of its own yet.
    Json end(const PlacementId& id, Day day) {
        Json placement = course_.record("placements", id.value);
        if (!text_in(placement, "until").empty() && parse_day(text_in(placement, "until")) <= day) {
            throw CannotWork(fmt::format("{} ended on {} already", id.value, text_in(placement, "until")));
        }
        if (parse_day(text_in(placement, "since")) > day) {
            throw CannotWork(
                fmt::format("{} only begins on {}; check the day", id.value, text_in(placement, "since")));
        }
        Json next = placement;
        placement["until"] = to_string(day);
        course_.put("placements", placement);
        next["id"] = course_.next_id("placements", "pl-");
        next["since"] = to_string(day);
        next["until"] = nullptr;
        next["continues"] = id.value;
        return next;
    }

    std::string put(const Json& placement) {
        course_.put("placements", placement);
        return text_in(placement, "id");
    }

    // A placement of which something was taken out before goes on under another name.
    PlacementId now_called(const std::string& id) const {
        PlacementId name{id};
        const Json file = read_course_records(connection_);
        bool found = file.contains("placements");
        while (found) {
            found = false;
            for (const Json& each : file["placements"]) {
                if (text_in(each, "continues") != name.value) continue;
                name.value = text_in(each, "id");
                found = true;
                break;
            }
        }
        return name;
    }

    void keep_done(const Retract& task, const EnterRetracted& entry) {
        Json done = read_part(connection_, "retract_tasks");
        if (!done.is_array()) done = Json::array();
        Json codes = Json::array();
        for (const Reason& reason : task.reasons) codes.push_back(reason.code);
        Json record = {{"placement", task.placement.value},
                       {"photo", task.photo.value},
                       {"reasons", codes},
                       {"done_at", to_string(entry.on)}};
        if (!entry.by.empty()) record["done_by"] = entry.by;
        done.push_back(record);
        put_part(connection_, "retract_tasks", done);
    }

    // The others stay where they are. A page cannot be taken out of a booklet.
    std::string take_out(const Retract& task, Day day) {
        Json next = end(task.placement, day);
        const Channel channel = *channel_named(text_in(next, "channel"));
        Json run = course_.record("print_runs", text_in(next, "run"));
        std::erase_if(run["items"].get_ref<Json::array_t&>(),
                      [&](const Json& item) { return text_in(item, "photo") == task.photo.value; });
        const bool as_a_whole = rule_of(channel).pull_back == PullBack::Permanent;
        if (as_a_whole) {
            next["state"] = "destroyed";
            return put(next);
        }
        if (run["items"].empty()) return {};
        run["id"] = course_.next_id("print_runs", "run-");
        course_.put("print_runs", run);
        next["run"] = run["id"];
        return put(next);
    }

    CourseEditor& course_;
    database::Connection& connection_;
    const World& world_;
};

}  // namespace

std::string Catalogue::enter(const LedgerEntry& entry) {
    database::Transaction transaction(rooms_->connection);
    CourseEditor course(rooms_->connection);
    Clerk clerk(course, rooms_->connection, rooms_->world());
    const std::string made = std::visit([&](const auto& each) { return clerk.enter(each); }, entry);
    course_file::read_world(rooms_->course_json());  // refuses what the rule could not read
    transaction.commit();
    rooms_->forget_what_was_read();
    return made;
}

void Catalogue::hold(const NewHold& hold) {
    database::Transaction transaction(rooms_->connection);
    if (hold.person) CourseEditor(rooms_->connection).record("persons", hold.person->value);
    const char* const part = hold.person ? "person_holds" : "holds";
    Json holds = read_part(rooms_->connection, part);
    if (!holds.is_array()) holds = Json::array();
    Json record = Json::object();
    if (hold.person) record["person"] = hold.person->value;
    record["from"] = to_string(hold.from);
    record["until"] = nullptr;
    record["reason"] = hold.reason;
    holds.push_back(record);
    put_part(rooms_->connection, part, holds);
    course_file::read_world(rooms_->course_json());
    transaction.commit();
    rooms_->forget_what_was_read();
}

bool Catalogue::end_hold(const std::optional<PersonId>& person, Day on) {
    database::Transaction transaction(rooms_->connection);
    const char* const part = person ? "person_holds" : "holds";
    Json holds = read_part(rooms_->connection, part);
    bool ended = false;
    if (holds.is_array()) {
        for (Json& each : holds) {
            const bool theirs = !person || text_in(each, "person") == person->value;
            const std::string until = text_in(each, "until");
            if (!theirs || (!until.empty() && parse_day(until) <= on)) continue;
            each["until"] = to_string(on);
            ended = true;
        }
    }
    if (!ended) return false;
    put_part(rooms_->connection, part, holds);
    course_file::read_world(rooms_->course_json());
    transaction.commit();
    rooms_->forget_what_was_read();
    return true;
}

}  // namespace catalogue
