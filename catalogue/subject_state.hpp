#pragma once

#include "catalogue/channel.hpp"
#include "catalogue/day.hpp"
#include "catalogue/name_form.hpp"
#include "catalogue/world.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Where one person stands on one question (DOMAIN §1.4): computed from the events each time, never stored.
namespace catalogue {

struct Granted {};
struct NotAsked {};
struct Denied {
    Day on;
};
struct Withdrawn {
    Day on;
};
struct Expired {
    Day on;  // the first day without
};
struct Turned16 {};
struct NeedsRepresentative {};
struct PersonDidNotAgree {};
struct Erased {};
struct UnknownPerson {};

using SubjectState = std::variant<Granted, NotAsked, Denied, Withdrawn, Expired, Turned16,
                                  NeedsRepresentative, PersonDidNotAgree, Erased, UnknownPerson>;

/// As the reference rule names it: "not_asked".
std::string_view code_of(const SubjectState& state);

struct Question {
    Capacity capacity = Capacity::Maker;
    Purpose purpose = Purpose::Class;
    std::string object;  // id of the photo or text; empty: the course in general
};

/// The answer of one person (nullptr: nobody knows who) to one question on that day.
SubjectState subject_state(const ConsentHistory& history, const Person* person, const Question& question,
                           Day now);

/// The answer in the log that decided it; nullptr when none did. Lives as long as `history`.
const ConsentEvent* deciding_event(const ConsentHistory& history, const Person* person,
                                   const Question& question, Day now);

/// The answers that chose the name form of name_choice(): none, one, or the general and the photo's own.
std::vector<const ConsentEvent*> naming_events(const ConsentHistory& history, const Person& person,
                                               const Question& question, Day now);

/// The name form that the person chose for their photos: for `object` (empty: in general), and never more
/// than in general. Nothing chosen is anonymous.
NameForm name_choice(const ConsentHistory& history, const Person& person, const Question& question, Day now);

enum class Decider { Self, Parent, Representative };

/// Who has to say yes for this person on that day (UAVG art. 5).
Decider decider(const Person& person, Day now);

}  // namespace catalogue
