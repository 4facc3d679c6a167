// Looking at photos one after the other: whose is it, who is on it, what is private; and together in class.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/person_page.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/refusing.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/talk.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"
#include "server/words.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

using catalogue::Photo;

std::vector<const Photo*> photos_where(const Visit& visit, const std::function<bool(const Photo&)>& wanted) {
    std::vector<const Photo*> found;
    for (const Photo& photo : visit.desk.world().photos) {
        const bool seen =
            photo.state == catalogue::PhotoState::Live && visit.desk.picture(photo.id, photo.use_version);
        if (seen && wanted(photo)) found.push_back(&photo);
    }
    return found;
}

bool is_unlooked(const Photo& photo) {
    return photo.people_check == catalogue::PeopleCheck::NotDone;
}

bool is_doubtful(const Photo& photo) {
    return !photo.attribution.person || photo.attribution.status == catalogue::AttributionStatus::Proposed;
}

// The one that was asked for, or the first after the one that was skipped.
const Photo* next_of(const Visit& visit, const std::vector<const Photo*>& waiting) {
    if (waiting.empty()) return nullptr;
    const std::string after = visit.query.text("na");
    const auto skipped =
        std::ranges::find_if(waiting, [&](const Photo* photo) { return photo->id.value == after; });
    if (skipped == waiting.end() || std::next(skipped) == waiting.end()) return waiting.front();
    return *std::next(skipped);
}

Answer nothing_left(const Visit& visit, const std::string& title) {
    return message(visit, 200, title, visit.say("looking.none"));
}

Answer show_looking(const Visit& visit, const Photo& photo, const std::string& told, int status) {
    const auto waiting = photos_where(visit, is_unlooked);
    Fields fields;
    put_picture(visit, photo, photo.use_version, fields);
    put_looking(visit, photo, "bekijken", fields);
    fields.put("page_title", visit.say("looking.title"))
        .put("heading", called(visit, photo))
        .put("left", fmt::format("{}", waiting.size()))
        .put("told", told)
        .put("has_told", !told.empty());
    return page(visit, "looking", std::move(fields), status);
}

Answer looking_again(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    return photo == nullptr ? no_such_photo(visit) : show_looking(visit, *photo, "", 200);
}

bool is_unsettled(const catalogue::Depiction& depiction) {
    return depiction.recognisable == catalogue::Recognisable::Yes && !depiction.person && !depiction.balance;
}

}  // namespace

PageShown page_of_look(const Visit& visit) {
    return visit.form.text("terug") == "bekijken" ? looking_again : photo_page;
}

Answer after_look(const Visit& visit, const Photo& photo, const std::string& what,
                  const std::function<void(catalogue::Catalogue&)>& work) {
    if (visit.form.text("terug") != "bekijken") return after_photo(visit, photo, what, work);
    const std::vector<catalogue::RecordName> record = {{"photos", photo.id.value}};
    const std::string told = stale(visit, record);
    if (!told.empty()) return show_looking(visit, photo, told, 409);
    const std::string here = "/bekijken?foto=" + photo.id.value;
    return go_after(here,
                    perform(visit, noted("photo.did", {called_in_note(visit, photo), what}), here, work));
}

Answer looking_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const Photo* photo = photo_here(visit, visit.query.text("foto"));
    if (photo == nullptr) photo = next_of(visit, photos_where(visit, is_unlooked));
    if (photo == nullptr) return nothing_left(visit, visit.say("looking.title"));
    return show_looking(visit, *photo, "", 200);
}

Answer add_to_photo(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    if (photo == nullptr) return no_such_photo(visit);
    catalogue::AddDepiction change;
    change.photo = photo->id;
    const std::string who = visit.form.text("wie");
    if (!who.empty()) {
        if (living_person(visit, who) == nullptr)
            return refused_on(visit, page_of_look(visit), {{}, visit.say("refused.nothing")});
        change.person = catalogue::PersonId{who};
    }
    change.slip = visit.form.text("briefje");
    if (is_too_long_for_slip(change.slip))
        return refused_on(visit, page_of_look(visit), {{{"briefje", visit.say("looking.slip_long")}}});
    change.recognisable = visit.form.text("herkenbaar") != "nee";
    change.minor = visit.form.has("kind");
    const std::string name =
        change.person ? catalogue::name_of(visit.desk.world(), change.person) : noted("people.unknown");
    return after_look(visit, *photo, noted("looking.on_it", {name}),
                      [&](catalogue::Catalogue& catalogue) { catalogue.change(change); });
}

Answer take_off_photo(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    if (photo == nullptr) return no_such_photo(visit);
    const std::string depiction = visit.form.text("wie");
    const bool known =
        std::ranges::any_of(photo->depictions, [&](const auto& each) { return each.id == depiction; });
    if (!known) return nothing_done(visit);
    return after_look(visit, *photo, noted("looking.off_it"), [&](catalogue::Catalogue& catalogue) {
        catalogue.change(catalogue::RemoveDepiction{photo->id, depiction});
    });
}

