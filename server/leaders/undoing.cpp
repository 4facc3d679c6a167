// Going back: from the page where something was done, or from the list of what was done.

#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/days.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

Answer undo(const Visit& visit) {
    const auto number = visit.form.number("stap");
    const auto step = number ? visit.desk.step(*number) : std::nullopt;
    const std::string heading = visit.say("undo.not");
    if (!step) return message(visit, 404, heading, visit.say("undo.gone"));
    catalogue::Step label;
    label.at = visit.office.settings.moment();
    label.who = visit.who->account.name;
    label.what = step->what;
    label.page = step->page;
    switch (visit.changing.undo(step->number, label)) {
        case catalogue::Undo::Done:
            return go_after(step->page, step->number);
        case catalogue::Undo::ChangedSince:
            return message(visit, 409, heading, visit.say("undo.changed"));
        case catalogue::Undo::Gone:
            return message(visit, 409, heading, visit.say("undo.done_already"));
        case catalogue::Undo::CannotBe:
            break;
    }
    return message(visit, 409, heading, visit.say("undo.cannot"));
}

Answer history_page(const Visit& visit) {
    std::vector<Fields> steps;
    constexpr int most = 60;
    for (const catalogue::Step& step : visit.desk.last_steps(most)) {
        steps.push_back(Fields{}
                            .put("number", fmt::format("{}", step.number))
                            .put("at", short_moment(*visit.language, step.at))
                            .put("by", step.who)
                            .put("what", read_note(visit, step.what))
                            .put("undone", step.undone)
                            .put("can", !step.undone && visit.leads()));
    }
    const bool none = steps.empty();
    return page(visit, "history",
                Fields{}
                    .put("page_title", visit.say("history.title"))
                    .put("steps", std::move(steps))
                    .put("none", none));
}

}  // namespace server::leaders
