#include "catalogue/turning_days.hpp"

#include "catalogue/day.hpp"
#include "catalogue/world.hpp"

#include <chrono>
#include <optional>
#include <set>
#include <variant>

namespace catalogue {

namespace {

void add(std::set<Day>& days, const std::optional<Day>& day) {
    if (day) days.insert(*day);
}

void add_person(std::set<Day>& days, const World& world, const Person& person) {
    if (person.representative) {
        days.insert(person.representative->from);
        add(days, person.representative->until);
    }
    add(days, person.erased_at);
    if (person.born) days.insert(sixteenth_birthday(*person.born));
    for (const Capacity capacity : {Capacity::Maker, Capacity::Portrayed, Capacity::Author}) {
        for (const ConsentEvent& event : world.history.of(person.id, capacity)) {
            if (const Day* end = std::get_if<Day>(&event.end)) days.insert(*end);
            days.insert(event.valid_from);
        }
    }
}

}  // namespace

Day sixteenth_birthday(Day born) {
    const std::chrono::year_month_day day{born.since_epoch};
    const std::chrono::year_month_day birthday =
        (day.year() + std::chrono::years{16}) / day.month() / day.day();
    if (birthday.ok()) return Day{birthday};
    return Day{std::chrono::sys_days{birthday.year() / std::chrono::March / 1}};
}

std::set<Day> turning_days(const World& world, const std::optional<PersonId>& who) {
    std::set<Day> days;
    for (const Hold& hold : world.holds) {
        days.insert(hold.from);
        add(days, hold.until);
    }
    for (const PersonHold& hold : world.person_holds) {
        days.insert(hold.hold.from);
        add(days, hold.hold.until);
    }
    for (const auto& [id, person] : world.persons) {
        if (!who || *who == id) add_person(days, world, person);
    }
    return days;
}

}  // namespace catalogue
