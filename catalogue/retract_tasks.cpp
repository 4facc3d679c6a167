// What a withdrawal, an end or a birthday asks of people: what to take down where, and by when.

#include "catalogue/catalogue.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/dutch_reasons.hpp"
#include "catalogue/output.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/turning_days.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <ranges>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

constexpr std::chrono::days time_for_a_wall{14};  // DOMAIN §1.6

// The first day of the no that holds today. What changed without a date counts from the beginning.
Day became_no(const World& world, const Photo& photo, const Placement& placement,
              const std::optional<VersionId>& version, Day now) {
    Day since = now;
    const std::set<Day> days = turning_days(world);
    for (const Day day : days | std::views::reverse) {
        if (day > now) continue;
        if (day <= placement.since) break;
        if (judge(world, photo, placement.channel, day, version).allowed()) return since;
        since = day;
    }
    const bool allowed_at_first = judge(world, photo, placement.channel, placement.since, version).allowed();
    return allowed_at_first ? since : placement.since;
}

Day due(Day since, const std::string& state) {
    return state == "hanging" ? Day{since.since_epoch + time_for_a_wall} : since;
}

std::string to_do(const RetractTask& task) {
    const std::string where = task.practice.empty() || task.where.find(task.practice) != std::string::npos
                                  ? task.where
                                  : fmt::format("{} ({})", task.where, task.practice);
    if (task.state == "hanging") return fmt::format("Haal foto {} weg: {}.", task.photo.value, where);
    if (task.state == "playing")
        return fmt::format("Haal foto {} van het scherm: {}.", task.photo.value, where);
    return fmt::format("Deel dit niet meer uit: {}. Foto {} staat erin.", where, task.photo.value);
}

}  // namespace

std::vector<RetractTask> Catalogue::retract_tasks(Day now) const {
    const World& world = rooms_->world();
    const Ledger ledger = this->ledger();
    const std::vector<Practice> practices = course().practices;
    std::vector<RetractTask> tasks;
    for (const Retract& retract : retract_list(world, now)) {
        const auto placement = std::ranges::find(world.placements, retract.placement, &Placement::id);
        const auto placed = std::ranges::find(ledger.placements, retract.placement, &Placed::id);
        RetractTask task;
        task.id = retract.placement.value + "/" + retract.photo.value;
        task.placement = retract.placement;
        task.photo = retract.photo;
        task.channel = placement->channel;
        task.where = placed->where;
        task.state = placed->state;
        const auto practice = std::ranges::find(practices, PracticeId{placed->practice}, &Practice::id);
        if (practice != practices.end()) task.practice = practice->organisation;
        task.since = became_no(world, *world.photo(retract.photo), *placement, retract.version, now);
        task.due = due(task.since, task.state);
        for (const Reason& reason : retract.reasons) task.reasons.push_back(reason.code);
        task.sentences = catalogue::in_dutch(world, retract.reasons);
        task.to_do = to_do(task);
        tasks.push_back(std::move(task));
    }
    return tasks;
}

}  // namespace catalogue
