#include "server/leaders/weighing.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/weighings.hpp"
#include "server/answer.hpp"
#include "server/leaders/days.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/refusing.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/talk.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace server::leaders {

namespace {

using catalogue::Depiction;
using catalogue::Photo;
using catalogue::Purpose;

constexpr std::size_t longest_reason = 300;

std::string reason_field(const Depiction& depiction) {
    return "reden-" + depiction.id;
}

bool is_recognisable(const Photo& photo, const Depiction& depiction) {
    const catalogue::PhotoVersion* version = photo.version(photo.use_version);
    if (version != nullptr && version->depictions.contains(depiction.id))
        return version->depictions.at(depiction.id) == catalogue::Recognisable::Yes;
    return depiction.recognisable == catalogue::Recognisable::Yes;
}

/// Only an unknown adult: whom we know is asked, and of a child the parents.
bool can_be_weighed(const Photo& photo, const Depiction& depiction) {
    return !depiction.person && depiction.minor == catalogue::Minor::No && is_recognisable(photo, depiction);
}

bool is_one_to_weigh(Purpose purpose) {
    return std::ranges::count(catalogue::purposes_to_weigh, purpose) > 0;
}

std::string told(const Visit& visit, const catalogue::Weighing& weighing) {
    std::string where;
    for (const Purpose purpose : weighing.purposes)
        where += (where.empty() ? "" : ", ") + purpose_words(visit, purpose);
    const bool dated = weighing.on.size() == std::string{"2026-07-02"}.size();
    return visit.say(
        "weigh.said",
        {weighing.by, dated ? day_said(*visit.language, catalogue::parse_day(weighing.on)) : weighing.on,
         where});
}

void put_form(const Visit& visit, const Depiction& depiction, Fields& fields) {
    Asked reason{reason_field(depiction), visit.say("weigh.reason"), "", visit.say("weigh.reason_hint")};
    reason.type = "long";
    const bool typed = visit.form.text("wie") == depiction.id && visit.form.text("doe") == "weeg";
    const auto ticked = visit.form.all("doel");
    std::vector<Fields> purposes;
    for (const Purpose purpose : catalogue::purposes_to_weigh) {
        const std::string code{name_of(purpose)};
        purposes.push_back(Fields{}
                               .put("purpose", code)
                               .put("words", purpose_words(visit, purpose))
                               .put("ticked", typed && std::ranges::count(ticked, code) > 0));
    }
    const bool wrong = typed && visit.refusal != nullptr && visit.refusal->by_field.contains("doel");
    fields.put("weighs", typed)
        .put("where_wrong", wrong)
        .put("reason_fields", std::vector{as_fields(reason)})
        .put("purposes", std::move(purposes));
}

/// Where it may be seen, as the form asks; empty when none was chosen or one that cannot be.
std::vector<std::string> purposes_in(const Form& form) {
    const auto asked = form.all("doel");
    const bool fine = std::ranges::all_of(asked, [](const std::string& each) {
        const auto purpose = catalogue::purpose_named(each);
        return purpose && is_one_to_weigh(*purpose);
    });
    return fine ? asked : std::vector<std::string>{};
}

}  // namespace

void put_weighings(const Visit& visit, const Photo& photo, std::vector<Fields>& on_it) {
    const bool any =
        std::ranges::any_of(photo.depictions, [](const Depiction& each) { return each.balance.has_value(); });
    const auto weighings =
        any ? catalogue::weighings(visit.desk.catalogue(), photo.id) : std::vector<catalogue::Weighing>{};
    for (std::size_t i = 0; i < photo.depictions.size() && i < on_it.size(); ++i) {
        const Depiction& depiction = photo.depictions[i];
        const auto known = std::ranges::find(weighings, depiction.id, &catalogue::Weighing::depiction);
        const bool weighed = known != weighings.end() && !depiction.person;
        Fields& fields = on_it[i];
        fields.put("weighed", weighed)
            .put("weighing", weighed ? told(visit, *known) : std::string{})
            .put("weighing_reason", weighed ? known->reason : std::string{})
            .put("can_be_weighed", !weighed && can_be_weighed(photo, depiction));
        put_form(visit, depiction, fields);
    }
}

std::string said_of_weighing(const Visit& visit, const Photo& photo, catalogue::Channel channel) {
    const bool weighed = std::ranges::any_of(photo.depictions, [&](const Depiction& each) {
        return each.balance.has_value() && can_be_weighed(photo, each);
    });
    if (!weighed) return {};
    const auto judgement = catalogue::judge(visit.desk.world(), photo, channel, visit.today);
    const auto& purposes = catalogue::rule_of(channel).purposes;
    const bool counts =
        channel != catalogue::Channel::ClassView && std::ranges::all_of(purposes, is_one_to_weigh);
    if (judgement.allowed()) return counts ? visit.say("weigh.here") : std::string{};
    const bool unknown = judgement.reasons.size() == 1 &&  // else the others are enough
                         judgement.reasons.front().code == "portrayed_unknown_person";
    return unknown ? visit.say("weigh.not_here") : std::string{};
}

Answer weigh_passer_by(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    if (photo == nullptr) return no_such_photo(visit);
    const auto found = std::ranges::find(photo->depictions, visit.form.text("wie"), &Depiction::id);
    const std::string does = visit.form.text("doe");
    const bool takes_back = does == "weg" && found != photo->depictions.end() && found->balance.has_value();
    const bool can =
        takes_back || (does == "weeg" && found != photo->depictions.end() && can_be_weighed(*photo, *found));
    if (!can) return nothing_done(visit);
    if (takes_back) {
        const std::string depiction = found->id;
        const catalogue::PhotoId id = photo->id;
        return after_look(visit, *photo, noted("weigh.taken_back"), [&](catalogue::Catalogue& catalogue) {
            catalogue::take_weighing_back(catalogue, id, depiction);
        });
    }
    const std::string reason = visit.form.text(reason_field(*found));
    const auto purposes = purposes_in(visit.form);
    Refusal refusal;
    if (purposes.empty()) refusal.by_field["doel"] = visit.say("weigh.where_wrong");
    if (reason.empty() || characters_in(reason) > longest_reason)
        refusal.by_field[reason_field(*found)] = visit.say("weigh.reason_wrong");
    if (!refusal.by_field.empty()) return refused_on(visit, page_of_look(visit), refusal);
    const catalogue::WeighDepiction change{photo->id, found->id,  purposes, visit.who->account.name,
                                           reason,    visit.today};
    return after_look(visit, *photo, noted("weigh.did"),
                      [&](catalogue::Catalogue& catalogue) { catalogue.change(change); });
}

}  // namespace server::leaders
