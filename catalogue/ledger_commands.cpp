#include "catalogue/catalogue.hpp"
#include "catalogue/course_commands.hpp"
#include "catalogue/course_file/json.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

template <class Kind>
Json values_of(const std::vector<Id<Kind>>& ids) {
    Json values = Json::array();
    for (const Id<Kind>& id : ids) values.push_back(id.value);
    return values;
}

Json json_of(const Output& output) {
    Json items = Json::array();
    for (const Output::Item& item : output.items) {
        items.push_back(Json{{"photo", item.photo.value},
                             {"version", item.version.value},
                             {"name_form", item.name_form},
                             {"texts", values_of(item.texts)},
                             {"consent_event_ids", values_of(item.events)}});
    }
    return {{"id", output.id.value},     {"channel", output.channel},       {"kind", output.kind},
            {"title", output.title},     {"built_at", output.built_at},     {"rule_version", output.rule},
            {"file", output.file},       {"sha256", output.sha256},         {"pages", output.pages},
            {"items", std::move(items)}, {"texts", values_of(output.texts)}};
}

Json json_of(const PrintedRun& run) {
    Json items = Json::array();
    for (const PrintedRun::Item& item : run.items) {
        items.push_back(Json{{"photo", item.photo.value}, {"version", item.version.value}});
    }
    return {{"id", run.id.value},     {"output", run.output}, {"made_as", run.made_as},
            {"printed", run.printed}, {"copies", run.copies}, {"items", std::move(items)}};
}

Json json_of(const Placed& placed) {
    return {{"id", placed.id.value},
            {"run", placed.run.value},
            {"channel", placed.channel},
            {"where", placed.where},
            {"practice", placed.practice.empty() ? Json(nullptr) : Json(placed.practice)},
            {"qty", placed.quantity > 0 ? Json(placed.quantity) : Json(nullptr)},
            {"since", placed.since},
            {"until", placed.until.empty() ? Json(nullptr) : Json(placed.until)},
            {"state", placed.state}};
}

template <class Record>
Json list_of(const std::vector<Record>& records) {
    Json list = Json::array();
    for (const Record& record : records) list.push_back(json_of(record));
    return list;
}

std::string_view dutch(std::string_view state) {
    if (state == "in_stock") return "nog in de kast";
    if (state == "hanging") return "hangt";
    if (state == "playing") return "op het scherm";
    if (state == "given") return "weggegeven";
    if (state == "returned") return "terug bij de maker";
    if (state == "destroyed") return "vernietigd";
    return "kwijt";
}

void print_ledger(const Invocation& invocation, bool as_json) {
    const Ledger ledger = Catalogue::open(invocation.library, Access::ReadOnly).ledger();
    if (as_json) {
        const Json all = {{"outputs", list_of(ledger.outputs)},
                          {"print_runs", list_of(ledger.runs)},
                          {"placements", list_of(ledger.placements)}};
        fmt::print("{}\n", all.dump(1));
        return;
    }
    fmt::print("Gemaakt\n");
    for (const Output& output : ledger.outputs) {
        fmt::print("  {:<10} {}  {:<17} {} foto's  {}\n", output.id.value, output.built_at.substr(0, 10),
                   output.channel, output.items.size(), output.file);
    }
    fmt::print("\nGedrukt\n");
    for (const PrintedRun& run : ledger.runs) {
        fmt::print("  {:<16} {:<10}  {} keer  {} foto's  {}\n", run.id.value,
                   run.printed.empty() ? "nog niet" : run.printed, run.copies, run.items.size(), run.output);
    }
    fmt::print("\nWaar is het?\n");
    for (const Placed& placed : ledger.placements) {
        fmt::print("  {:<14} {:<16} {:<15} {} tot {}  {}{}\n", placed.id.value, placed.run.value,
                   dutch(placed.state), placed.since, placed.until.empty() ? "-" : placed.until, placed.where,
                   placed.quantity > 0 ? fmt::format(" ({})", placed.quantity) : "");
    }
}

// --- writing in it ---

struct Typed {
    std::string id;
    std::string channel;
    std::string where;
    std::string practice;
    std::string state;
    std::string since;
    std::string until;
    std::string who;
    int number = 0;
};

std::string enter(const Invocation& invocation, const LedgerEntry& entry) {
    return Catalogue::open(invocation.library, Access::ReadWrite).enter(entry);
}

std::shared_ptr<Typed> about(CLI::App& command, const char* what, const char* description) {
    auto typed = std::make_shared<Typed>();  // owned by the options and by the callback
    command.add_option(what, typed->id, description)->required();
    command.add_option("--on", typed->since, "The day it happened; today unless told");
    return typed;
}

void add_printed(CLI::App& ledger, const Invocation& invocation) {
    auto* printed = ledger.add_subcommand("printed", "A made file was printed");
    auto typed = about(*printed, "OUTPUT", "Id of the output, such as out-1");
    typed->number = 1;
    printed->add_option("--copies", typed->number, "How many")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    printed->add_option("--printer", typed->who, "By whom");
    printed->callback([&invocation, typed] {
        const Day on = day_or_today(invocation, "--on", typed->since);
        const std::string run = enter(invocation, EnterPrinted{{typed->id}, on, typed->number, typed->who});
        fmt::print("{}: printed.\n", run);
    });
}

