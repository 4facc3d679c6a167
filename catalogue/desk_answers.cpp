#include "catalogue/desk_answers.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/subject_state.hpp"
#include "catalogue/world.hpp"

#include <cstddef>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace catalogue {

namespace {

using course_file::Json;

std::optional<Capacity> capacity_named(const std::string& name) {
    for (std::size_t i = 0; i < std::size(capacities); ++i) {
        if (capacities[i] == name) return static_cast<Capacity>(i);
    }
    return std::nullopt;
}

std::string_view decision_name(Decision decision) {
    switch (decision) {
        case Decision::Grant:
            return "grant";
        case Decision::Deny:
            return "deny";
        case Decision::Withdraw:
            return "withdraw";
    }
    return "deny";
}

std::string end_text(const End& end) {
    if (std::holds_alternative<NoEnd>(end)) return "never";
    const auto* day = std::get_if<Day>(&end);
    return day == nullptr ? "" : to_string(*day);
}

std::string scope_text(const Scope& scope) {
    const auto* only = std::get_if<OnlyOn>(&scope);
    return only == nullptr ? "course" : only->object;
}

std::string giver(GivenBy by) {
    if (by == GivenBy::Parent) return "parent";
    return by == GivenBy::Representative ? "rep" : "self";
}

// What the same person had last said about exactly this before.
const ConsentEvent* said_before(const World& world, const NewConsentEvent& event,
                                const std::set<std::string>& taken_back) {
    const ConsentEvent* before = nullptr;
    const auto capacity = capacity_named(event.capacity);
    if (!capacity) return nullptr;
    for (const ConsentEvent& each : world.history.of({event.person}, *capacity)) {
        const std::string purpose = each.purpose ? std::string{name_of(*each.purpose)} : "*";
        const bool same = purpose == event.purpose && scope_text(each.scope) == event.scope;
        if (same && !taken_back.contains(each.id.value)) before = &each;
    }
    return before;
}

NewConsentEvent taken_back(const Json& document, const std::string& now) {
    NewConsentEvent event;
    event.person = text_in(document, "person");
    event.capacity = text_in(document, "capacity");
    event.purpose = text_in(document, "purpose");
    event.scope = text_in(document, "scope");
    event.valid_from = now.substr(0, 10);
    event.recorded_at = now;
    event.recorded_by = text_in(document, "recorded_by");
    event.note = "teruggedraaid";
    return event;
}

// A no for one photo or text beats every general yes until a yes for it lifts it.
bool general_yes(const World& world, const NewConsentEvent& event) {
    const auto purpose = purpose_named(event.purpose);
    const auto capacity = capacity_named(event.capacity);
    const Person* person = world.person(PersonId{event.person});
    if (!purpose || !capacity || person == nullptr) return false;
    const auto state =
        subject_state(world.history, person, {*capacity, *purpose, ""}, parse_day(event.valid_from));
    return std::holds_alternative<Granted>(state);
}

}  // namespace

std::optional<std::vector<NewConsentEvent>> answers_as_before(const World& world,
                                                              const std::vector<std::string>& events,
                                                              const UndoneOn& when) {
    std::vector<Json> documents;
    std::set<std::string> ids;
    for (const std::string& each : events) {
        documents.push_back(Json::parse(each));
        ids.insert(text_in(documents.back(), "id"));
    }
    std::vector<NewConsentEvent> back;
    const bool same_day = when.step_at.substr(0, 10) == when.now.substr(0, 10);
    for (const Json& document : documents) {
        NewConsentEvent event = taken_back(document, when.now);
        const ConsentEvent* before = said_before(world, event, ids);
        if (before != nullptr) {
            event.decision = decision_name(before->decision);
            event.valid_until = end_text(before->end);
            event.given_by = giver(before->given_by);
            event.assent = before->assent == Assent::Given;
            if (before->name_form) event.name_form = name_of(*before->name_form);
        } else if (text_in(document, "decision") == "grant") {
            event.decision = "withdraw";
            if (event.purpose == "*") {
                event.decision = "grant";
                event.name_form = "anonymous";
            }
        } else if (event.scope != "course" && general_yes(world, event)) {
            event.decision = "grant";
        } else {
            continue;  // there was no yes before and there is none now
        }
        const bool yes_again = event.decision == "grant" && text_in(document, "decision") != "grant";
        if (yes_again && !same_day) return std::nullopt;
        back.push_back(std::move(event));
    }
    return back;
}

}  // namespace catalogue
