#include "server/leaders/stories.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/people_forms.hpp"
#include "server/leaders/person_page.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/talk.hpp"
#include "server/leaders/text_forms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"
#include "server/words.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace server::leaders {

namespace {

using catalogue::Person;
using catalogue::Text;

constexpr std::size_t longest_story = 2000;
constexpr std::size_t longest_quote = 300;
constexpr std::size_t told_of_quote = 40;  // characters, in the list to choose from

std::vector<const Text*> texts_of(const Visit& visit, const Person& person) {
    std::vector<const Text*> texts;
    for (const Text& text : visit.desk.world().texts) {
        const bool here = text.kind == "story" || text.kind == "quote";
        if (here && text.author == person.id) texts.push_back(&text);
    }
    return texts;
}

/// Of all of them, and of the story that somebody else may just be writing as the first.
std::vector<catalogue::RecordName> records_of(const Visit& visit, const Person& person) {
    std::vector<catalogue::RecordName> records = {{"texts", person.id.value + "-story"}};
    for (const Text* text : texts_of(visit, person)) records.push_back({"texts", text->id.value});
    return records;
}

/// The text that the field "tekst" or "welke" names, if it is one of this person's.
const Text* text_named(const Visit& visit, const Person& person, const std::string& id) {
    for (const Text* text : texts_of(visit, person)) {
        if (text->id.value == id || (id == "story" && text->kind == "story")) return text;
    }
    return nullptr;
}

std::string beginning(const Text& text) {
    const std::string words = text.words.empty() ? std::string{} : text.words.front().text;
    std::size_t at = 0;
    for (std::size_t count = 0; at < words.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(words[at]) & 0xC0) != 0x80;
        if (begins && count++ == told_of_quote) return words.substr(0, at) + "…";
    }
    return words;
}

std::vector<Fields> choices(const Visit& visit, const std::vector<const Text*>& texts,
                            const std::string& chosen) {
    std::vector<Fields> all;
    const auto add = [&](const std::string& id, const std::string& words) {
        all.push_back(Fields{}.put("value", id).put("words", words).put("chosen", chosen == id));
    };
    add("story", visit.say("kind.story"));
    for (const Text* text : texts) {
        if (text->kind == "quote") add(text->id.value, visit.say("kind.quote") + ": " + beginning(*text));
    }
    add("quote", visit.say("story.new_quote"));
    return all;
}

std::string wrong_with(const Visit& visit, const Person& person, const StoryTyped& typed) {
    const Text* known = text_named(visit, person, typed.which);
    const bool is_new = typed.which == "story" || typed.which == "quote";
    if (!is_written_language(typed.language) || (known == nullptr && !is_new))
        return visit.say("story.choose");
    if (known == nullptr && typed.text.empty()) return visit.say("text.empty");
    const bool is_story = known == nullptr ? typed.which == "story" : known->kind == "story";
    if (characters_in(typed.text) > (is_story ? longest_story : longest_quote))
        return visit.say(is_story ? "story.long" : "story.quote_long");
    return {};
}

/// Refused with what was typed, beside the field.
Answer show_again(const Visit& visit, const Person& person, const StoryTyped& typed, int status) {
    return show_person(visit, person, typed_of(person, visit.today), typed, status);
}

/// A yes of its own for this very text, wherever this person's words may be (DOMAIN §1.5).
std::vector<catalogue::NewConsentEvent> yes_to(const Visit& visit, const Person& person, const Text& text) {
    std::vector<catalogue::NewConsentEvent> events;
    for (const TalkQuestion& question : talk_questions(visit.desk.catalogue().course())) {
        if (question.capacity != catalogue::Capacity::Author || !question.purpose) continue;
        if (standing_of(visit, person, question).kind != "yes") continue;
        events.push_back(said_here(visit, person));
        events.back().capacity = "author";
        events.back().purpose = name_of(*question.purpose);
        events.back().scope = text.id.value;
        events.back().decision = "grant";
    }
    return events;
}

}  // namespace

