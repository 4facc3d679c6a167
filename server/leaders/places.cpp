// The ledger: what was printed, where it hangs, and what is to be taken down.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/days.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/reasons.hpp"
#include "server/leaders/refusing.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

constexpr std::size_t longest_place = 120;

std::string state_words(const Visit& visit, const std::string& state) {
    const auto found = visit.words().find("state." + state);
    return found == visit.words().end() ? state : found->second;
}

std::vector<Fields> tasks(const Visit& visit) {
    std::vector<Fields> rows;
    for (const catalogue::RetractTask& task : visit.desk.catalogue().retract_tasks(visit.today)) {
        Fields fields;
        const catalogue::Photo* photo = visit.desk.world().photo(task.photo);
        if (photo != nullptr) {
            put_picture(visit, *photo, photo->use_version, fields);
        } else {
            fields.put("has_picture", false)
                .put("photo", task.photo.value)
                .put("version", "v1")
                .put("alt", "")
                .put("alt_in_dutch", false);
        }
        rows.push_back(fields.put("task", task.id)
                           .put("where", task.practice.empty() || task.practice == task.where
                                             ? task.where
                                             : task.where + ", " + task.practice)
                           .put("to_do", to_do(visit, task))
                           .put("why", why_gone(visit, task))
                           .put("due", day_and_month(*visit.language, task.due))
                           .put("late", task.due <= visit.today));
    }
    return rows;
}

/// "poster: foto 3 van Noor", or "poster met een serie: Noor": of twenty that were printed together, which
/// one.
std::string print_said(const Visit& visit, const catalogue::PrintedRun& run) {
    std::string words = printed_said(*visit.language, run);
    if (run.items.empty()) return words;
    const catalogue::World& world = visit.desk.world();
    const catalogue::Photo* photo = world.photo(run.items.front().photo);
    if (photo == nullptr) return words;
    if (run.items.size() == 1) return words + ": " + called(visit, *photo);
    const bool of_one_maker =
        photo->attribution.person && std::ranges::all_of(run.items, [&](const auto& item) {
            const catalogue::Photo* other = world.photo(item.photo);
            return other != nullptr && other->attribution.person == photo->attribution.person;
        });
    return of_one_maker ? words + ": " + catalogue::name_of(world, photo->attribution.person) : words;
}

bool is_there(const Visit& visit, const catalogue::Placed& each) {
    const bool over = !each.until.empty() && each.until.substr(0, 10) <= to_string(visit.today);
    return !over && each.state != "destroyed" && each.state != "returned";
}

std::vector<Fields> placed(const Visit& visit, const catalogue::Ledger& ledger) {
    std::vector<Fields> rows;
    for (const catalogue::Placed& each : ledger.placements) {
        if (!is_there(visit, each)) continue;
        const auto run = std::ranges::find(ledger.runs, each.run, &catalogue::PrintedRun::id);
        const auto channel = catalogue::channel_named(each.channel);
        rows.push_back(
            Fields{}
                .put("id", each.id.value)
                .put("what", run == ledger.runs.end() ? each.run.value : print_said(visit, *run))
                .put("where", each.where)
                .put("state", each.since.substr(0, 10) > to_string(visit.today)
                                  ? visit.say("state.planned")
                                  : state_words(visit, each.state))
                .put("channel", channel ? channel_said(*visit.language, *channel) : each.channel)
                .put("quantity", each.quantity > 0 ? fmt::format("{} ×", each.quantity) : std::string{})
                .put("since", each.since.empty()
                                  ? std::string{}
                                  : day_and_month(*visit.language, catalogue::parse_day(each.since)))
                .put("can_come_down", each.state == "hanging" || each.state == "playing"));
    }
    return rows;
}

struct Placing {
    std::vector<std::string> runs;  // that were ticked
    std::string where;
    std::string error;
    std::string copies = "1";
    std::string copies_error = {};
    std::string kind = {};
    std::string runs_error = {};

    bool is_wrong() const { return !error.empty() || !copies_error.empty() || !runs_error.empty(); }
};

