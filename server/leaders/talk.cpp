#include "server/leaders/talk.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/person_page.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/leaders/words_file.hpp"
#include "server/site_templates.hpp"
#include "server/words.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

using catalogue::Capacity;
using catalogue::NameForm;
using catalogue::Person;

constexpr const char* languages[] = {"nl", "en", "ar", "tr"};

std::string language_of(const std::string& wanted) {
    for (const char* const each : languages) {
        if (wanted == each) return each;
    }
    return "nl";
}

std::string name_of_capacity(Capacity capacity) {
    return std::string{catalogue::capacities[static_cast<std::size_t>(capacity)]};
}

// Two years, unless they say otherwise (DOMAIN §1.2).
std::string end_of_yes(const Visit& visit, const std::string& how_long) {
    if (how_long == "altijd") return "never";
    return to_string(catalogue::Day{visit.today.since_epoch + std::chrono::days{730}});
}

struct Screen {
    std::vector<TalkQuestion> questions;
    std::size_t at = 0;
    std::string language;
    std::string how_long;
    std::map<std::string, std::string> words;
};

Screen screen_of(const Visit& visit, const Form& asked) {
    Screen screen;
    screen.questions = talk_questions(visit.desk.catalogue().course());
    screen.at = static_cast<std::size_t>(std::max(0, asked.number("vraag").value_or(1) - 1));
    screen.language = language_of(asked.text("taal"));
    screen.how_long = asked.text("lang") == "altijd" ? "altijd" : "2jaar";
    screen.words = read_words(visit.office.settings.templates / ("talk." + screen.language + ".json"));
    return screen;
}

std::string address_of_screen(const Visit& visit, const Screen& screen, std::size_t question) {
    return fmt::format("/mensen/{}/gesprek?vraag={}&taal={}&lang={}", visit.name(0), question + 1,
                       screen.language, screen.how_long);
}

std::vector<Fields> language_links(const Screen& screen) {
    static const std::map<std::string, std::string> own = {
        {"nl", "Nederlands"}, {"en", "English"}, {"ar", "العربية"}, {"tr", "Türkçe"}};
    std::vector<Fields> links;
    for (const char* const each : languages) {
        links.push_back(
            Fields{}.put("code", each).put("its_name", own.at(each)).put("now", screen.language == each));
    }
    return links;
}

std::vector<Fields> name_choices(const Person& person, const Screen& screen) {
    std::vector<Fields> choices;
    const auto add = [&](NameForm form, const std::string& example, bool can) {
        choices.push_back(Fields{}
                              .put("code", std::string{name_of(form)})
                              .put("words", screen.words.at(std::string{name_of(form)}))
                              .put("example", example)
                              .put("can", can));
    };
    add(NameForm::Full, person.display.full, !person.display.full.empty());
    add(NameForm::First, person.display.first, !person.display.first.empty());
    add(NameForm::Pseudonym, person.display.pseudonym, !person.display.pseudonym.empty());
    add(NameForm::Anonymous, "", true);
    return choices;
}

std::string question_text(const Screen& screen, const TalkQuestion& question) {
    if (!question.purpose) return screen.words.at("name");
    const std::string mark = screen.language == "ar" ? "؟" : "?";
    std::string text = screen.words.at(name_of_capacity(question.capacity)) + " " +
                       screen.words.at("purpose." + std::string{name_of(*question.purpose)});
    return text + (screen.language == "tr" ? "" : mark);
}

Answer show_end(const Visit& visit, const Screen& screen, const Person& person) {
    return page(visit, "talk_end",
                Fields{}
                    .put("page_title", visit.say("talk.title"))
                    .put("person", person.id.value)
                    .put("name", catalogue::name_of(visit.desk.world(), person.id))
                    .put("language", screen.language)
                    .put("direction", direction_of(screen.language))
                    .put("thanks", screen.words.at("end")));
}

/// What the page showed as the answer until now: kept in the form, to see whether somebody answered
/// meanwhile.
std::string standing_mark(const Visit& visit, const Person& person, const TalkQuestion& question) {
    if (question.purpose) return standing_of(visit, person, question).kind;
    return std::string{name_of(name_now(visit, person))};
}

/// Which of my photos, me on a photo and my words, as the form says it.
constexpr const char* capacity_words[] = {"capacity.maker", "capacity.portrayed", "capacity.author"};
constexpr const char* name_words[] = {"name.full", "name.first", "name.pseudonym", "name.anonymous"};

/// "Ria, mijn foto’s in de les: mag"
std::string note_of(const Visit& visit, const Person& person, const TalkQuestion& question,
                    const std::string& answer) {
    const std::string name = catalogue::name_of(visit.desk.world(), person.id);
    if (!question.purpose) {
        const auto* const words = std::ranges::find(name_words, "name." + answer);
        return noted("talk.did_name", {name, noted(words == std::end(name_words) ? "talk.name" : *words)});
    }
    return noted("talk.did", {name, noted(capacity_words[static_cast<std::size_t>(question.capacity)]),
                              noted("purpose." + std::string{name_of(*question.purpose)}),
                              noted(answer == "ja" ? "answer.yes" : "answer.no")});
}