void put_stories(const Visit& visit, const Person& person, const StoryTyped& typed, Fields& fields) {
    const auto texts = texts_of(visit, person);
    std::vector<Fields> rows;
    for (const Text* text : texts) {
        const bool sensitive = text->sensitive == catalogue::Sensitive::Yes;
        rows.push_back(Fields{}
                           .put("kind", visit.words().at("kind." + text->kind))
                           .put("text_id", text->id.value)
                           .put("begins", beginning(*text))
                           .put("approved", text->approved_at.has_value())
                           .put("sensitive", sensitive)
                           .put("wordings", server::as_fields(text->words)));
    }
    Asked words{"woorden", visit.say("text.words"), typed.text, visit.say("text.hint"), typed.error, "long"};
    words.language = typed.language.empty() ? "nl" : typed.language;
    fields.put("stories", std::move(rows))
        .put("story_mark", visit.desk.mark(records_of(visit, person)))
        .put("story_choices", choices(visit, texts, typed.which))
        .put("story_languages", written_languages(typed.language))
        .put("story_fields", std::vector{as_fields(words)});
}

Answer write_story(const Visit& visit) {
    const Person* person = living_person(visit, visit.name(0));
    if (person == nullptr) return no_such_person(visit);
    StoryTyped typed{visit.form.text("welke"), visit.form.text("taal"), visit.form.text("woorden"), ""};
    typed.error = wrong_with(visit, *person, typed);
    if (!typed.error.empty()) return show_again(visit, *person, typed, 422);
    const auto records = records_of(visit, *person);
    typed.error = stale(visit, records);
    if (!typed.error.empty()) return show_again(visit, *person, typed, 409);
    const catalogue::Wording words{typed.language, typed.text};
    const Text* known = text_named(visit, *person, typed.which);
    const std::string kind = known == nullptr ? typed.which : known->kind;
    const std::string page = "/mensen/" + person->id.value;
    const std::string name = catalogue::name_of(visit.desk.world(), person->id);
    catalogue::AddText adding;
    adding.kind = kind;
    adding.author = person->id;
    adding.words = words;
    return go_after(page + "#woorden-van",
                    perform(visit, noted("story.did", {noted("kind." + kind), name}), page,
                            [&](catalogue::Catalogue& catalogue) {
                                if (known == nullptr) {
                                    catalogue.change(adding);
                                } else {
                                    catalogue.change(catalogue::EditText{known->id, words});
                                }
                            }));
}

Answer say_of_story(const Visit& visit) {
    const Person* person = living_person(visit, visit.name(0));
    if (person == nullptr) return no_such_person(visit);
    const Text* text = text_named(visit, *person, visit.form.text("tekst"));
    const std::string does = visit.form.text("wat");
    const auto records = records_of(visit, *person);
    StoryTyped typed;
    typed.error = stale(visit, records);
    if (!typed.error.empty()) return show_again(visit, *person, typed, 409);
    const bool known = does == "goed" || does == "gevoelig" || does == "gewoon" || does == "ja";
    if (text == nullptr || !known) {
        typed.error = visit.say("story.choose");
        return show_again(visit, *person, typed, 422);
    }
    const auto events =
        does == "ja" ? yes_to(visit, *person, *text) : std::vector<catalogue::NewConsentEvent>{};
    if (does == "ja" && events.empty()) {
        typed.error = visit.say("story.no_yes");
        return show_again(visit, *person, typed, 422);
    }
    const std::string page = "/mensen/" + person->id.value;
    const catalogue::TextId id = text->id;
    const char* const told = does == "goed"       ? "text.good"
                             : does == "ja"       ? "story.yes_did"
                             : does == "gevoelig" ? "story.sensitive_did"
                                                  : "story.plain_did";
    return go_after(page + "#woorden-van",
                    perform(visit, noted(told), page, [&](catalogue::Catalogue& catalogue) {
                        if (does == "goed") {
                            catalogue.change(catalogue::MentionsLookedAt{id});
                            catalogue.change(catalogue::ApproveText{id, "", visit.today});
                        } else if (does == "ja") {
                            catalogue.record(events);
                        } else {
                            catalogue.change(catalogue::MarkSensitive{id, does == "gevoelig"});
                        }
                    }));
}

}  // namespace server::leaders