/// The photos of a print that may not hang there now, as people call them: asked at the moment itself,
/// because somebody may have said no since it was printed.
std::string may_not_hang(const Visit& visit, const catalogue::PrintedRun& run, catalogue::Channel channel,
                         const std::vector<catalogue::PhotoVerdict>& verdicts) {
    std::string named;
    for (const catalogue::PrintedRun::Item& item : run.items) {
        const bool may = std::ranges::any_of(verdicts, [&](const catalogue::PhotoVerdict& verdict) {
            return verdict.allow && verdict.photo == item.photo && verdict.channel == channel;
        });
        if (may) continue;
        const catalogue::Photo* photo = visit.desk.world().photo(item.photo);
        named += (named.empty() ? "" : ", ") + (photo == nullptr ? item.photo.value : called(visit, *photo));
    }
    return named;
}

/// Of a print that this program made: what it was made for. Empty: not known.
std::optional<catalogue::Channel> made_for(const catalogue::Ledger& ledger,
                                           const catalogue::PrintedRun& run) {
    const auto output =
        std::ranges::find_if(ledger.outputs, [&](const auto& each) { return each.id.value == run.made_as; });
    return output == ledger.outputs.end() ? std::nullopt : catalogue::channel_named(output->channel);
}

// What was printed, with its photo: first what hangs nowhere yet.
std::vector<Fields> to_hang(const Visit& visit, const catalogue::Ledger& ledger, const Placing& placing) {
    const auto verdicts = visit.desk.catalogue().photo_verdicts(visit.today);
    std::vector<Fields> loose;
    std::vector<Fields> hanging;
    for (const catalogue::PrintedRun& run : ledger.runs) {
        if (run.printed.empty()) continue;
        std::string where;
        for (const catalogue::Placed& each : ledger.placements) {
            if (each.run == run.id && is_there(visit, each))
                where += (where.empty() ? "" : ", ") + each.where;
        }
        Fields fields;
        const catalogue::Photo* photo =
            run.items.size() == 1 ? visit.desk.world().photo(run.items.front().photo) : nullptr;
        if (photo != nullptr) {
            put_picture(visit, *photo, photo->use_version, fields);
        } else {
            fields.put("has_picture", false).put("photo", "").put("version", "");
        }
        const auto channel = made_for(ledger, run);
        const bool stale = channel && *channel != catalogue::Channel::BookletPrint &&
                           !may_not_hang(visit, run, *channel, verdicts).empty();
        const bool ticked = std::ranges::find(placing.runs, run.id.value) != placing.runs.end();
        fields.put("id", run.id.value)
            .put("what", print_said(visit, run))
            .put("printed", day_and_month(*visit.language, catalogue::parse_day(run.printed)))
            .put("hangs", !where.empty())
            .put("hangs_where", where)
            .put("stale", stale)
            .put("ticked", ticked);
        (where.empty() ? loose : hanging).push_back(std::move(fields));
    }
    loose.insert(loose.end(), hanging.begin(), hanging.end());
    return loose;
}

Answer show(const Visit& visit, const Placing& placing, int status) {
    const catalogue::Ledger ledger = visit.desk.catalogue().ledger();
    auto down = tasks(visit);
    auto hanging = placed(visit, ledger);
    auto runs = to_hang(visit, ledger, placing);
    std::vector<Fields> channels;
    for (const catalogue::ChannelRule& rule : catalogue::channels()) {
        if (rule.pull_back != catalogue::PullBack::Physical &&
            rule.channel != catalogue::Channel::BookletPrint)
            continue;
        channels.push_back(Fields{}
                               .put("code", std::string{rule.name})
                               .put("chosen", placing.kind == rule.name)
                               .put("words", channel_said(*visit.language, rule.channel)));
    }
    Asked where{"waar", visit.say("places.where"), placing.where, visit.say("places.where_hint"),
                placing.error};
    Asked copies{"aantal", visit.say("places.number"), placing.copies, "", placing.copies_error, "number"};
    const bool has_down = !down.empty();
    const bool has_hanging = !hanging.empty();
    const bool has_runs = !runs.empty();
    return page(visit, "places",
                Fields{}
                    .put("page_title", visit.say("places.title"))
                    .put("has_down", has_down)
                    .put("down", std::move(down))
                    .put("has_hanging", has_hanging)
                    .put("hanging", std::move(hanging))
                    .put("has_runs", has_runs)
                    .put("runs", std::move(runs))
                    .put("channels", std::move(channels))
                    .put("runs_error", placing.runs_error)
                    .put("runs_wrong", !placing.runs_error.empty())
                    .put("fields", std::vector{as_fields(where), as_fields(copies)}),
                status);
}

