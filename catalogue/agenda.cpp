// What ends in the coming days: consents, sixteenth birthdays, placements, leases of screens.

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
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using Kind = AgendaItem::Kind;

constexpr std::chrono::days lease{7};  // DOMAIN §1.6, "screen offline"

Day day_before(Day day) {
    return Day{day.since_epoch - std::chrono::days{1}};
}

bool concerns(const Photo& photo, const PersonId& person) {
    return photo.attribution.person == person ||
           std::ranges::any_of(photo.depictions,
                               [&](const Depiction& each) { return each.person == person; });
}

/// Collects what ends in one stretch of days.
class Agenda {
 public:
    Agenda(const World& world, const Ledger& ledger, Day now, std::chrono::days ahead)
        : world_(world), ledger_(ledger), now_(now), last_{now.since_epoch + ahead} {}

    std::vector<AgendaItem> items() {
        for (const auto& [id, person] : world_.persons) look_at(person);
        for (const Placed& placed : ledger_.placements) look_at(placed);
        std::ranges::stable_sort(items_, {}, &AgendaItem::on);
        return std::move(items_);
    }

 private:
    bool is_near(Day day) const { return day > now_ && day <= last_; }

    void look_at(const Person& person) {
        for (const Day day : turning_days(world_, person.id)) {
            if (!is_near(day)) continue;
            const bool sixteen = person.born && day == sixteenth_birthday(*person.born);
            bool any = false;
            for (const Photo& photo : world_.photos) {
                if (concerns(photo, person.id)) any = look_at(person, photo, day, sixteen) || any;
            }
            if (sixteen && !any) add_birthday(person, day);
        }
    }

    void add_birthday(const Person& person, Day day) {
        AgendaItem item{Kind::SixteenthBirthday, day, person.id, {}, {}, {}, {}};
        item.sentence = fmt::format("{} wordt 16. Vraag het aan {} zelf.", name_of(world_, person.id),
                                    name_of(world_, person.id));
        items_.push_back(std::move(item));
    }

    // What is open the day before and closed on the day, because of this person.
    bool look_at(const Person& person, const Photo& photo, Day day, bool sixteen) {
        AgendaItem item{
            sixteen ? Kind::SixteenthBirthday : Kind::Consent, day, person.id, photo.id, {}, {}, {}};
        std::string why;
        for (const ChannelRule& rule : channels()) {
            if (!judge(world_, photo, rule.channel, day_before(day)).allowed()) continue;
            const PhotoJudgement then = judge(world_, photo, rule.channel, day);
            const auto theirs = std::ranges::find(then.reasons, std::optional{person.id}, &Reason::who);
            if (theirs == then.reasons.end()) continue;
            item.channels.push_back(rule.channel);
            if (why.empty()) why = catalogue::in_dutch(world_, {*theirs}).front();
        }
        if (item.channels.empty()) return false;
        item.sentence = fmt::format("Foto {} mag dan niet meer te zien zijn. {}", photo.id.value, why);
        items_.push_back(item);
        add_placements(item, photo);
        return true;
    }

    void add_placements(const AgendaItem& ends, const Photo& photo) {
        for (const Placement& placement : world_.placements) {
            const bool there = placement.state == PlacementState::UnderOurControl &&
                               placement.since <= ends.on && (!placement.until || *placement.until > ends.on);
            const bool channel = std::ranges::find(ends.channels, placement.channel) != ends.channels.end();
            const auto run = std::ranges::find(world_.print_runs, placement.run, &PrintRun::id);
            if (!there || !channel ||
                std::ranges::find(run->items, photo.id, &PrintedItem::photo) == run->items.end()) {
                continue;
            }
            const auto placed = std::ranges::find(ledger_.placements, placement.id, &Placed::id);
            AgendaItem item = ends;
            item.placement = placement.id;
            item.channels = {placement.channel};
            item.sentence += fmt::format(" Nu nog hier: {}.", placed->where);
            items_.push_back(std::move(item));
        }
    }

    void look_at(const Placed& placed) {
        const bool ours =
            placed.state == "hanging" || placed.state == "in_stock" || placed.state == "playing";
        if (!ours || parse_day(placed.since) > now_) return;
        if (!placed.until.empty()) {
            const Day until = parse_day(placed.until);
            if (is_near(until)) {
                add(placed, Kind::Placement, until,
                    fmt::format("{}: tot {}. Haal het weg of spreek een nieuwe dag af.", placed.where,
                                catalogue::in_dutch(until)));
            }
            if (until <= now_) return;
        }
        if (placed.state != "playing" || placed.lease.empty()) return;
        const Day end{parse_day(placed.lease).since_epoch + lease};
        if (end > last_) return;
        add(placed, Kind::Lease, end,
            fmt::format("{}: het scherm is op {} voor het laatst gezien. Op {} gaat het op een rustig beeld.",
                        placed.where, catalogue::in_dutch(parse_day(placed.lease)),
                        catalogue::in_dutch(end)));
    }

    void add(const Placed& placed, Kind kind, Day day, std::string sentence) {
        AgendaItem item{kind, day, {}, {}, placed.id, {}, std::move(sentence)};
        if (const auto channel = channel_named(placed.channel)) item.channels.push_back(*channel);
        items_.push_back(std::move(item));
    }

    const World& world_;
    const Ledger& ledger_;
    Day now_;
    Day last_;
    std::vector<AgendaItem> items_;
};

}  // namespace

std::vector<AgendaItem> Catalogue::agenda(Day now, int days) const {
    return Agenda(rooms_->world(), ledger(), now, std::chrono::days{days}).items();
}

}  // namespace catalogue