void add_place(CLI::App& ledger, const Invocation& invocation) {
    auto* place = ledger.add_subcommand("place", "Copies are somewhere");
    auto typed = about(*place, "RUN", "Id of the print run");
    typed->state = "hanging";
    place->add_option("--channel", typed->channel, "exhibition_print, practice_print, ...")->required();
    place->add_option("--where", typed->where, "The place, as people find it")->required();
    place->add_option("--practice", typed->practice, "Id of the practice");
    place->add_option("--qty", typed->number, "How many")->check(CLI::PositiveNumber);
    place->add_option("--until", typed->until, "First day on which it is not there any more");
    place->add_option("--state", typed->state, "hanging, playing or in_stock")
        ->check(CLI::IsMember({"hanging", "playing", "in_stock"}))
        ->capture_default_str();
    place->callback([&invocation, typed] {
        const auto channel = channel_named(typed->channel);
        if (!channel) throw CannotWork(fmt::format("There is no channel {}", typed->channel));
        EnterPlaced entry{{typed->id},
                          *channel,
                          typed->where,
                          typed->practice,
                          typed->number,
                          day_or_today(invocation, "--on", typed->since),
                          {},
                          typed->state};
        if (!typed->until.empty()) entry.until = day_or_today(invocation, "--until", typed->until);
        fmt::print("{}: {}.\n", enter(invocation, entry), typed->where);
    });
}

void add_moves(CLI::App& ledger, const Invocation& invocation) {
    auto* move = ledger.add_subcommand("move", "The copies went elsewhere");
    auto moved = about(*move, "PLACEMENT", "Id of the placement");
    move->add_option("--where", moved->where, "The new place")->required();
    move->add_option("--practice", moved->practice, "Id of the practice");
    move->callback([&invocation, moved] {
        const Day on = day_or_today(invocation, "--on", moved->since);
        fmt::print("{}: {}.\n", enter(invocation, EnterMoved{{moved->id}, moved->where, moved->practice, on}),
                   moved->where);
    });

    auto* down = ledger.add_subcommand("take-down", "Off the wall, off the screen");
    auto taken = about(*down, "PLACEMENT", "Id of the placement");
    taken->state = "in_stock";
    down->add_option("--to", taken->state, "What became of it: in_stock, given, returned, destroyed or lost")
        ->check(CLI::IsMember({"in_stock", "given", "returned", "destroyed", "lost"}))
        ->capture_default_str();
    down->add_option("--where", taken->where, "Where it is now");
    down->callback([&invocation, taken] {
        const Day on = day_or_today(invocation, "--on", taken->since);
        const std::string id = enter(invocation, EnterTakenDown{{taken->id}, taken->state, taken->where, on});
        fmt::print("{}: {}.\n", id, dutch(taken->state));
    });

    auto* give = ledger.add_subcommand("give", "Copies were handed out");
    auto given = about(*give, "PLACEMENT", "Id of the stock");
    given->number = 1;
    give->add_option("--qty", given->number, "How many")->check(CLI::PositiveNumber)->capture_default_str();
    give->add_option("--to", given->where, "To whom, without names")->required();
    give->callback([&invocation, given] {
        const Day on = day_or_today(invocation, "--on", given->since);
        fmt::print("{}: {} given.\n",
                   enter(invocation, EnterGiven{{given->id}, given->number, given->where, on}),
                   given->number);
    });

    auto* seen = ledger.add_subcommand("seen", "A screen was seen to play; its seven days begin again");
    auto screen = about(*seen, "PLACEMENT", "Id of the placement");
    seen->callback([&invocation, screen] {
        const std::string at = screen->since.empty()
                                   ? invocation.moment()
                                   : to_string(day_or_today(invocation, "--on", screen->since));
        enter(invocation, EnterSeen{{screen->id}, at});
        fmt::print("{}: seen on {}.\n", screen->id, at);
    });
}

}  // namespace

Day day_or_today(const Invocation& invocation, const char* option, const std::string& text) {
    if (text.empty()) return invocation.today();
    try {
        return parse_day(text);
    } catch (const std::invalid_argument& error) {
        throw CannotWork(fmt::format("{}: {}", option, error.what()));
    }
}

void add_ledger_commands(CLI::App& app, Invocation& invocation) {
    auto* ledger = app.add_subcommand("ledger", "What was made, printed, and where it is");
    auto as_json = std::make_shared<bool>(false);  // owned by the option and by the callback
    ledger->add_flag("--json", *as_json, "For programs");
    add_printed(*ledger, invocation);
    add_place(*ledger, invocation);
    add_moves(*ledger, invocation);
    ledger->callback([&invocation, as_json, ledger] {
        if (ledger->get_subcommands().empty()) print_ledger(invocation, *as_json);
    });
}

}  // namespace catalogue
