// Stopping with everything: two taps from any page.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/person_page.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/talk.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace server::leaders {

namespace {

using catalogue::Person;

/// Everything of one person is a no from now on, in every part.
std::int64_t stop_everything(const Visit& visit, const Person& person) {
    std::vector<catalogue::NewConsentEvent> events;
    for (const std::string_view capacity : catalogue::capacities) {
        for (const catalogue::Purpose purpose : catalogue::purposes()) {
            events.push_back(said_here(visit, person));
            events.back().given_by = "self";
            events.back().capacity = capacity;
            events.back().purpose = name_of(purpose);
            events.back().decision = "withdraw";
        }
    }
    const std::string name = catalogue::name_of(visit.desk.world(), person.id);
    return perform(visit, noted("stop.what", {name}), "/mensen/" + person.id.value,
                   [&](catalogue::Catalogue& catalogue) { catalogue.record(events); });
}

}  // namespace

Answer stop_page(const Visit& visit) {
    std::vector<Fields> people;
    for (const auto& [id, person] : visit.desk.world().persons) {
        if (person.erased_at || person.role == catalogue::Role::Staff) continue;
        people.push_back(Fields{}
                             .put("id", id.value)
                             .put("name", catalogue::name_of(visit.desk.world(), id))
                             .put("code", person.code));
    }
    const bool none = people.empty();
    return page(visit, "stop",
                Fields{}
                    .put("page_title", visit.say("stop.title"))
                    .put("people", std::move(people))
                    .put("none", none));
}

Answer stop(const Visit& visit) {
    const Person* person = living_person(visit, visit.form.text("persoon"));
    if (person == nullptr) return no_such_person(visit);
    const std::int64_t step = stop_everything(visit, *person);
    return go_after("/mensen/" + person->id.value, step);
}

}  // namespace server::leaders
