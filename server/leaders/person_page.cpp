// One person: what they said, their photos and words, what is written down about them, and stopping.

#include "server/leaders/person_page.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/days.hpp"
#include "server/leaders/people_forms.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/stories.hpp"
#include "server/leaders/talk.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

using catalogue::Person;
using catalogue::PersonId;

std::vector<Fields> consent_rows(const Visit& visit, const Person& person) {
    const auto questions = talk_questions(visit.desk.catalogue().course());
    std::vector<Fields> rows;
    for (const TalkQuestion& first : questions) {
        if (first.capacity != catalogue::Capacity::Maker || !first.purpose) continue;
        std::vector<Fields> cells;
        for (std::size_t i = 0; i < questions.size(); ++i) {
            if (questions[i].purpose != first.purpose) continue;
            const Standing standing = standing_of(visit, person, questions[i]);
            cells.push_back(
                Fields{}
                    .put("number", fmt::format("{}", i + 1))
                    .put("capacity",
                         std::string{catalogue::capacities[static_cast<std::size_t>(questions[i].capacity)]})
                    .put("kind", standing.kind)
                    .put("words", standing.words));
        }
        rows.push_back(Fields{}
                           .put("purpose", std::string{name_of(*first.purpose)})
                           .put("words", purpose_words(visit, *first.purpose))
                           .put("cells", std::move(cells)));
    }
    return rows;
}

bool is_on_hold(const Visit& visit, const PersonId& person) {
    return std::ranges::any_of(visit.desk.world().person_holds, [&](const auto& each) {
        return each.person == person && each.hold.from <= visit.today &&
               (!each.hold.until || *each.hold.until > visit.today);
    });
}

}  // namespace

Answer show_person(const Visit& visit, const Person& person, const PersonTyped& typed,
                   const StoryTyped& story, int status) {
    std::vector<Fields> tiles;
    for (const catalogue::Photo& photo : visit.desk.world().photos) {
        if (photo.attribution.person == person.id && photo.state == catalogue::PhotoState::Live) {
            tiles.push_back(tile_of(visit, photo));
        }
    }
    const bool has_photos = !tiles.empty();
    const Standing name_now = standing_of(visit, person, {catalogue::Capacity::Maker, std::nullopt});
    const auto questions = talk_questions(visit.desk.catalogue().course());
    const auto name_question =
        std::ranges::find_if(questions, [](const auto& each) { return !each.purpose; });
    Fields fields;
    put_stories(visit, person, story, fields);
    put_deciders(visit, typed, fields);
    fields.put("page_title", catalogue::name_of(visit.desk.world(), person.id))
        .put("person", person.id.value)
        .put("name", catalogue::name_of(visit.desk.world(), person.id))
        .put("code", person.code)
        .put("is_staff", person.role == catalogue::Role::Staff)
        .put("takes_part", person.takes_part == catalogue::TakesPart::Yes)
        .put("left", person.left.has_value())
        .put("left_on", person.left ? day_said(*visit.language, *person.left) : std::string{})
        .put("is_held", is_on_hold(visit, person.id))
        .put("rows", consent_rows(visit, person))
        .put("name_now", name_now.words)
        .put("name_question", fmt::format("{}", name_question - questions.begin() + 1))
        .put("fields", fields_of(visit, typed))
        .put("told", typed.told)
        .put("has_told", !typed.told.empty())
        .put("mark", visit.desk.mark({{"persons", person.id.value}}))
        .put("has_photos", has_photos)
        .put("photos", std::move(tiles));
    return page(visit, "person", std::move(fields), status);
}

const Person* living_person(const Visit& visit, const std::string& id) {
    const auto& persons = visit.desk.world().persons;
    const auto found = persons.find(PersonId{id});
    return found == persons.end() || found->second.erased_at ? nullptr : &found->second;
}

Answer no_such_person(const Visit& visit) {
    return message(visit, 404, visit.say("person.none_heading"), visit.say("person.none"));
}

Answer person_page(const Visit& visit) {
    const Person* person = living_person(visit, visit.name(0));
    if (person == nullptr) return no_such_person(visit);
    return show_person(visit, *person, typed_of(*person, visit.today), {}, 200);
}

}  // namespace server::leaders
