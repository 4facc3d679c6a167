#include "catalogue/catalogue.hpp"
#include "catalogue/course_commands.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/files.hpp"
#include "catalogue/zip_file.hpp"

#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

struct Typed {
    std::string person;
    std::string target;
    std::string code;
    std::string asked;
    bool as_json = false;
};

void export_person(const Invocation& invocation, const Typed& typed) {
    const Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadOnly);
    const TakeAway taken = catalogue.take_away({typed.person}, invocation.today());
    write_zip(
        typed.target,
        {{{"gegevens.json", taken.json}, {"lees-mij.html", taken.html}}, taken.photos, invocation.moment()});
    fmt::print("{}: {} pictures, words and answers. Hand it over yourself; do not mail it.\n", typed.target,
               taken.photos.size());
}

// Cannot be undone, so whoever asks has to name whom, once more.
void be_sure(const std::string& code, const std::string& typed_code) {
    std::string answer = typed_code;
    if (answer.empty()) {
        fmt::print("Everything of {} will be erased, for good. Type the code {} to go on: ", code, code);
        std::fflush(stdout);
        std::getline(std::cin, answer);
    }
    if (answer != code) {
        throw CannotWork(fmt::format("Nothing was erased: \"{}\" is not the code {}", answer, code));
    }
}

void erase_person(const Invocation& invocation, const Typed& typed) {
    Day asked = invocation.today();
    if (!typed.asked.empty()) {
        try {
            asked = parse_day(typed.asked);
        } catch (const std::invalid_argument& error) {
            throw CannotWork(fmt::format("--asked: {}", error.what()));
        }
    }
    Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadWrite);
    std::string code;
    const Json file = Json::parse(catalogue.export_course());
    for (const Json& person : file.value("persons", Json::array())) {
        if (person.value("id", "") == typed.person) code = person.value("code", typed.person);
    }
    if (code.empty()) {
        throw CannotWork(fmt::format("There is no person {} in this course; check the id", typed.person));
    }
    be_sure(code, typed.code);
    const Erasure erased = catalogue.erase({typed.person}, asked, invocation.today());
    if (typed.as_json) {
        const Json all = {
            {"code", erased.code},     {"pictures", erased.photos},       {"texts", erased.texts},
            {"events", erased.events}, {"depictions", erased.depictions}, {"tasks", erased.tasks}};
        fmt::print("{}\n", all.dump(1));
        return;
    }
    fmt::print("{} is erased: {} pictures, {} texts, {} answers.\n", erased.code, erased.photos, erased.texts,
               erased.events);
    for (const std::string& task : erased.tasks) fmt::print("  {}\n", task);
    fmt::print(
        "A backup loses it the next time that inbeeld backup runs; other copies of the library still hold "
        "everything: erase there too. What hangs is in: inbeeld retract\n");
}

}  // namespace

void add_rights_commands(CLI::App& app, Invocation& invocation) {
    auto* people = app.get_subcommand("person");
    auto* out = people->add_subcommand("export", "Everything of one person, to take along (ZIP)");
    auto taken = std::make_shared<Typed>();  // owned by the options and by the callback
    out->add_option("PERSON", taken->person, "Id of the person, such as d3")->required();
    out->add_option("-o,--output", taken->target, "The ZIP to write")->required();
    out->callback([&invocation, taken] { export_person(invocation, *taken); });

    auto* erase = people->add_subcommand("erase", "Erases a person for good: photos, words, answers, names");
    auto erased = std::make_shared<Typed>();  // owned by the options and by the callback
    erase->add_option("PERSON", erased->person, "Id of the person, such as d3")->required();
    erase->add_option("--yes-erase", erased->code, "The person's code, instead of typing it when asked");
    erase->add_option("--asked", erased->asked, "The day on which they asked; today unless told");
    erase->add_flag("--json", erased->as_json, "For programs");
    erase->callback([&invocation, erased] { erase_person(invocation, *erased); });
}

}  // namespace catalogue
