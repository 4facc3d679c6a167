#include "catalogue/subject_state.hpp"

#include "catalogue/channel.hpp"
#include "catalogue/day.hpp"
#include "catalogue/name_form.hpp"
#include "catalogue/world.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

namespace catalogue {

namespace {

using Events = std::vector<const ConsentEvent*>;  // from oldest to newest

constexpr int age_of_own_consent = 16;  // UAVG art. 5(1)

bool is_about(const ConsentEvent& event, const std::string& object) {
    const auto* const only = std::get_if<OnlyOn>(&event.scope);
    return object.empty() ? only == nullptr : only != nullptr && only->object == object;
}

Events events_about(std::span<const ConsentEvent> events, const Question& question, const std::string& object,
                    Day now) {
    Events found;
    for (const ConsentEvent& event : events) {
        if (event.purpose == question.purpose && event.valid_from <= now && is_about(event, object)) {
            found.push_back(&event);
        }
    }
    return found;
}

// Whole years. Born on 29 February: a year older on 1 March.
std::optional<int> age(const Person& person, Day now) {
    if (!person.born) return std::nullopt;
    const std::chrono::year_month_day born{person.born->since_epoch};
    const std::chrono::year_month_day today{now.since_epoch};
    const int years = static_cast<int>(today.year()) - static_cast<int>(born.year());
    const bool birthday_to_come =
        std::tuple{today.month(), today.day()} < std::tuple{born.month(), born.day()};
    return birthday_to_come ? years - 1 : years;
}

SubjectState state_of_no(const ConsentEvent& event) {
    if (event.decision == Decision::Withdraw) return Withdrawn{event.valid_from};
    return Denied{event.valid_from};
}

// A yes counts only while it lasts, and only when it was given by whoever has to give it: now as well as
// then.
SubjectState state_of_grant(const ConsentEvent& grant, const End& end, const Person& person, Day now) {
    if (const Day* last = std::get_if<Day>(&end); last != nullptr && now >= *last) return Expired{*last};
    const Decider then = decider(person, grant.valid_from);
    const Decider today = decider(person, now);
    const bool by_self = grant.given_by == GivenBy::Self;
    if (then != Decider::Self && by_self) return NeedsRepresentative{};
    if (!by_self && grant.assent == Assent::NotGiven) return PersonDidNotAgree{};
    if (grant.given_by == GivenBy::Parent && today != Decider::Parent) return Turned16{};
    if (today == Decider::Representative && by_self) return NeedsRepresentative{};
    return Granted{};
}

// A yes for one photo that says nothing about its end takes over the end of the general yes, unless it was
// given after that.
End end_of(const ConsentEvent& narrow, const Events& wide) {
    if (!std::holds_alternative<EndNotSaid>(narrow.end) || wide.empty()) return narrow.end;
    const ConsentEvent& general = *wide.back();
    const Day* end = std::get_if<Day>(&general.end);
    if (general.decision != Decision::Grant || end == nullptr || narrow.valid_from >= *end) return narrow.end;
    return *end;
}

/// Where somebody stands, and the answer that put them there.
struct Standing {
    SubjectState state;
    const ConsentEvent* by = nullptr;
};

Standing standing_on_object(const Events& narrow, const Events& wide, const Person& person, Day now) {
    const ConsentEvent& last = *narrow.back();
    if (last.decision != Decision::Grant) return {state_of_no(last), &last};
    for (const ConsentEvent* general : wide) {
        const bool later = ConsentHistory::key(*general) > ConsentHistory::key(last);
        if (later && general->decision != Decision::Grant) return {Withdrawn{general->valid_from}, general};
    }
    return {state_of_grant(last, end_of(last, wide), person, now), &last};
}

Standing standing(const ConsentHistory& history, const Person* person, const Question& question, Day now) {
    if (person == nullptr) return {UnknownPerson{}};
    if (person->erased_at && *person->erased_at <= now) return {Erased{}};
    const std::span<const ConsentEvent> events = history.of(person->id, question.capacity);
    const Events wide = events_about(events, question, "", now);
    const Events narrow =
        question.object.empty() ? Events{} : events_about(events, question, question.object, now);
    if (!narrow.empty()) return standing_on_object(narrow, wide, *person, now);
    if (wide.empty()) return {NotAsked{}};
    const ConsentEvent& last = *wide.back();
    if (last.decision != Decision::Grant) return {state_of_no(last), &last};
    return {state_of_grant(last, last.end, *person, now), &last};
}

// A choice for this very purpose beats a choice for all of them; then the newest counts.
const ConsentEvent* latest_choice(std::span<const ConsentEvent> events, Purpose purpose,
                                  const std::string& object, Day now) {
    const auto rank = [](const ConsentEvent& event) {
        return std::tuple<bool, std::string_view, std::string_view>{event.purpose.has_value(),
                                                                    event.valid_from_text, event.id.value};
    };
    const ConsentEvent* latest = nullptr;
    for (const ConsentEvent& event : events) {
        if (!event.name_form || event.valid_from > now || !is_about(event, object)) continue;
        if (event.purpose && *event.purpose != purpose) continue;
        if (latest == nullptr || rank(event) > rank(*latest)) latest = &event;
    }
    return latest;
}

}  // namespace

std::string_view code_of(const SubjectState& state) {
    static constexpr std::array<std::string_view, std::variant_size_v<SubjectState>> codes = {
        "granted",
        "not_asked",
        "denied",
        "withdrawn",
        "expired",
        "turned_16",
        "needs_representative",
        "person_did_not_agree",
        "erased",
        "unknown_person"};
    return codes.at(state.index());
}

Decider decider(const Person& person, Day now) {
    const std::optional<int> years = age(person, now);
    if (years && *years < age_of_own_consent) return Decider::Parent;
    if (person.minor_of_unknown_age == MinorOfUnknownAge::Yes) return Decider::Parent;
    const auto& representative = person.representative;
    if (representative && representative->from <= now &&
        (!representative->until || now < *representative->until)) {
        return Decider::Representative;
    }
    return Decider::Self;
}

SubjectState subject_state(const ConsentHistory& history, const Person* person, const Question& question,
                           Day now) {
    return standing(history, person, question, now).state;
}

const ConsentEvent* deciding_event(const ConsentHistory& history, const Person* person,
                                   const Question& question, Day now) {
    return standing(history, person, question, now).by;
}

std::vector<const ConsentEvent*> naming_events(const ConsentHistory& history, const Person& person,
                                               const Question& question, Day now) {
    const std::span<const ConsentEvent> events = history.of(person.id, Capacity::Maker);
    std::vector<const ConsentEvent*> choices;
    const ConsentEvent* wide = latest_choice(events, question.purpose, "", now);
    if (wide != nullptr) choices.push_back(wide);
    const ConsentEvent* narrow =
        question.object.empty() ? nullptr : latest_choice(events, question.purpose, question.object, now);
    if (narrow != nullptr) choices.push_back(narrow);
    return choices;
}

NameForm name_choice(const ConsentHistory& history, const Person& person, const Question& question, Day now) {
    const std::span<const ConsentEvent> events = history.of(person.id, Capacity::Maker);
    const ConsentEvent* general = latest_choice(events, question.purpose, "", now);
    const NameForm wide = general == nullptr ? person.name_form : *general->name_form;
    if (question.object.empty()) return wide;
    const ConsentEvent* narrow = latest_choice(events, question.purpose, question.object, now);
    if (narrow == nullptr) return wide;
    return tells_no_more_than(*narrow->name_form, wide) ? *narrow->name_form : NameForm::Anonymous;
}

}  // namespace catalogue
