// What the consent talk asks, and what somebody answered until now.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/talk.hpp"
#include "server/leaders/visit.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace server::leaders {

using catalogue::Capacity;
using catalogue::NameForm;
using catalogue::Person;

NameForm name_now(const Visit& visit, const Person& person) {
    return catalogue::name_choice(visit.desk.world().history, person,
                                  {Capacity::Maker, catalogue::Purpose::Exhibition, ""}, visit.today);
}

std::vector<TalkQuestion> talk_questions(const catalogue::Course& course) {
    std::vector<TalkQuestion> questions;
    for (const Capacity capacity : {Capacity::Maker, Capacity::Portrayed, Capacity::Author}) {
        for (const catalogue::Purpose purpose : course.form.purposes)
            questions.push_back({capacity, purpose});
        if (capacity == Capacity::Maker) questions.push_back({capacity, std::nullopt});
    }
    return questions;
}

Standing standing_of(const Visit& visit, const Person& person, const TalkQuestion& question) {
    const catalogue::World& world = visit.desk.world();
    if (!question.purpose) {
        const NameForm form = name_now(visit, person);
        if (form == NameForm::Full) return {"yes", visit.say("name.full")};
        if (form == NameForm::First) return {"yes", visit.say("name.first")};
        if (form == NameForm::Pseudonym) return {"yes", visit.say("name.pseudonym")};
        return {"no", visit.say("name.anonymous")};
    }
    const auto state = catalogue::subject_state(world.history, &person,
                                                {question.capacity, *question.purpose, ""}, visit.today);
    if (std::holds_alternative<catalogue::Granted>(state)) return {"yes", visit.say("answer.yes")};
    if (std::holds_alternative<catalogue::Denied>(state)) return {"no", visit.say("answer.no")};
    if (std::holds_alternative<catalogue::Withdrawn>(state)) return {"no", visit.say("answer.withdrawn")};
    if (std::holds_alternative<catalogue::Expired>(state)) return {"ended", visit.say("answer.expired")};
    if (std::holds_alternative<catalogue::NotAsked>(state)) return {"unasked", visit.say("answer.unasked")};
    return {"ended", visit.say("answer.again")};
}

catalogue::NewConsentEvent said_here(const Visit& visit, const Person& person) {
    catalogue::NewConsentEvent event;
    event.person = person.id.value;
    event.valid_from = to_string(visit.today);
    event.recorded_at = visit.office.settings.moment();
    event.method = "tablet";
    event.form = visit.desk.catalogue().course().form.version;
    if (visit.who) event.recorded_by = visit.who->account.name;
    const catalogue::Decider decider = catalogue::decider(person, visit.today);
    if (decider == catalogue::Decider::Parent) event.given_by = "parent";
    if (decider == catalogue::Decider::Representative) event.given_by = "rep";
    event.assent = decider != catalogue::Decider::Self && visit.form.has("zelf");
    return event;
}

std::string purpose_words(const Visit& visit, catalogue::Purpose purpose) {
    return visit.words().at("purpose." + std::string{name_of(purpose)});
}

}  // namespace server::leaders