Answer show_question(const Visit& visit, const Screen& screen, const Person& person,
                     const std::string& told = {}, int status = 200) {
    if (screen.at >= screen.questions.size()) return show_end(visit, screen, person);
    const TalkQuestion& question = screen.questions.at(screen.at);
    const Standing now = standing_of(visit, person, question);
    const bool about_name = !question.purpose;
    const std::string purpose = about_name ? "name" : std::string{name_of(*question.purpose)};
    const catalogue::Decider decider = catalogue::decider(person, visit.today);
    return page(visit, "talk",
                Fields{}
                    .put("page_title", visit.say("talk.title"))
                    .put("person", person.id.value)
                    .put("name", catalogue::name_of(visit.desk.world(), person.id))
                    .put("number", fmt::format("{}", screen.at + 1))
                    .put("previous", fmt::format("{}", screen.at))
                    .put("has_previous", screen.at > 0)
                    .put("next", fmt::format("{}", screen.at + 2))
                    .put("of", fmt::format("{}", screen.questions.size()))
                    .put("language", screen.language)
                    .put("direction", direction_of(screen.language))
                    .put("how_long", screen.how_long)
                    .put("languages", language_links(screen))
                    .put("pictogram", purpose)
                    .put("question", question_text(screen, question))
                    .put("note", about_name ? std::string{} : screen.words.at("note." + purpose))
                    .put("has_note", !about_name && !screen.words.at("note." + purpose).empty())
                    .put("free", screen.words.at("free"))
                    .put("about_name", about_name)
                    .put("choices", about_name ? name_choices(person, screen) : std::vector<Fields>{})
                    .put("yes", screen.words.at("yes"))
                    .put("no", screen.words.at("no"))
                    .put("later", screen.words.at("later"))
                    .put("speak", screen.words.at("speak"))
                    .put("now", now.words)
                    .put("now_kind", now.kind)
                    .put("with_parent", decider == catalogue::Decider::Parent)
                    .put("with_representative", decider == catalogue::Decider::Representative)
                    .put("told", told)
                    .put("has_told", !told.empty())
                    .put("mark", standing_mark(visit, person, question)),
                status);
}

catalogue::NewConsentEvent answer_given(const Visit& visit, const Screen& screen, const Person& person) {
    const TalkQuestion& question = screen.questions.at(screen.at);
    catalogue::NewConsentEvent event = said_here(visit, person);
    event.capacity = name_of_capacity(question.capacity);
    event.language = screen.language;
    event.purpose = question.purpose ? std::string{name_of(*question.purpose)} : "*";
    const std::string answer = visit.form.text("antwoord");
    event.decision = answer == "nee" ? "deny" : "grant";
    if (!question.purpose) {
        event.name_form = answer;
        event.decision = "grant";
    } else if (event.decision == "grant") {
        event.valid_until = end_of_yes(visit, screen.how_long);
    }
    return event;
}

// By the page to which its step leads: answers are no records that can be asked who changed them.
std::string answered_meanwhile(const Visit& visit, const Screen& screen) {
    constexpr int lately = 100;
    const std::string here = address_of_screen(visit, screen, screen.at);
    const std::string question = here.substr(0, here.find('&') + 1);
    for (const catalogue::Step& step : visit.desk.last_steps(lately)) {
        if (!step.undone && step.page.starts_with(question)) return visit.say("stale.by", {step.who});
    }
    return visit.say("stale.somebody");
}

bool is_answer(const Screen& screen, const std::string& answer) {
    const bool about_name = !screen.questions.at(screen.at).purpose;
    return about_name ? catalogue::name_form_named(answer).has_value() : answer == "ja" || answer == "nee";
}

}  // namespace

Answer talk_page(const Visit& visit) {
    const Person* person = living_person(visit, visit.name(0));
    if (person == nullptr) return no_such_person(visit);
    const Screen screen = screen_of(visit, visit.query);
    if (!visit.query.has("vraag")) {
        return page(visit, "talk_start",
                    Fields{}
                        .put("page_title", visit.say("talk.title"))
                        .put("person", person->id.value)
                        .put("name", catalogue::name_of(visit.desk.world(), person->id))
                        .put("languages", language_links(screen))
                        .put("of", fmt::format("{}", screen.questions.size())));
    }
    return show_question(visit, screen, *person);
}

Answer talk(const Visit& visit) {
    const Person* person = living_person(visit, visit.name(0));
    if (person == nullptr) return no_such_person(visit);
    const Screen screen = screen_of(visit, visit.form);
    const std::string next = address_of_screen(visit, screen, screen.at + 1);
    if (screen.at >= screen.questions.size()) return go(next);
    const std::string answer = visit.form.text("antwoord");
    if (answer == "later") return go(next);
    if (!is_answer(screen, answer))
        return show_question(visit, screen, *person, visit.say("talk.choose"), 422);
    const TalkQuestion& question = screen.questions.at(screen.at);
    const bool fresh =
        !visit.form.has("stand") || visit.form.text("stand") == standing_mark(visit, *person, question);
    if (!fresh) return show_question(visit, screen, *person, answered_meanwhile(visit, screen), 409);
    const catalogue::NewConsentEvent event = answer_given(visit, screen, *person);
    const std::int64_t step =
        perform(visit, note_of(visit, *person, question, answer), address_of_screen(visit, screen, screen.at),
                [&](catalogue::Catalogue& catalogue) { catalogue.record({event}); });
    return go_after(next, step);
}

}  // namespace server::leaders
