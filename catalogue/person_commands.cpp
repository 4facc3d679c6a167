#include "catalogue/catalogue.hpp"
#include "catalogue/course_commands.hpp"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace catalogue {

namespace {

struct Typed {
    std::string person;
    std::string role;
    std::string code;
    std::string full;
    std::string first;
    std::string pseudonym;
    std::string native;  // "ar=..."
    std::string name_form;
    std::string born;
    std::string kind;
    std::string from;
    std::string until;
};

std::shared_ptr<Typed> about_person(CLI::App& command) {
    auto typed = std::make_shared<Typed>();  // owned by the options and by the callback
    command.add_option("PERSON", typed->person, "Id of the person, such as d3")->required();
    return typed;
}

std::optional<Day> day_in(const char* option, const std::string& text) {
    if (text.empty()) return std::nullopt;
    try {
        return parse_day(text);
    } catch (const std::invalid_argument& error) {
        throw CannotWork(fmt::format("{}: {}", option, error.what()));
    }
}

void add_names(CLI::App& command, Typed& typed) {
    command.add_option("--full", typed.full, "First and last name");
    command.add_option("--first", typed.first, "First name alone");
    command.add_option("--pseudonym", typed.pseudonym, "Another name to go by");
    command.add_option("--native", typed.native, "The name in their own script: LANGUAGE=NAME");
    command.add_option("--name-form", typed.name_form, "full, first, pseudonym or anonymous")
        ->check(CLI::IsMember({"full", "first", "pseudonym", "anonymous"}));
}

Names names_of(const Typed& typed) {
    const auto said = [](const std::string& text) {
        return text.empty() ? std::nullopt : std::optional{text};
    };
    Names names{said(typed.full), said(typed.first), said(typed.pseudonym), {}, said(typed.name_form)};
    if (typed.native.empty()) return names;
    const std::size_t equals = typed.native.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == typed.native.size()) {
        throw CannotWork("--native: write the language and the name, such as ar=NAME");
    }
    names.native = Wording{typed.native.substr(0, equals), typed.native.substr(equals + 1)};
    return names;
}

void add_new(CLI::App& people, const Invocation& invocation) {
    auto* add = people.add_subcommand("add", "Somebody joins, or is on a photo");
    auto typed = std::make_shared<Typed>();  // owned by the options and by the callback
    add->add_option("--role", typed->role, "participant, portrayed or staff")
        ->check(CLI::IsMember({"participant", "portrayed", "staff"}))
        ->required();
    add->add_option("--id", typed->person, "Id; the next one unless told");
    add->add_option("--code", typed->code, "Code on paper; the next one unless told");
    add->add_option("--born", typed->born, "Date of birth, needed under 16");
    add_names(*add, *typed);
    add->callback([&invocation, typed] {
        const std::string id = write_down(invocation, AddPerson{{typed->person},
                                                                typed->role,
                                                                typed->code,
                                                                names_of(*typed),
                                                                day_in("--born", typed->born),
                                                                invocation.today()});
        fmt::print("Person {}: in; nothing was asked yet.\n", id);
    });
}

void add_changes(CLI::App& people, const Invocation& invocation) {
    auto* names = people.add_subcommand("names", "How somebody is called");
    auto called = about_person(*names);
    add_names(*names, *called);
    names->callback([&invocation, called] {
        write_down(invocation, ChangeNames{{called->person}, names_of(*called)});
        fmt::print("Person {}: written down.\n", called->person);
    });

    auto* born = people.add_subcommand("born", "When somebody was born; counts for who is under 16");
    auto birth = about_person(*born);
    born->add_option("DAY", birth->born, "YYYY-MM-DD")->required();
    born->callback([&invocation, birth] {
        write_down(invocation, ChangeBirth{{birth->person}, *day_in("DAY", birth->born)});
        fmt::print("Person {}: written down.\n", birth->person);
    });

    auto* representative = people.add_subcommand("representative", "A mentor or curator decides with them");
    auto rep = about_person(*representative);
    representative->add_option("--kind", rep->kind, "mentor or curator")
        ->check(CLI::IsMember({"mentor", "curator"}))
        ->required();
    representative->add_option("--from", rep->from, "From this day; today unless told");
    representative->add_option("--until", rep->until, "First day without");
    representative->callback([&invocation, rep] {
        const Day from = day_in("--from", rep->from).value_or(invocation.today());
        write_down(invocation,
                   ChangeRepresentative{{rep->person}, rep->kind, from, day_in("--until", rep->until)});
        fmt::print("Person {}: written down; ask again, together.\n", rep->person);
    });

    auto* leave =
        people.add_subcommand("leave", "Somebody leaves the course; what may be shown stays as it is");
    auto left = about_person(*leave);
    leave->callback([&invocation, left] {
        write_down(invocation, LeaveCourse{{left->person}, invocation.today()});
        fmt::print(
            "Person {}: left. Ask three things: keep the photos, show them, erase them? Showing ends with: "
            "inbeeld consent stop --person {}\n",
            left->person, left->person);
    });
}

}  // namespace

void add_person_commands(CLI::App& app, Invocation& invocation) {
    auto* people = app.add_subcommand("person", "Who takes part, and how they are called");
    people->require_subcommand(1);
    add_new(*people, invocation);
    add_changes(*people, invocation);
}

}  // namespace catalogue
