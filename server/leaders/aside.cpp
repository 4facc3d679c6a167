#include "server/leaders/aside.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/jobs.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/paper_jobs.hpp"
#include "server/leaders/refusing.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

using catalogue::SetAside;

// Few courses have any, and looking for them reads every photo's record.
std::vector<SetAside> all_aside(const Visit& visit) {
    const auto& photos = visit.desk.world().photos;
    const bool may_be = std::ranges::any_of(
        photos, [](const auto& each) { return each.state == catalogue::PhotoState::Quarantined; });
    return may_be ? visit.desk.catalogue().set_aside() : std::vector<SetAside>{};
}

std::string label_of(const SetAside& aside) {
    return aside.card ? aside.card->value : std::string{};
}

/// What is typed before the photos of a card are thrown away: its name.
std::string name_field(const SetAside& aside) {
    return "naam-" + label_of(aside);
}

/// What the command is told: all of a card, or each photo where nobody knows the card.
std::vector<std::string> named(std::vector<std::string> command, const SetAside& aside) {
    if (aside.card) {
        command.insert(command.end(), {"--card", aside.card->value});
    } else {
        for (const catalogue::PhotoId& photo : aside.photos) command.push_back(photo.value);
    }
    return command;
}

}  // namespace

bool is_of_aside(const catalogue::Job& job) {
    return job.kind == "aside-take" || job.kind == "aside-remove";
}

void put_aside(const Visit& visit, Fields& fields) {
    std::vector<Fields> rows;
    for (const SetAside& aside : all_aside(visit)) {
        const Asked name{name_field(aside), visit.say("cards.wipe_type") + " " + label_of(aside)};
        rows.push_back(Fields{}
                           .put("name_fields", std::vector{as_fields(name)})
                           .put("opened", visit.form.has(name.id))
                           .put("label", label_of(aside))
                           .put("is_known", aside.card.has_value())
                           .put("count", fmt::format("{}", aside.photos.size())));
    }
    const bool has_aside = !rows.empty();
    fields.put("has_aside", has_aside).put("aside", std::move(rows));
}

// Two jobs of the program: the screen sizes take their time. What is thrown away cannot come back, so the
// card's name is typed.
Answer settle_aside(const Visit& visit) {
    const auto jobs = visit.office.jobs.last(50);
    if (std::ranges::any_of(jobs, [](const auto& job) { return is_of_aside(job) && !is_over(job); }))
        return cards_page_with(visit, visit.say("aside.busy"), 409);
    const auto all = all_aside(visit);
    const auto aside = std::ranges::find(all, visit.form.text("kaart"), label_of);
    if (aside == all.end()) return nothing_done(visit);
    // Another card may have been read since the page was made.
    if (visit.form.text("aantal") != fmt::format("{}", aside->photos.size()))
        return cards_page_with(visit, visit.say("aside.more"), 409);
    const std::string does = visit.form.text("wat");
    if (does == "opnemen") {
        ask_for_job(visit, "aside-take", named({"set-aside", "take"}, *aside));
        return go("/kaarten");
    }
    if (does != "weg" || !aside->card) return nothing_done(visit);
    const std::string field = name_field(*aside);
    if (visit.form.text(field) != aside->card->value)
        return refused_on(visit, cards_page, {{{field, visit.say("aside.name", {aside->card->value})}}});
    ask_for_job(visit, "aside-remove", named({"set-aside", "remove"}, *aside));
    return go("/kaarten");
}

}  // namespace server::leaders
