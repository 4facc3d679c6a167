// Cards that are in the reader, and how far reading them is.

#include "catalogue/desk.hpp"
#include "catalogue/jobs.hpp"
#include "server/answer.hpp"
#include "server/leaders/aside.hpp"
#include "server/leaders/card_making.hpp"
#include "server/leaders/card_told.hpp"
#include "server/leaders/cards_in.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/paper_jobs.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/refusing.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

/// What is typed before a card is wiped: its name. number: which of the cards in the reader.
std::string name_field(std::size_t number) {
    return fmt::format("naam-{}", number);
}

/// A card in the reader. While one is being read the cards are left alone.
Fields card_row(const Visit& visit, const MountedCard& card, std::size_t number, bool busy) {
    Fields row;
    const Asked name{name_field(number), visit.say("cards.wipe_type") + " " + card.name};
    row.put("name_fields", std::vector{as_fields(name)}).put("opened", visit.form.has(name.id));
    row.put("path", card.path.string())
        .put("name", card.name)
        .put("is_read", may_be_wiped(visit, card.path.string()));
    if (busy) {
        row.put("is_ours", false).put("is_empty", false).put("can_be_ready", false).put("label", "");
        row.put("has_holder", false).put("holder", "");
    } else {
        put_what_it_is(visit, card, row);
    }
    return row;
}

/// What was done with a card, or with its photos that were set aside.
Fields job_row(const Visit& visit, const catalogue::Job& job, const StillFine& fine) {
    const bool of_aside = is_of_aside(job);
    const std::string last = job.arguments.empty() ? std::string{} : job.arguments.back();
    const bool of_unknown = of_aside && std::ranges::find(job.arguments, "--card") == job.arguments.end();
    Fields line = line_of(visit, job, fine);
    put_card_told(visit, job, line);
    if (of_aside) line.put("says_otherwise", false);
    return line.put("said", job.said)
        .put("card",
             of_unknown ? visit.say("aside.unknown") : std::filesystem::path(last).filename().string())
        .put("something_else", job.kind != "card");
}

}  // namespace

Answer cards_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    return cards_page_with(visit, "", 200);
}

Answer cards_page_with(const Visit& visit, const std::string& told, int status) {
    std::vector<Fields> jobs;
    const StillFine fine(visit);
    bool busy = false;     // with a card
    bool waiting = false;  // for what is done with photos of a card
    for (const catalogue::Job& job : visit.office.jobs.last(50)) {
        const bool of_card = job.kind == "card" || job.kind == "card-wipe";
        const bool of_aside = is_of_aside(job);
        if (!of_card && !of_aside) continue;
        busy = busy || (of_card && !is_over(job));
        waiting = waiting || (of_aside && !is_over(job));
        jobs.push_back(job_row(visit, job, fine));
    }
    std::vector<Fields> cards;
    for (const MountedCard& card : mounted_cards())
        cards.push_back(card_row(visit, card, cards.size(), busy));
    auto cameras = cameras_for_cards(visit);
    const bool has_cards = !cards.empty();
    const bool has_jobs = !jobs.empty();
    const bool has_cameras = !cameras.empty();
    Fields fields;
    if (waiting) {
        fields.put("has_aside", false);
    } else {
        put_aside(visit, fields);
    }
    fields.put("page_title", visit.say("cards.title"))
        .put("told", told)
        .put("has_told", !told.empty())
        .put("mark", mark_of_cards(visit))
        .put("has_cameras", has_cameras)
        .put("cameras", std::move(cameras))
        .put("people", makers(visit, std::nullopt))
        .put("has_cards", has_cards)
        .put("cards", std::move(cards))
        .put("busy", busy)
        .put("waiting", waiting)
        .put("has_jobs", has_jobs)
        .put("jobs", std::move(jobs));
    return page(visit, "cards", std::move(fields), status);
}

Answer read_card(const Visit& visit) {
    // Only a card that is in the reader now: never a path that somebody typed.
    for (const MountedCard& card : mounted_cards()) {
        if (card.path.string() != visit.form.text("kaart")) continue;
        ask_for_job(visit, "card", {"ingest", "--totals", card.path.string()});
        return go("/kaarten");
    }
    return cards_page_with(visit, visit.say("cards.none_in"), 422);
}

// What is wiped cannot come back, so its name is typed; the program looks at every photo again first.
Answer wipe_card(const Visit& visit) {
    std::size_t number = 0;
    for (const MountedCard& card : mounted_cards()) {
        const std::string path = card.path.string();
        const std::string field = name_field(number++);
        if (path != visit.form.text("kaart")) continue;
        if (!may_be_wiped(visit, path)) return nothing_done(visit);
        if (visit.form.text(field) != card.name)
            return refused_on(visit, cards_page, {{{field, visit.say("cards.wipe_name", {card.name})}}});
        ask_for_job(visit, "card-wipe", {"card", "wipe", path});
        return go("/kaarten");
    }
    return cards_page_with(visit, visit.say("cards.none_in"), 422);
}

}  // namespace server::leaders