Answer mark_issue(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    if (photo == nullptr) return no_such_photo(visit);
    const std::string issue = visit.form.text("letop");
    const std::string words = "issue." + issue;
    if (!visit.words().contains(words)) return nothing_done(visit);
    const bool seen = std::ranges::count(photo->content_issues, issue) > 0;
    return after_look(
        visit, *photo,
        seen ? noted("looking.no_issue", {noted(words)}) : noted("looking.issue", {noted(words)}),
        [&](catalogue::Catalogue& catalogue) {
            if (seen) catalogue.change(catalogue::DropIssue{photo->id, issue});
            if (!seen) catalogue.change(catalogue::AddIssue{photo->id, issue});
        });
}

Answer looked_at(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    if (photo == nullptr) return no_such_photo(visit);
    const bool flow = visit.form.text("terug") == "bekijken";
    // Without a slip it stays where it is: that is what the slip is for.
    const bool unsettled = std::ranges::any_of(photo->depictions, is_unsettled);
    const catalogue::PeopleLookedAt change{photo->id};
    const std::string what = noted("looking.looked");
    const std::string here = flow ? "/bekijken?foto=" + photo->id.value : "/fotos/" + photo->id.value;
    try {
        const std::int64_t step =
            perform(visit, noted("photo.did", {called_in_note(visit, *photo), what}), here,
                    [&](catalogue::Catalogue& catalogue) { catalogue.change(change); });
        return go_after(flow ? "/bekijken" : here, step);
    } catch (const catalogue::LibraryInUse&) {
        throw;
    } catch (const catalogue::CannotWork&) {
        return show_looking(visit, *photo,
                            unsettled ? visit.say("looking.unsettled") : visit.say("looking.cannot"), 422);
    }
}

Answer whose_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const auto waiting = photos_where(visit, is_doubtful);
    const std::string asked = visit.query.text("foto");
    const auto here =
        std::ranges::find_if(waiting, [&](const Photo* each) { return each->id.value == asked; });
    const Photo* photo = here == waiting.end() ? next_of(visit, waiting) : *here;
    if (photo == nullptr) return nothing_left(visit, visit.say("whose.title"));
    Fields fields;
    put_picture(visit, *photo, photo->use_version, fields);
    fields.put("page_title", visit.say("whose.title"))
        .put("left", fmt::format("{}", waiting.size()))
        .put("makers", makers(visit, photo->attribution.person))
        .put("proposed", photo->attribution.person.has_value())
        .put("proposed_name", photo->attribution.person
                                  ? catalogue::name_of(visit.desk.world(), photo->attribution.person)
                                  : std::string{})
        .put("card", photo->card ? photo->card->value : std::string{})
        .put("has_card", photo->card.has_value())
        .put("mark", visit.desk.mark({{"photos", photo->id.value}}));
    return page(visit, "whose", std::move(fields));
}

Answer together_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const auto shown = visit.desk.catalogue().cleared<catalogue::Channel::ClassView>(visit.today);
    if (shown.empty()) {
        return message(visit, 200, visit.say("together.title"), visit.say("together.none"));
    }
    const auto count = static_cast<int>(shown.size());
    const int at = std::clamp(visit.query.number("foto").value_or(1), 1, count);
    const auto& photo = shown[static_cast<std::size_t>(at - 1)];
    const catalogue::Wording title = leading_title(photo->title);
    const bool picture = photo.rendition(1280).has_value();
    return page(visit, "together",
                Fields{}
                    .put("page_title", visit.say("together.title"))
                    .put("photo", photo->photo.value)
                    .put("version", photo->version.value)
                    .put("has_picture", picture)
                    .put("alt", photo->alt.empty() ? visit.say("together.alt", {fmt::format("{}", at),
                                                                                fmt::format("{}", count)})
                                                   : photo->alt)
                    .put("alt_in_dutch", !photo->alt.empty() && !visit.is_dutch())
                    .put("title", title.text)
                    .put("title_language", title.language)
                    .put("title_direction", direction_of(title.language))
                    .put("name", photo->name.text)
                    .put("number", fmt::format("{}", at))
                    .put("of", fmt::format("{}", count))
                    .put("has_previous", at > 1)
                    .put("previous", fmt::format("{}", at - 1))
                    .put("has_next", at < count)
                    .put("next", fmt::format("{}", at + 1)));
}

Answer hide_together(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.form.text("foto"));
    const int number = std::clamp(visit.form.number("nummer").value_or(1), 1, 100'000);
    const std::string here = fmt::format("/samen?foto={}", number);
    if (photo == nullptr || !photo->attribution.person) return nothing_done(visit);
    const catalogue::Person* maker = visit.desk.world().person(photo->attribution.person);
    catalogue::NewConsentEvent event = said_here(visit, *maker);
    event.capacity = "maker";
    event.purpose = "class";
    event.scope = photo->id.value;
    event.decision = "deny";
    event.method = "in de les";
    event.given_by = "self";
    const std::int64_t step = perform(visit, noted("together.hidden", {called_in_note(visit, *photo)}), here,
                                      [&](catalogue::Catalogue& catalogue) { catalogue.record({event}); });
    return go_after(here, step);
}

}  // namespace server::leaders
