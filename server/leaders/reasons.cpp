#include "server/leaders/reasons.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/leaders/days.hpp"
#include "server/leaders/languages.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/visit.hpp"
#include "server/screens/receipts.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

using catalogue::Day;
using catalogue::Reason;

constexpr std::string_view start = "reason.";

// What stands in the gaps, by what the state tells: the name, and then a day or the name once more.
std::vector<std::string> told_by(const Language& language, const std::string& name,
                                 const catalogue::SubjectState& state) {
    if (const auto* withdrawn = std::get_if<catalogue::Withdrawn>(&state))
        return {name, day_said(language, withdrawn->on)};
    if (const auto* expired = std::get_if<catalogue::Expired>(&state))
        return {name, day_said(language, Day{expired->on.since_epoch - std::chrono::days{1}})};
    return {name, name};
}

std::string key_of(const Language& language, const Reason& reason) {
    const std::string state = reason.state ? std::string{code_of(*reason.state)} : reason.code;
    const std::string on_photo = fmt::format("{}portrayed_{}", start, state);
    const bool portrayed = reason.state && reason.code.starts_with("portrayed_");
    return portrayed && language.words.contains(on_photo) ? on_photo : fmt::format("{}{}", start, state);
}

std::string joined(const Language& language, const catalogue::World& world,
                   const std::vector<Reason>& reasons) {
    std::string all;
    for (const Reason& reason : reasons)
        all += (all.empty() ? "" : " ") + reason_said(language, world, reason);
    return all;
}

// The one because of whom it ends, on the day that it does.
std::string why_it_ends(const Visit& visit, const catalogue::AgendaItem& item,
                        const catalogue::Photo& photo) {
    const catalogue::World& world = visit.desk.world();
    for (const catalogue::Channel channel : item.channels) {
        const auto then = catalogue::judge(world, photo, channel, item.on);
        const auto theirs = std::ranges::find(then.reasons, item.person, &Reason::who);
        if (theirs != then.reasons.end()) return reason_said(*visit.language, world, *theirs);
    }
    return {};
}

std::string straggler_said(const Language& language, const Straggler& straggler) {
    const std::string seen = straggler.seen.empty()
                                 ? language.say("receipt.never")
                                 : language.say("receipt.since", {moment_said(language, straggler.seen)});
    return language.say(straggler.over ? "receipt.blank_since" : "receipt.blank_on",
                        {straggler.name, seen, moment_said(language, straggler.shows_by)});
}

}  // namespace

std::string reason_said(const Language& language, const catalogue::World& world, const Reason& reason) {
    constexpr std::string_view issue = "content_issue:";
    if (reason.code.starts_with(issue)) {
        const std::string code = reason.code.substr(issue.size());
        const auto words = language.words.find("issue." + code);
        return language.say("reason.content_issue", {words == language.words.end() ? code : words->second});
    }
    const std::string key = key_of(language, reason);
    if (!language.words.contains(key)) return reason.code;
    const std::string name = world.person(reason.who) == nullptr ? language.say("reason.the_maker")
                                                                 : catalogue::name_of(world, reason.who);
    return language.say(key, reason.state ? told_by(language, name, *reason.state) : std::vector{name});
}

std::string channel_said(const Language& language, catalogue::Channel channel) {
    return language.say(fmt::format("{}{}", "channel.", rule_of(channel).name));
}

std::string printed_said(const Language& language, const catalogue::PrintedRun& run) {
    const std::size_t end = std::min(run.output.find(' '), run.output.size());
    const auto kind = language.words.find("output." + run.output.substr(0, end));
    if (run.made_as.empty() || kind == language.words.end()) return run.output;
    const std::string title = run.output.substr(std::min(end + 1, run.output.size()));
    return title.empty() ? kind->second : kind->second + " " + title;
}

std::string why_not(const Visit& visit, const catalogue::Photo& photo, catalogue::Channel channel) {
    const auto judgement = catalogue::judge(visit.desk.world(), photo, channel, visit.today);
    return joined(*visit.language, visit.desk.world(), judgement.reasons);
}

std::string to_do(const Visit& visit, const catalogue::RetractTask& task) {
    const bool named = task.practice.empty() || task.where.find(task.practice) != std::string::npos;
    const std::string where = named ? task.where : fmt::format("{} ({})", task.where, task.practice);
    const catalogue::Photo* known = visit.desk.world().photo(task.photo);
    const std::string photo = known == nullptr ? task.photo.value : called(visit, *known);
    if (task.state == "hanging") return visit.say("places.do_take_down", {photo, where});
    if (task.state == "playing") return visit.say("places.do_take_off", {photo, where});
    return visit.say("places.do_not_give", {where, photo});
}

std::string why_gone(const Visit& visit, const catalogue::RetractTask& task) {
    const catalogue::World& world = visit.desk.world();
    for (const catalogue::Retract& each : catalogue::retract_list(world, visit.today)) {
        if (each.placement == task.placement && each.photo == task.photo)
            return joined(*visit.language, world, each.reasons);
    }
    return {};
}

std::string ending_said(const Visit& visit, const catalogue::AgendaItem& item) {
    const auto ledger = visit.desk.catalogue().ledger();
    const auto placed =
        std::ranges::find_if(ledger.placements, [&](const auto& each) { return each.id == item.placement; });
    const std::string where = placed == ledger.placements.end() ? std::string{} : placed->where;
    const catalogue::Photo* photo = item.photo ? visit.desk.world().photo(*item.photo) : nullptr;
    if (photo != nullptr) {
        const std::string why = why_it_ends(visit, item, *photo);
        return visit.say("ends.photo", {called(visit, *photo), why}) +
               (item.placement ? " " + visit.say("ends.still_here", {where}) : std::string{});
    }
    if (item.person) {
        const std::string name = catalogue::name_of(visit.desk.world(), item.person);
        return visit.say("ends.sixteen", {name, name});
    }
    if (item.kind == catalogue::AgendaItem::Kind::Placement)
        return visit.say("ends.placement", {where, day_said(*visit.language, item.on)});
    const std::string seen = placed == ledger.placements.end() ? to_string(item.on) : placed->lease;
    return visit.say("ends.lease", {where, day_said(*visit.language, catalogue::parse_day(seen)),
                                    day_said(*visit.language, item.on)});
}

std::string receipt_said(const Language& language, const Receipt& receipt) {
    const std::string gone = fmt::format("{}", receipt.gone);
    const std::string screens = fmt::format("{}", receipt.screens);
    std::string text = receipt.gone == receipt.screens ? language.say("receipt.all", {screens})
                                                       : language.say("receipt.some", {gone, screens});
    if (receipt.screens == 1) text = language.say(receipt.gone == 1 ? "receipt.one" : "receipt.not_yet");
    for (const Straggler& straggler : receipt.stragglers) text += "; " + straggler_said(language, straggler);
    return text + ".";
}

}  // namespace server::leaders
