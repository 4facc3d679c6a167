#include "catalogue/consent_commands.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/digest.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

void print_json(const std::vector<Json>& rows) {
    std::string text = "[";
    for (const Json& row : rows) text += (text.size() > 1 ? ",\n " : "\n ") + course_file::write_compact(row);
    fmt::print("{}\n]\n", text);
}

std::string joined(const std::vector<std::string>& sentences) {
    std::string all;
    for (const std::string& sentence : sentences) all += (all.empty() ? "" : " ") + sentence;
    return all;
}

std::string_view dutch(NameForm form) {
    switch (form) {
        case NameForm::Full:
            return "voor- en achternaam";
        case NameForm::First:
            return "alleen voornaam";
        case NameForm::Pseudonym:
            return "andere naam";
        case NameForm::Anonymous:
            return "geen naam";
    }
    return "";
}

void print_matrix(const Invocation& invocation, bool as_json) {
    const Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadOnly);
    std::vector<Json> rows;
    std::string photo;
    if (!as_json) fmt::print("Wat mag er op {}?\n", in_dutch(invocation.today()));
    for (const PhotoVerdict& verdict : catalogue.photo_verdicts(invocation.today())) {
        const std::string_view channel = rule_of(verdict.channel).name;
        if (as_json) {
            rows.push_back({{"photo", verdict.photo.value},
                            {"channel", channel},
                            {"version", verdict.version.value},
                            {"allow", verdict.allow},
                            {"name", verdict.allow ? Json(name_of(verdict.name)) : Json(nullptr)},
                            {"reasons", verdict.reasons}});
            continue;
        }
        if (photo != verdict.photo.value)
            fmt::print("\n{} ({})\n", verdict.photo.value, verdict.version.value);
        photo = verdict.photo.value;
        fmt::print("  {:<17} {}\n", channel,
                   verdict.allow ? fmt::format("ja    {}", dutch(verdict.name))
                                 : fmt::format("nee   {}", joined(verdict.sentences)));
    }
    if (as_json) print_json(rows);
}

void print_texts(const Invocation& invocation, bool as_json) {
    const Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadOnly);
    std::vector<Json> rows;
    std::string text;
    if (!as_json) fmt::print("Welke woorden mogen er op {}?\n", in_dutch(invocation.today()));
    for (const TextVerdict& verdict : catalogue.text_verdicts(invocation.today())) {
        const std::string_view channel = rule_of(verdict.channel).name;
        if (as_json) {
            rows.push_back({{"text", verdict.text.value},
                            {"channel", channel},
                            {"allow", verdict.allow},
                            {"reasons", verdict.reasons}});
            continue;
        }
        if (text != verdict.text.value) fmt::print("\n{}\n", verdict.text.value);
        text = verdict.text.value;
        fmt::print("  {:<17} {}\n", channel,
                   verdict.allow ? "ja" : fmt::format("nee   {}", joined(verdict.sentences)));
    }
    if (as_json) print_json(rows);
}

std::vector<std::string> or_all(const std::string& wanted, const std::vector<std::string>& all) {
    return wanted == "all" ? all : std::vector<std::string>{wanted};
}

/// What was typed about one answer.
struct Said {
    NewConsentEvent event;
    std::vector<std::string> purposes;
    std::string from;
    std::string evidence;  // a file
    bool as_json = false;
};

std::vector<std::string> purposes_named(const std::vector<std::string>& wanted) {
    std::vector<std::string> all;
    for (const Purpose purpose : purposes()) all.emplace_back(name_of(purpose));
    std::vector<std::string> named;
    for (const std::string& each : wanted) {
        if (each == "all") return all;
        if (!purpose_named(each)) {
            throw CannotWork(
                fmt::format("There is no purpose {}; it must be one of: {}", each, fmt::join(all, ", ")));
        }
        named.push_back(each);
    }
    return named;
}

// Written as days: the program reads them, and a typing mistake must not become a yes without end.
void check_days(const Said& said) {
    const std::string& until = said.event.valid_until;
    const auto day = [](const char* option, const std::string& text) {
        try {
            return parse_day(text);
        } catch (const std::invalid_argument& error) {
            throw CannotWork(fmt::format("{}: {}", option, error.what()));
        }
    };
    const Day from = day("--from", said.event.valid_from);
    if (until.empty() || until == "never") return;
    if (day("--until", until) <= from) {
        throw CannotWork(fmt::format("--until {} is not after the day on which the yes begins, {}", until,
                                     to_string(from)));
    }
}

NewConsentEvent complete(const Invocation& invocation, const Said& said) {
    NewConsentEvent event = said.event;
    event.valid_from = said.from.empty() ? to_string(invocation.today()) : said.from;
    event.recorded_at = invocation.moment();
    if (!said.evidence.empty()) event.evidence_sha256 = sha256_of_file(said.evidence);
    return event;
}

