#include "catalogue/consent_commands.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

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

// "all" is an event for each: every question is answered on its own.
void record_decision(const Invocation& invocation, const NewConsentEvent& said) {
    std::vector<std::string> all_purposes;
    for (const Purpose purpose : purposes()) all_purposes.emplace_back(name_of(purpose));
    Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadWrite);
    const std::vector<std::string> fitting = catalogue.capacities_for(said.scope);
    if (fitting.empty()) {
        throw CannotWork(fmt::format("There is no photo or text {} in this course", said.scope));
    }
    const std::string asked_as = said.capacity.empty() ? fitting.front() : said.capacity;
    std::vector<NewConsentEvent> events;
    for (const std::string& capacity : or_all(asked_as, fitting)) {
        for (const std::string& purpose : or_all(said.purpose, all_purposes)) {
            NewConsentEvent event = said;
            event.capacity = capacity;
            event.purpose = purpose;
            event.valid_from = to_string(invocation.today());
            event.recorded_at = invocation.moment();
            events.push_back(std::move(event));
        }
    }
    const auto ids = catalogue.record(events);
    fmt::print("Recorded for {}: {} ({} to {}).\n", said.person,
               ids.size() == 1 ? "1 answer" : fmt::format("{} answers", ids.size()), ids.front().value,
               ids.back().value);
}

void add_decision(CLI::App& consent, const Invocation& invocation, const std::string& decision,
                  const std::string& description) {
    auto* command = consent.add_subcommand(decision, description);
    auto said = std::make_shared<NewConsentEvent>();  // owned by the options and by the callback
    said->decision = decision;
    said->capacity = decision == "withdraw" ? "all" : "";
    if (decision == "withdraw") said->purpose = "all";
    command->add_option("--person", said->person, "Id of the person")->required();
    command
        ->add_option("--capacity", said->capacity,
                     "maker (my photos), portrayed (me on a photo), author (my words) or all; unless told: "
                     "author for a text, otherwise maker")
        ->check(CLI::IsMember({"maker", "portrayed", "author", "all"}))
        ->capture_default_str();
    auto* purpose =
        command->add_option("--purpose", said->purpose, "exhibition, practice_screen, booklet, ... or all")
            ->capture_default_str();
    if (decision != "withdraw") purpose->required();
    command->add_option("--scope", said->scope, "course, or the id of one photo or text")
        ->capture_default_str();
    command->add_option("--name-form", said->name_form, "full, first, pseudonym or anonymous")
        ->check(CLI::IsMember({"full", "first", "pseudonym", "anonymous"}));
    command->add_option("--until", said->valid_until, "First day on which the yes no longer counts");
    command->add_option("--given-by", said->given_by, "self, parent or rep")
        ->check(CLI::IsMember({"self", "parent", "rep"}))
        ->capture_default_str();
    command->add_flag("--assent", said->assent, "The person agrees with the parent or representative");
    command->add_option("--method", said->method, "On paper, by telephone, ...");
    command->add_option("--language", said->language, "Language of the talk");
    command->add_option("--witness", said->witness, "Who was there");
    command->add_option("--form", said->form, "Version of the form");
    command->add_option("--recorded-by", said->recorded_by, "Id of who writes this down");
    command->add_option("--note", said->note, "Anything worth keeping");
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
}

}  // namespace catalogue
