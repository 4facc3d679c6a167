// What is to be done today.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/days.hpp"
#include "server/leaders/photo_versions.hpp"
#include "server/leaders/reasons.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

using catalogue::World;

struct Open {
    std::size_t doubtful = 0;  // photos of which nobody said whose they are
    std::size_t unlooked = 0;  // not looked at for people
    std::size_t versions = 0;  // waiting for the maker's word
    std::size_t words = 0;     // texts that are not approved
};

Open what_is_open(const World& world) {
    Open open;
    for (const catalogue::Photo& photo : world.photos) {
        if (photo.state != catalogue::PhotoState::Live) continue;
        const bool confirmed =
            photo.attribution.person && photo.attribution.status == catalogue::AttributionStatus::Confirmed;
        open.doubtful += confirmed ? 0 : 1;
        open.unlooked += photo.people_check == catalogue::PeopleCheck::NotDone ? 1 : 0;
        open.versions += static_cast<std::size_t>(std::ranges::count_if(photo.versions, waits_for_maker));
    }
    open.words = static_cast<std::size_t>(
        std::ranges::count_if(world.texts, [](const auto& text) { return !text.approved_at.has_value(); }));
    return open;
}

std::vector<Fields> still_to_ask(const Visit& visit, const World& world) {
    std::vector<Fields> people;
    const catalogue::Course course = visit.desk.catalogue().course();
    for (const auto& [id, person] : world.persons) {
        if (person.takes_part == catalogue::TakesPart::No || person.erased_at) continue;
        const auto unasked = std::ranges::count_if(course.form.purposes, [&](catalogue::Purpose purpose) {
            return std::holds_alternative<catalogue::NotAsked>(catalogue::subject_state(
                world.history, &person, {catalogue::Capacity::Maker, purpose, ""}, visit.today));
        });
        if (unasked == 0) continue;
        people.push_back(Fields{}
                             .put("id", id.value)
                             .put("name", catalogue::name_of(world, id))
                             .put("count", fmt::format("{}", unasked)));
    }
    return people;
}

std::optional<Fields> next_meeting(const Visit& visit, const catalogue::Course& course) {
    for (const catalogue::Meeting& meeting : course.meetings) {
        if (meeting.day < visit.today) continue;
        return Fields{}
            .put("number", fmt::format("{}", meeting.number))
            .put("theme", meeting.theme)
            .put("day",
                 weekday(*visit.language, meeting.day) + " " + day_and_month(*visit.language, meeting.day))
            .put("is_today", meeting.day == visit.today);
    }
    return std::nullopt;
}

}  // namespace

Answer today_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const World& world = visit.desk.world();
    const catalogue::Catalogue& catalogue = visit.desk.catalogue();
    const catalogue::Course course = catalogue.course();
    const Open open = what_is_open(world);
    std::vector<Fields> ends;
    constexpr int days_ahead = 30;
    for (const catalogue::AgendaItem& item : catalogue.agenda(visit.today, days_ahead)) {
        ends.push_back(Fields{}
                           .put("sentence", ending_said(visit, item))
                           .put("on", day_and_month(*visit.language, item.on)));
    }
    auto people = still_to_ask(visit, world);
    const auto meeting = next_meeting(visit, course);
    const auto down = catalogue.retract_tasks(visit.today).size();
    const auto count = [](std::size_t number) { return fmt::format("{}", number); };
    const bool nothing =
        open.doubtful + open.unlooked + open.versions + open.words + down == 0 && people.empty();
    std::vector<Fields> meetings;
    if (meeting) meetings.push_back(*meeting);
    return page(
        visit, "today",
        Fields{}
            .put("page_title", visit.say("today.title"))
            .put("course", course.title)
            .put("day", weekday(*visit.language, visit.today) + " " + day_said(*visit.language, visit.today))
            .put("meetings", std::move(meetings))
            .put("has_down", down > 0)
            .put("down", count(down))
            .put("has_doubtful", open.doubtful > 0)
            .put("doubtful", count(open.doubtful))
            .put("has_unlooked", open.unlooked > 0)
            .put("unlooked", count(open.unlooked))
            .put("has_versions", open.versions > 0)
            .put("versions", count(open.versions))
            .put("has_words", open.words > 0)
            .put("words", count(open.words))
            .put("has_people", !people.empty())
            .put("people", std::move(people))
            .put("has_ends", !ends.empty())
            .put("ends", std::move(ends))
            .put("nothing", nothing));
}

}  // namespace server::leaders