// "all" is an event for each: every question is answered on its own.
void record_decision(const Invocation& invocation, const Said& said) {
    const NewConsentEvent whole = complete(invocation, said);
    check_days({whole, {}, {}, {}, false});
    Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadWrite);
    const std::vector<std::string> fitting = catalogue.capacities_for(whole.scope);
    if (fitting.empty()) {
        throw CannotWork(fmt::format("There is no photo or text {} in this course", whole.scope));
    }
    const std::string asked_as = whole.capacity.empty() ? fitting.front() : whole.capacity;
    std::vector<NewConsentEvent> events;
    for (const std::string& capacity : or_all(asked_as, fitting)) {
        for (const std::string& purpose : purposes_named(said.purposes)) {
            events.push_back(whole);
            events.back().capacity = capacity;
            events.back().purpose = purpose;
        }
    }
    const auto ids = catalogue.record(events);
    if (said.as_json) {
        Json list = Json::array();
        for (const EventId& id : ids) list.push_back(id.value);
        fmt::print("{}\n", course_file::write_compact({{"person", whole.person}, {"events", list}}));
        return;
    }
    fmt::print("Recorded for {}: {} ({} to {}).\n", whole.person,
               ids.size() == 1 ? "1 answer" : fmt::format("{} answers", ids.size()), ids.front().value,
               ids.back().value);
    const Desk desk(invocation.library);
    const Person* person = desk.world().person(PersonId{whole.person});
    const bool of_photos =
        std::ranges::any_of(events, [](const auto& each) { return each.capacity == "maker"; });
    if (person != nullptr && person->role == Role::Staff && of_photos) {
        fmt::print(
            "{0} is staff: nobody's yes is asked for staff's own photos, so this changes nothing about them. "
            "inbeeld hold on --person {0} takes them off everywhere.\n",
            whole.person);
    }
}

// Who said it, how and when: asked with every answer, also with a stop.
void add_circumstances(CLI::App& command, Said& said) {
    NewConsentEvent& event = said.event;
    command.add_option("--person", event.person, "Id of the person")->required();
    command.add_option("--from", said.from,
                       "Day from which it counts, if it was said on another day than today");
    command.add_option("--given-by", event.given_by, "self, parent or rep")
        ->check(CLI::IsMember({"self", "parent", "rep"}))
        ->capture_default_str();
    command.add_flag("--assent", event.assent, "The person agrees with the parent or representative");
    command.add_option("--method", event.method, "On paper, by telephone, ...");
    command.add_option("--language", event.language, "Language of the talk");
    command.add_option("--witness", event.witness, "Who was there");
    command.add_option("--form", event.form, "Version of the form, or number of the portrait slip");
    command.add_option("--evidence", said.evidence, "Scan or recording; only its SHA-256 is kept here")
        ->check(CLI::ExistingFile);
    command.add_option("--recorded-by", event.recorded_by, "Id of who writes this down");
    command.add_option("--note", event.note, "Anything worth keeping");
    command.add_flag("--json", said.as_json, "For programs");
}

void add_decision(CLI::App& consent, const Invocation& invocation, const std::string& decision,
                  const std::string& description) {
    auto* command = consent.add_subcommand(decision, description);
    auto said = std::make_shared<Said>();  // owned by the options and by the callback
    NewConsentEvent& event = said->event;
    event.decision = decision;
    event.capacity = decision == "withdraw" ? "all" : "";
    if (decision == "withdraw") said->purposes = {"all"};
    add_circumstances(*command, *said);
    command
        ->add_option("--capacity", event.capacity,
                     "maker (my photos), portrayed (me on a photo), author (my words) or all; unless told: "
                     "author for a text, otherwise maker")
        ->check(CLI::IsMember({"maker", "portrayed", "author", "all"}))
        ->capture_default_str();
    auto* purpose = command
                        ->add_option("--purpose", said->purposes,
                                     "exhibition, practice_screen, booklet, ... or all; several with commas")
                        ->delimiter(',');
    if (decision != "withdraw") purpose->required();
    command->add_option("--scope", event.scope, "course, or the id of one photo or text")
        ->capture_default_str();
    command->add_option("--name-form", event.name_form, "full, first, pseudonym or anonymous")
        ->check(CLI::IsMember({"full", "first", "pseudonym", "anonymous"}));
    if (decision == "grant") {
        command->add_option("--until", event.valid_until,
                            "First day on which the yes no longer counts, or: never");
    }
    command->callback([&invocation, said] { record_decision(invocation, *said); });
}

// One word is enough: everything, in every part.
void add_stop(CLI::App& consent, const Invocation& invocation) {
    auto* command = consent.add_subcommand("stop", "Somebody stops with everything: photos, face and words");
    auto said = std::make_shared<Said>();  // owned by the options and by the callback
    said->event.decision = "withdraw";
    said->event.capacity = "all";
    said->purposes = {"all"};
    add_circumstances(*command, *said);
    command->callback([&invocation, said] { record_decision(invocation, *said); });
}

}  // namespace

void add_consent_commands(CLI::App& app, Invocation& invocation) {
    auto* consent = app.add_subcommand("consent", "Who said yes to what, and what follows");
    consent->require_subcommand(1);
    auto as_json = std::make_shared<bool>(false);  // owned by the options and by the callbacks
    auto* matrix = consent->add_subcommand("matrix", "Every photo in every channel: yes, or why not");
    matrix->add_flag("--json", *as_json, "For programs");
    matrix->callback([&invocation, as_json] { print_matrix(invocation, *as_json); });
    auto* texts = consent->add_subcommand("texts", "Every text in every channel: yes, or why not");
    texts->add_flag("--json", *as_json, "For programs");
    texts->callback([&invocation, as_json] { print_texts(invocation, *as_json); });
    add_decision(*consent, invocation, "grant", "Somebody says yes");
    add_decision(*consent, invocation, "deny", "Somebody says no");
    add_decision(*consent, invocation, "withdraw", "Somebody stops: with everything, unless told otherwise");
    add_stop(*consent, invocation);
}

}  // namespace catalogue
