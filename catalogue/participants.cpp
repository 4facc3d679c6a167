#include "catalogue/catalogue.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/shown_name.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

namespace {

constexpr std::string_view start_room = "start card";

bool is_there(const Person& person, Day now) {
    return person.takes_part == TakesPart::Yes && !person.erased_at &&
           (!person.joined || *person.joined <= now) && (!person.left || now <= *person.left);
}

}  // namespace

Participant as_participant(const World& world, const Person& person, Day now) {
    NameForm form = general_name(world, person, Channel::ClassView, now);
    // Who goes by another name in general does so among classmates as well, whatever else was written down.
    if (person.name_form == NameForm::Pseudonym) form = meet(form, NameForm::Pseudonym);
    return {person.id, person.code, shown_name(person, form), person.languages};
}

std::vector<Participant> Catalogue::participants(Day now) const {
    const World& world = rooms_->world();
    std::vector<Participant> participants;
    for (const auto& [id, person] : world.persons) {
        if (!is_there(person, now)) continue;
        participants.push_back(as_participant(world, person, now));
    }
    std::ranges::stable_sort(participants, {}, &Participant::code);
    return participants;
}

std::string Catalogue::start_code(const PersonId& person) const {
    return rooms_->addresses.code_of(start_room, person.value);
}

std::optional<PersonId> Catalogue::person_with_start_code(std::string_view code) const {
    for (const auto& [id, person] : rooms_->world().persons) {
        if (!person.erased_at && start_code(id) == code) return id;
    }
    return std::nullopt;
}

}  // namespace catalogue
