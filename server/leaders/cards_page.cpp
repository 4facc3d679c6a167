// Cards that are in the reader, and how far reading them is.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/jobs.hpp"
#include "server/answer.hpp"
#include "server/leaders/cards_in.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/paper_jobs.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <utility>
#include <vector>

namespace server::leaders {

Answer cards_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    std::vector<Fields> cards;
    for (const MountedCard& card : mounted_cards())
        cards.push_back(Fields{}.put("path", card.path.string()).put("name", card.name));
    std::vector<Fields> jobs;
    const StillFine fine(visit);
    bool busy = false;
    for (const catalogue::Job& job : visit.office.jobs.last(50)) {
        if (job.kind != "card") continue;
        busy = busy || !is_over(job);
        jobs.push_back(line_of(visit, job, fine).put("said", job.said));
    }
    const bool has_cards = !cards.empty();
    const bool has_jobs = !jobs.empty();
    return page(visit, "cards",
                Fields{}
                    .put("page_title", visit.say("cards.title"))
                    .put("has_cards", has_cards)
                    .put("cards", std::move(cards))
                    .put("busy", busy)
                    .put("has_jobs", has_jobs)
                    .put("jobs", std::move(jobs)));
}

Answer read_card(const Visit& visit) {
    // Only a card that is in the reader now: never a path that somebody typed.
    for (const MountedCard& card : mounted_cards()) {
        if (card.path.string() != visit.form.text("kaart")) continue;
        ask_for_job(visit, "card", {"ingest", card.path.string()});
        return go("/kaarten");
    }
    return message(visit, 422, visit.say("cards.none_heading"), visit.say("cards.none_in"));
}

}  // namespace server::leaders
