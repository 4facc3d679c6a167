// The people of the course: who they are, how they are called, what they said.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/erasure_task.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/people_forms.hpp"
#include "server/leaders/person_page.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/talk.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

using catalogue::Person;
using catalogue::PersonId;

std::size_t photos_by(const Visit& visit, const PersonId& person) {
    return static_cast<std::size_t>(std::ranges::count_if(visit.desk.world().photos, [&](const auto& photo) {
        return photo.attribution.person == person && photo.state == catalogue::PhotoState::Live;
    }));
}

Fields line_of(const Visit& visit, const Person& person) {
    std::size_t unasked = 0;
    for (const TalkQuestion& question : talk_questions(visit.desk.catalogue().course())) {
        if (question.capacity != catalogue::Capacity::Maker || !question.purpose) continue;
        unasked += standing_of(visit, person, question).kind == "unasked" ? 1 : 0;
    }
    const std::size_t photos = photos_by(visit, person.id);
    return Fields{}
        .put("id", person.id.value)
        .put("code", person.code)
        .put("name", catalogue::name_of(visit.desk.world(), person.id))
        .put("photos", fmt::format("{}", photos))
        .put("has_photos", photos > 0)
        .put("unasked", fmt::format("{}", unasked))
        .put("asks", unasked > 0 && person.takes_part == catalogue::TakesPart::Yes)
        .put("left", person.left.has_value() && *person.left < visit.today);
}

}  // namespace

Answer people_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    std::vector<Fields> participants;
    std::vector<Fields> others;
    std::vector<const Person*> people;
    for (const auto& [id, person] : visit.desk.world().persons) {
        if (!person.erased_at && person.role != catalogue::Role::Staff) people.push_back(&person);
    }
    std::ranges::sort(people, {}, [](const Person* person) { return person->code; });
    for (const Person* person : people) {
        (person->takes_part == catalogue::TakesPart::Yes ? participants : others)
            .push_back(line_of(visit, *person));
    }
    const bool none = participants.empty();
    const bool has_others = !others.empty();
    return page(visit, "people",
                Fields{}
                    .put("page_title", visit.say("people.title"))
                    .put("participants", std::move(participants))
                    .put("none", none)
                    .put("has_others", has_others)
                    .put("others", std::move(others)));
}

namespace {

Answer show_new_person(const Visit& visit, bool participant, const PersonTyped& typed, int status) {
    Fields fields;
    put_deciders(visit, typed, fields);
    fields.put("page_title", visit.say("person.new"))
        .put("participant", participant)
        .put("fields", fields_of(visit, typed));
    return page(visit, "person_new", std::move(fields), status);
}

}  // namespace

Answer new_person_page(const Visit& visit) {
    return show_new_person(visit, visit.query.text("soort") != "op-foto", {}, 200);
}

Answer add_person(const Visit& visit) {
    PersonTyped typed = read_person_form(visit);
    const bool participant = visit.form.text("soort") != "portrayed";
    if (participant && visit.form.text("soort") != "participant" && visit.form.has("soort"))
        return nothing_done(visit);
    if (!typed.good()) return show_new_person(visit, participant, typed, 422);
    catalogue::AddPerson adding;
    adding.role = participant ? "participant" : "portrayed";
    adding.names = names_of(typed, nullptr);
    adding.born = typed.born_day;
    adding.joined = visit.today;
    std::string made;
    const std::int64_t step = perform(
        visit, noted("person.added", {typed.pseudonym.empty() ? typed.first : typed.pseudonym}), "/mensen",
        [&](catalogue::Catalogue& catalogue) {
            made = catalogue.change(adding);
            decide_with(catalogue, PersonId{made}, std::nullopt, typed, visit.today);
            if (typed.languages.empty()) return;
            change_course(catalogue, catalogue::SetLanguages{PersonId{made}, languages_in(typed.languages)});
        });
    return go_after("/mensen/" + made, step);
}

Answer change_person(const Visit& visit) {
    const Person* person = living_person(visit, visit.name(0));
    if (person == nullptr) return no_such_person(visit);
    PersonTyped typed = read_person_form(visit);
    const std::vector<catalogue::RecordName> record = {{"persons", person->id.value}};
    typed.told = stale(visit, record);
    if (!typed.good() || !typed.told.empty()) {
        return show_person(visit, *person, typed, {}, typed.told.empty() ? 422 : 409);
    }
    const std::string name = catalogue::name_of(visit.desk.world(), person->id);
    const PersonId id = person->id;
    const auto born = person->born;
    const auto representative = person->representative;
    const catalogue::Names names = names_of(typed, person);
    const std::string page = "/mensen/" + id.value;
    const std::int64_t step =
        perform(visit, noted("person.changed", {name}), page, [&](catalogue::Catalogue& catalogue) {
            catalogue.change(catalogue::ChangeNames{id, names});
            decide_with(catalogue, id, representative, typed, visit.today);
            if (typed.born_day && typed.born_day != born)
                catalogue.change(catalogue::ChangeBirth{id, *typed.born_day});
            change_course(catalogue, catalogue::SetLanguages{id, languages_in(typed.languages)});
        });
    return go_after(page, step);
}

