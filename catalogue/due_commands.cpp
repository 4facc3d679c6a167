// What follows from the ledger and the log: what is to be taken down, what ends soon, and everything still.

#include "catalogue/catalogue.hpp"
#include "catalogue/course_commands.hpp"
#include "catalogue/course_file/json.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

struct Typed {
    std::string task;
    std::string reason;
    std::string since;
    std::string who;
};

void print_retract(const Invocation& invocation, bool as_json, bool whole) {
    const Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadOnly);
    const std::vector<RetractTask> tasks = catalogue.retract_tasks(invocation.today());
    Json rows = Json::array();
    for (const RetractTask& task : tasks) {
        Json row = {
            {"placement", task.placement.value}, {"photo", task.photo.value}, {"reasons", task.reasons}};
        if (whole) {
            row["task"] = task.id;
            row["channel"] = rule_of(task.channel).name;
            row["where"] = task.where;
            row["practice"] = task.practice.empty() ? Json(nullptr) : Json(task.practice);
            row["state"] = task.state;
            row["since"] = to_string(task.since);
            row["due"] = to_string(task.due);
            row["to_do"] = task.to_do;
            row["sentences"] = task.sentences;
        }
        rows.push_back(std::move(row));
    }
    if (as_json) {
        fmt::print("{}\n", rows.dump(1));
        return;
    }
    if (tasks.empty()) fmt::print("Er hoeft niets weg.\n");
    for (const RetractTask& task : tasks) {
        const bool late = task.due < invocation.today();
        fmt::print("{}  voor {}{}\n  {}\n  {}\n", task.id, catalogue::in_dutch(task.due),
                   late ? " (te laat)" : "", task.to_do, fmt::join(task.sentences, " "));
    }
}

void add_retract(CLI::App& app, const Invocation& invocation) {
    auto* retract = app.add_subcommand("retract", "What is to be taken down, where, and by when");
    auto as_json = std::make_shared<bool>(false);  // owned by the options and by the callback
    auto whole = std::make_shared<bool>(false);
    retract->add_flag("--json", *as_json, "For programs");
    retract->add_flag("--tasks", *whole, "With --json: also place, practice, day and what to do");
    auto* done = retract->add_subcommand("done", "It is not there any more");
    auto typed = std::make_shared<Typed>();  // owned by the options and by the callback
    done->add_option("TASK", typed->task, "The task, such as pl-prA/p09")->required();
    done->add_option("--on", typed->since, "The day it happened; today unless told");
    done->add_option("--by", typed->who, "Id of who took it down");
    done->callback([&invocation, typed] {
        const Day on = day_or_today(invocation, "--on", typed->since);
        const std::string next = Catalogue::open(invocation.library, Access::ReadWrite)
                                     .enter(EnterRetracted{typed->task, on, typed->who});
        fmt::print("{}: done.{}\n", typed->task, next.empty() ? "" : " The rest goes on as " + next + ".");
    });
    retract->callback([&invocation, as_json, whole, retract] {
        if (retract->get_subcommands().empty()) print_retract(invocation, *as_json, *whole);
    });
}

std::string_view name_of(AgendaItem::Kind kind) {
    switch (kind) {
        case AgendaItem::Kind::Consent:
            return "consent";
        case AgendaItem::Kind::SixteenthBirthday:
            return "sixteen";
        case AgendaItem::Kind::Placement:
            return "placement";
        case AgendaItem::Kind::Lease:
            return "lease";
    }
    return "";
}

constexpr int month = 30;
constexpr int week = 7;

void print_agenda(const Invocation& invocation, bool as_json) {
    const Day today = invocation.today();
    const Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadOnly);
    Json rows = Json::array();
    int within = 0;
    for (const AgendaItem& item : catalogue.agenda(today, month)) {
        const auto days = (item.on.since_epoch - today.since_epoch).count();
        const int stretch = days <= week ? week : month;
        if (!as_json) {
            if (stretch != within) fmt::print("{}Binnen {} dagen\n", within == 0 ? "" : "\n", stretch);
            within = stretch;
            fmt::print("  {:<18} {}\n", catalogue::in_dutch(item.on), item.sentence);
            continue;
        }
        Json channels = Json::array();
        for (const Channel channel : item.channels) channels.push_back(rule_of(channel).name);
        rows.push_back(Json{{"on", to_string(item.on)},
                            {"within", stretch},
                            {"kind", name_of(item.kind)},
                            {"person", item.person ? Json(item.person->value) : Json(nullptr)},
                            {"photo", item.photo ? Json(item.photo->value) : Json(nullptr)},
                            {"placement", item.placement ? Json(item.placement->value) : Json(nullptr)},
                            {"channels", channels},
                            {"sentence", item.sentence}});
    }
    if (as_json) {
        fmt::print("{}\n", rows.dump(1));
    } else if (within == 0) {
        fmt::print("De komende {} dagen eindigt er niets.\n", month);
    }
}

void add_hold(CLI::App& app, const Invocation& invocation) {
    auto* hold = app.add_subcommand("hold", "Everything still: for a complaint, an incident, a question");
    hold->require_subcommand(1);
    auto typed = std::make_shared<Typed>();  // owned by the options and by the callbacks
    auto* on = hold->add_subcommand("on", "Nothing is shown any more, from now on");
    on->add_option("--reason", typed->reason, "Why; no names")->required();
    auto* off = hold->add_subcommand("off", "As it was before");
    for (auto* command : {on, off}) {
        command->add_option("--person", typed->who, "Only of this person; unless told, of the whole course");
        command->add_option("--from", typed->since, "The day it begins or ends; today unless told");
    }
    const auto person = [typed]() -> std::optional<PersonId> {
        if (typed->who.empty()) return std::nullopt;
        return PersonId{typed->who};
    };
    on->callback([&invocation, typed, person] {
        Catalogue::open(invocation.library, Access::ReadWrite)
            .hold({person(), day_or_today(invocation, "--from", typed->since), typed->reason});
        fmt::print("{} still. What hangs is in: inbeeld retract\n",
                   typed->who.empty() ? "Everything stands" : "Everything of " + typed->who + " stands");
    });
    off->callback([&invocation, typed, person] {
        const bool ended = Catalogue::open(invocation.library, Access::ReadWrite)
                               .end_hold(person(), day_or_today(invocation, "--from", typed->since));
        fmt::print("{}\n", ended ? "It goes on as before." : "There was no hold.");
    });
}

}  // namespace

void add_due_commands(CLI::App& app, Invocation& invocation) {
    add_retract(app, invocation);
    auto* agenda = app.add_subcommand("agenda", "What ends within 7 and 30 days");
    auto as_json = std::make_shared<bool>(false);  // owned by the option and by the callback
    agenda->add_flag("--json", *as_json, "For programs");
    agenda->callback([&invocation, as_json] { print_agenda(invocation, *as_json); });
    add_hold(app, invocation);
}

}  // namespace catalogue