/// Writes down what is wrong with what was typed.
void look_over(const Visit& visit, const std::optional<catalogue::Channel>& channel, int quantity,
               Placing& placing) {
    constexpr int most_copies = 100'000;
    if (placing.runs.empty()) placing.runs_error = visit.say("places.which");
    if (placing.where.empty() || !is_one_line(placing.where, longest_place) || !channel)
        placing.error = visit.say("places.where_wrong");
    if (quantity < 1 || quantity > most_copies) placing.copies_error = visit.say("places.number_wrong");
    if (!channel || *channel == catalogue::Channel::BookletPrint) return;
    const auto verdicts = visit.desk.catalogue().photo_verdicts(visit.today);
    std::string all_named;
    for (const catalogue::PrintedRun& run : visit.desk.catalogue().ledger().runs) {
        if (std::ranges::find(placing.runs, run.id.value) == placing.runs.end()) continue;
        const std::string named = may_not_hang(visit, run, *channel, verdicts);
        if (!named.empty()) all_named += (all_named.empty() ? "" : ", ") + named;
    }
    if (!all_named.empty()) placing.runs_error = visit.say("places.may_not", {all_named});
}

}  // namespace

Answer places_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    return show(visit, {}, 200);
}

Answer tick_off(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const std::string wanted = visit.form.text("taak");
    const auto all = visit.desk.catalogue().retract_tasks(visit.today);
    const auto task = std::ranges::find(all, wanted, &catalogue::RetractTask::id);
    if (task == all.end()) return refused_on(visit, places_page, {{}, visit.say("places.gone"), 404});
    const catalogue::EnterRetracted entry{task->id, visit.today, visit.who->account.name};
    return go_after("/waar", perform(visit, noted("places.taken", {task->where}), "/waar",
                                     [&](catalogue::Catalogue& catalogue) { catalogue.enter(entry); }));
}

Answer place_copies(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const auto channel = catalogue::channel_named(visit.form.text("soort"));
    Placing placing{visit.form.all("druk"),  visit.form.text("waar"), "", visit.form.text("aantal"), "",
                    visit.form.text("soort")};
    const int quantity = placing.copies.empty() ? 1 : visit.form.number("aantal").value_or(0);
    look_over(visit, channel, quantity, placing);
    if (placing.is_wrong()) return show(visit, placing, 422);
    catalogue::EnterPlaced entry;
    entry.channel = *channel;
    entry.where = placing.where;
    entry.quantity = quantity;
    entry.since = visit.today;
    entry.state = *channel == catalogue::Channel::BookletPrint ? "in_stock" : "hanging";
    try {
        return go_after("/waar", perform(visit, noted("places.placed", {entry.where}), "/waar",
                                         [&](catalogue::Catalogue& catalogue) {
                                             for (const std::string& run : placing.runs) {
                                                 entry.run = {run};
                                                 catalogue.enter(entry);
                                             }
                                         }));
    } catch (const catalogue::LibraryInUse&) {
        throw;
    } catch (const catalogue::CannotWork&) {
        placing.runs_error = visit.say("places.refused");
        return show(visit, placing, 422);
    }
}

Answer take_down(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const auto ledger = visit.desk.catalogue().ledger();
    const catalogue::PlacementId id{visit.form.text("plek")};
    const auto found = std::ranges::find(ledger.placements, id, &catalogue::Placed::id);
    if (found == ledger.placements.end())
        return refused_on(visit, places_page, {{}, visit.say("places.gone"), 404});
    catalogue::EnterTakenDown entry;
    entry.placement = id;
    entry.on = visit.today;
    try {
        return go_after("/waar", perform(visit, noted("places.taken", {found->where}), "/waar",
                                         [&](catalogue::Catalogue& catalogue) { catalogue.enter(entry); }));
    } catch (const catalogue::LibraryInUse&) {
        throw;
    } catch (const catalogue::CannotWork&) {
        return refused_on(visit, places_page, {{}, visit.say("places.not_why")});
    }
}

}  // namespace server::leaders
