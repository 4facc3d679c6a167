#include "catalogue/catalogue.hpp"
#include "catalogue/course_commands.hpp"
#include "catalogue/forms.hpp"
#include "catalogue/quotes.hpp"

#include <charconv>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace catalogue {

namespace {

struct Typed {
    std::string code;
    std::string moment;
    std::vector<int> faces;
    std::vector<std::string> open;
    std::vector<std::string> fields;
    std::vector<std::string> lines;
};

std::pair<std::string, std::string> split(const std::string& text, const char* written) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
        throw CannotWork(fmt::format("\"{}\" is not written as {}", text, written));
    }
    return {text.substr(0, equals), text.substr(equals + 1)};
}

void record(const Invocation& invocation, const Typed& typed) {
    FilledForm form{typed.code, *form_moment_named(typed.moment), typed.faces, {}};
    for (const std::string& answer : typed.open) {
        const auto [key, text] = split(answer, "1=what they answered");
        int number = 0;
        const auto read = std::from_chars(key.data(), key.data() + key.size(), number);
        if (read.ec != std::errc{} || read.ptr != key.data() + key.size()) {
            throw CannotWork(fmt::format("\"{}\" is no number of an open question", key));
        }
        form.open[number] = text;
    }
    record_form(Catalogue::open(invocation.library, Access::ReadWrite), form);
    fmt::print("{}: {} form is in.\n", form.code, form.moment == FormMoment::First ? "first" : "last");
}

void list_forms(const Invocation& invocation) {
    const Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadOnly);
    for (const FormsOfCode& forms : forms_there(catalogue)) {
        fmt::print("{:<10}  {:<5}  {}\n", forms.code, forms.start ? "start" : "-", forms.end ? "end" : "-");
    }
}

void list_open(const Invocation& invocation) {
    const Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadOnly);
    for (const OpenAnswers& open : open_answers(catalogue)) {
        fmt::print("{}\n", open.question);
        for (const std::string& answer : open.answers) fmt::print("  - {}\n", answer);
    }
}

void monitor(const Invocation& invocation, const Typed& typed) {
    std::map<std::string, std::string> fields;
    for (const std::string& field : typed.fields) fields.insert(split(field, "age_group=65+"));
    record_monitoring(Catalogue::open(invocation.library, Access::ReadWrite), typed.code, fields);
    fmt::print("{}: {} fields are in.\n", typed.code, fields.size());
}

void list_quotes(const Invocation& invocation) {
    const Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadOnly);
    for (const Quote& quote : quotes(catalogue, invocation.today())) {
        std::vector<std::string> why = quote.no;
        if (quote.names_somebody) why.emplace_back("names somebody");
        if (!quote.checked) why.emplace_back("nobody looked whether anybody can be recognised");
        fmt::print("{:<10}  {}  \"{}\"\n", quote.text.value, why.empty() ? "told" : "no  ", quote.words);
        if (!why.empty()) fmt::print("            {}\n", fmt::join(why, "; "));
        if (!quote.doubts.empty())
            fmt::print("            look twice: it {}\n", fmt::join(quote.doubts, ", "));
    }
}

void add_form_record(CLI::App& forms, const Invocation& invocation) {
    auto typed = std::make_shared<Typed>();  // owned by the options and by the callback
    auto* in = forms.add_subcommand("record", "Write down a filled form, by code");
    in->add_option("CODE", typed->code, "The participant's code, such as VB-04")->required();
    in->add_option("MOMENT", typed->moment, "start or end")
        ->check(CLI::IsMember({"start", "end"}))
        ->required();
    in->add_option("--faces", typed->faces,
                   "A number for each question: 1 very bad to 5 very good, 0 left open")
        ->delimiter(',')
        ->required();
    in->add_option("--open", typed->open, "An answer to an open question")->type_name("NUMBER=TEXT");
    in->callback([&invocation, typed] { record(invocation, *typed); });
}

void add_forms(CLI::App& app, const Invocation& invocation) {
    auto* forms = app.add_subcommand("form", "First and last forms, kept by code and apart from names");
    forms->require_subcommand(1);
    add_form_record(*forms, invocation);
    forms->add_subcommand("list", "Which forms are in; not what they say")->callback([&invocation] {
        list_forms(invocation);
    });
    forms->add_subcommand("answers", "What was answered to open questions, for the trainers: without codes")
        ->callback([&invocation] { list_open(invocation); });
    auto typed = std::make_shared<Typed>();  // owned by the options and by the callback
    auto* monitoring = forms->add_subcommand(
        "monitoring", "Optional fields of Kunst op Recept: age_group, reason, referrer_kind, route, ...");
    monitoring->add_option("CODE", typed->code, "The participant's code")->required();
    monitoring->add_option("FIELD", typed->fields, "age_group=65+")->type_name("NAME=VALUE")->required();
    monitoring->callback([&invocation, typed] { monitor(invocation, *typed); });
}

}  // namespace

void add_form_commands(CLI::App& app, Invocation& invocation) {
    add_forms(app, invocation);

    auto* quotes = app.add_subcommand("quote", "What participants said, for the report");
    quotes->require_subcommand(1);
    quotes->add_subcommand("list", "Every quote: whether it is told, or why not")->callback([&invocation] {
        list_quotes(invocation);
    });
    auto typed = std::make_shared<Typed>();  // owned by the options and by the callback
    auto* check = quotes->add_subcommand("check", "You looked, and nobody can be recognised by it");
    check->add_option("QUOTE", typed->code, "The quote, such as q1")->required();
    check->callback([&invocation, typed] {
        quote_looked_at(Catalogue::open(invocation.library, Access::ReadWrite), {typed->code},
                        invocation.today());
        fmt::print("Quote {}: looked at.\n", typed->code);
    });

    auto lines = std::make_shared<Typed>();  // owned by the options and by the callback
    auto* funded = app.add_subcommand("funders", "Who gives the money for this course, a line each");
    funded->add_option("LINE", lines->lines, "As they want to be named; all lines at once");
    funded->callback([&invocation, lines] {
        const bool writes = !lines->lines.empty();
        const Catalogue catalogue =
            Catalogue::open(invocation.library, writes ? Access::ReadWrite : Access::ReadOnly);
        if (writes) set_funders(catalogue, lines->lines);
        for (const std::string& line : funders(catalogue)) fmt::print("{}\n", line);
    });
}

}  // namespace catalogue
