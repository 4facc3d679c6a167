// The consent log: append only. What somebody said is never changed, only followed by what they said next.

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

// Greater, as text, than every id there is, because events of one moment are put in order by their ids as
// text: "e0042" is followed by "e0043", and "e9999" by "e99990001".
std::string next_id(const database::Connection& connection) {
    auto greatest = connection.prepare("SELECT max(id) FROM consent_event");
    greatest.next();
    std::string id = greatest.text(0);
    if (id.empty()) return "e0001";
    for (std::size_t at = id.size(); at > 0 && id[at - 1] >= '0' && id[at - 1] <= '9'; --at) {
        if (id[at - 1] != '9') {
            ++id[at - 1];
            return id;
        }
        id[at - 1] = '0';
    }
    return greatest.text(0) + "0001";
}

bool is_about(const ConsentEvent& event, const std::string& scope) {
    const auto* const only = std::get_if<OnlyOn>(&event.scope);
    return (only == nullptr ? std::string{"course"} : only->object) == scope;
}

std::span<const ConsentEvent> said_before(const World& world, const NewConsentEvent& event) {
    for (std::size_t i = 0; i < std::size(capacities); ++i) {
        if (capacities[i] == event.capacity) {
            return world.history.of({event.person}, static_cast<Capacity>(i));
        }
    }
    return {};
}

// What is said last counts, also when an earlier answer of that day was written down with a time of the day,
// or by a clock that ran ahead of ours.
NewConsentEvent after_what_was_said(const World& world, NewConsentEvent event) {
    const std::string day = event.valid_from.substr(0, 10);
    const auto before = said_before(world, event);
    for (const ConsentEvent& earlier : before) {
        const bool same_day = earlier.valid_from_text.substr(0, 10) == day;
        if (same_day) event.valid_from = std::max(event.valid_from, earlier.valid_from_text);
    }
    for (const ConsentEvent& earlier : before) {
        const bool same_moment = earlier.valid_from_text == event.valid_from;
        if (same_moment) event.recorded_at = std::max(event.recorded_at, earlier.recorded_at);
    }
    return event;
}

// A no is also a no to every yes that was to begin later; otherwise that yes would come back by itself. A yes
// that was said after a no counts, also when the no is written down later than that yes (a back-dated event).
bool said_before_and_begins_after(const ConsentEvent& yes, const NewConsentEvent& no) {
    const std::string begins = yes.valid_from_text.substr(0, 10);
    const std::string no_from = no.valid_from.substr(0, 10);
    if (begins <= no_from) return false;
    return yes.recorded_at.substr(0, 10) <= no_from || begins > no.recorded_at.substr(0, 10);
}

std::vector<NewConsentEvent> with_later_yeses(const World& world, const NewConsentEvent& event) {
    std::vector<NewConsentEvent> events{event};
    if (event.decision == "grant") return events;
    std::set<std::string> days;
    for (const ConsentEvent& other : said_before(world, event)) {
        const bool touched = event.scope == "course" || is_about(other, event.scope);
        const bool asked = other.purpose && name_of(*other.purpose) == event.purpose;
        const bool later = said_before_and_begins_after(other, event);
        if (touched && asked && later && other.decision == Decision::Grant)
            days.insert(other.valid_from_text);
    }
    for (const std::string& day : days) {
        events.push_back(event);
        events.back().valid_from = day;
    }
    return events;
}

Json document_of(const NewConsentEvent& event, const std::string& id) {
    Json document = Json::object();
    const auto say = [&](const char* key, const std::string& text) {
        if (!text.empty()) document[key] = text;
    };
    document["id"] = id;
    document["person"] = event.person;
    document["capacity"] = event.capacity;
    document["purpose"] = event.purpose;
    document["scope"] = event.scope;
    document["decision"] = event.decision;
    document["valid_from"] = event.valid_from;
    say("recorded_at", event.recorded_at);
    if (event.valid_until == "never") {
        document["valid_until"] = nullptr;
    } else {
        say("valid_until", event.valid_until);
    }
    say("form", event.form);
    say("language", event.language);
    say("method", event.method);
    document["given_by"] = event.given_by;
    if (event.assent) document["assent"] = true;
    say("recorded_by", event.recorded_by);
    say("name_form", event.name_form);
    say("witness", event.witness);
    say("evidence_sha256", event.evidence_sha256);
    say("note", event.note);
    return document;
}

}  // namespace

std::vector<std::string> Catalogue::capacities_for(std::string_view scope) const {
    if (scope == "course") return {std::begin(capacities), std::end(capacities)};
    if (rooms_->world().photo({std::string{scope}}) != nullptr) return {"maker", "portrayed"};
    if (rooms_->world().text({std::string{scope}}) != nullptr) return {"author"};
    return {};
}

std::vector<EventId> Catalogue::record(const std::vector<NewConsentEvent>& events) {
    std::vector<EventId> ids;
    database::Transaction transaction(rooms_->connection);
    const World& world = rooms_->world();
    for (const NewConsentEvent& said : events) {
        const Person* person = world.person(PersonId{said.person});
        if (person == nullptr) {
            throw CannotWork(fmt::format("There is no person {} in this course; check the id", said.person));
        }
        if (person->erased_at) {
            throw CannotWork(fmt::format("{} was erased; nothing is kept under that name", said.person));
        }
        const std::vector<std::string> fitting = capacities_for(said.scope);
        if (fitting.empty()) {
            throw CannotWork(fmt::format("There is no photo or text {} in this course", said.scope));
        }
        if (std::ranges::find(fitting, said.capacity) == fitting.end()) {
            throw CannotWork(fmt::format("Nobody is asked as {} about {}; it must be {}", said.capacity,
                                         said.scope, fmt::join(fitting, " or ")));
        }
        for (const NewConsentEvent& each : with_later_yeses(world, said)) {
            ids.push_back({next_id(rooms_->connection)});
            const NewConsentEvent event = after_what_was_said(world, each);
            put_record(rooms_->connection, "consent_events", document_of(event, ids.back().value));
        }
    }
    course_file::read_world(rooms_->course_json());  // refuses what the rule could not read
    transaction.commit();
    rooms_->forget_what_was_read();
    return ids;
}

}  // namespace catalogue
