// The consent log: append only. What somebody said is never changed, only followed by what they said next.

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_course.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/rooms.hpp"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

// "e0042", counting on from the highest. Events of one moment are put in order by their ids as text, so past
// four digits the number goes on behind a letter, which comes after every digit.
std::string next_id(const database::Connection& connection) {
    auto highest = connection.prepare(
        "SELECT max(CAST(substr(id, 2) AS INTEGER)) FROM consent_event WHERE id LIKE 'e%'");
    highest.next();
    for (auto number = highest.number(0) + 1;; ++number) {
        std::string id = number > 9999 ? fmt::format("ea{:08}", number) : fmt::format("e{:04}", number);
        if (!connection.prepare("SELECT 1 FROM consent_event WHERE id = ?1").bind(1, id).next()) return id;
    }
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
    say("valid_until", event.valid_until);
    say("form", event.form);
    say("language", event.language);
    say("method", event.method);
    document["given_by"] = event.given_by;
    if (event.assent) document["assent"] = true;
    say("recorded_by", event.recorded_by);
    say("name_form", event.name_form);
    say("witness", event.witness);
    say("note", event.note);
    return document;
}

}  // namespace

std::vector<EventId> Catalogue::record(const std::vector<NewConsentEvent>& events) {
    for (const NewConsentEvent& event : events) {
        if (rooms_->world().person(PersonId{event.person}) == nullptr) {
            throw CannotWork(fmt::format("There is no person {} in this course; check the id", event.person));
        }
    }
    std::vector<EventId> ids;
    database::Transaction transaction(rooms_->connection);
    for (const NewConsentEvent& event : events) {
        ids.push_back({next_id(rooms_->connection)});
        put_record(rooms_->connection, "consent_events", document_of(event, ids.back().value));
    }
    course_file::read_world(rooms_->course_json());  // refuses what the rule could not read
    transaction.commit();
    rooms_->forget_what_was_read();
    return ids;
}

}  // namespace catalogue