Answer leave_course(const Visit& visit) {
    const Person* person = living_person(visit, visit.name(0));
    if (person == nullptr) return no_such_person(visit);
    const std::string page = "/mensen/" + person->id.value;
    const std::string name = catalogue::name_of(visit.desk.world(), person->id);
    const catalogue::LeaveCourse change{person->id, visit.today};
    return go_after(page, perform(visit, noted("person.leaves", {name}), page,
                                  [&](catalogue::Catalogue& catalogue) { catalogue.change(change); }));
}

Answer hold_person(const Visit& visit) {
    const Person* person = living_person(visit, visit.name(0));
    if (person == nullptr) return no_such_person(visit);
    const PersonId id = person->id;
    const std::string page = "/mensen/" + id.value;
    const std::string name = catalogue::name_of(visit.desk.world(), id);
    const bool ends = visit.form.text("uit") == "nee";
    if (!ends && visit.form.text("uit") != "ja") return nothing_done(visit);
    const std::string what = ends ? noted("hold.off", {name}) : noted("hold.on", {name});
    return go_after(page, perform(visit, what, page, [&](catalogue::Catalogue& catalogue) {
                        if (ends) {
                            catalogue.end_hold(id, visit.today);
                        } else {
                            catalogue.hold({id, visit.today,
                                            visit.say_in_dutch("hold.reason", {visit.who->account.name})});
                        }
                    }));
}

namespace {

/// What is left to people after somebody was erased.
std::string task_said(const Visit& visit, const catalogue::ErasureTask& task) {
    using Kind = catalogue::ErasureTask::Kind;
    const auto value = [&](std::size_t at) { return task.values.at(at); };
    const auto paper = [&](std::size_t at) {
        const auto words = visit.words().find("output." + value(at));
        return words == visit.words().end() ? value(at) : words->second;
    };
    switch (task.kind) {
        case Kind::SharedCamera:
            return visit.say("erase.task_shared", {value(0)});
        case Kind::OnOthersPhoto:
            return visit.say("erase.task_depicted", {value(0), value(1), value(0)});
        case Kind::WasPrinted:
            return visit.say("erase.task_printed", {value(0), paper(1)});
        case Kind::MakeAgain:
            return visit.say("erase.task_again", {value(0), paper(1)});
        case Kind::NameInText:
            break;
    }
    return visit.say("erase.task_words", {value(0), value(1)});
}

}  // namespace

Answer erase_page(const Visit& visit) {
    const Person* person = living_person(visit, visit.name(0));
    if (person == nullptr) return no_such_person(visit);
    Asked typed{"naam", visit.say("erase.type", {catalogue::name_of(visit.desk.world(), person->id)})};
    return page(visit, "erase",
                Fields{}
                    .put("page_title", visit.say("erase.title"))
                    .put("person", person->id.value)
                    .put("name", catalogue::name_of(visit.desk.world(), person->id))
                    .put("fields", std::vector{as_fields(typed)}));
}

Answer erase_person(const Visit& visit) {
    const Person* person = living_person(visit, visit.name(0));
    if (person == nullptr) return no_such_person(visit);
    const std::string name = catalogue::name_of(visit.desk.world(), person->id);
    if (visit.form.text("naam") != name) {
        Asked typed{"naam", visit.say("erase.type", {name}), visit.form.text("naam")};
        typed.error = visit.say("erase.wrong");
        return page(visit, "erase",
                    Fields{}
                        .put("page_title", visit.say("erase.title"))
                        .put("person", person->id.value)
                        .put("name", name)
                        .put("fields", std::vector{as_fields(typed)}),
                    422);
    }
    const PersonId id = person->id;
    auto catalogue =
        catalogue::Catalogue::open(visit.desk.catalogue().folder(), catalogue::Access::ReadWrite);
    const catalogue::Erasure erasure = catalogue.erase(id, visit.today, visit.today);
    std::vector<Fields> tasks;
    tasks.reserve(erasure.tasks.size());
    for (const std::string& sentence : erasure.tasks) {
        const auto task = catalogue::erasure_task(sentence);
        tasks.push_back(Fields{}.put("sentence", task ? task_said(visit, *task) : sentence));
    }
    const bool has_tasks = !tasks.empty();
    return page(visit, "erased",
                Fields{}
                    .put("page_title", visit.say("erase.done"))
                    .put("code", erasure.code)
                    .put("photos", fmt::format("{}", erasure.photos))
                    .put("texts", fmt::format("{}", erasure.texts))
                    .put("has_tasks", has_tasks)
                    .put("tasks", std::move(tasks)));
}

}  // namespace server::leaders
