#include "server/leaders/screen_wishes.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/screens.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

constexpr int hour = 3600;
constexpr std::initializer_list<int> leases = {hour,      6 * hour,  12 * hour,    24 * hour,
                                               48 * hour, 72 * hour, 7 * 24 * hour};
constexpr std::initializer_list<int> turns = {0, 90, 180, 270};
constexpr int fewest_seconds = 8;
constexpr int most_seconds = 12;

std::string lease_words(const Visit& visit, int seconds) {
    const int hours = seconds / hour;
    if (hours == 1) return visit.say("screens.one_hour");
    if (hours < 48) return visit.say("screens.hours_long", {fmt::format("{}", hours)});
    return visit.say("screens.days_long", {fmt::format("{}", hours / 24)});
}

Fields choice(int value, const std::string& words, int now) {
    return Fields{}.put("value", fmt::format("{}", value)).put("words", words).put("chosen", value == now);
}

std::vector<Fields> lease_choices(const Visit& visit, int now) {
    std::set<int> all(leases);
    all.insert(now);  // what the command line chose otherwise stays to be chosen
    std::vector<Fields> choices;
    choices.reserve(all.size());
    for (const int seconds : all) choices.push_back(choice(seconds, lease_words(visit, seconds), now));
    return choices;
}

}  // namespace

void put_wishes(const Visit& visit, const catalogue::Screen& screen, const TypedWishes& typed, Fields& line) {
    const bool refused = typed.screen == screen.id.value;
    const catalogue::ScreenWishes& wishes = screen.wishes;
    std::vector<Fields> seconds;
    for (int each = fewest_seconds; each <= most_seconds; ++each)
        seconds.push_back(choice(each, fmt::format("{}", each), wishes.seconds));
    std::vector<Fields> turned;
    for (const int each : turns) {
        turned.push_back(choice(each, each == 0 ? visit.say("screens.not_turned") : fmt::format("{}°", each),
                                wishes.turned));
    }
    Asked hours{"uren-" + screen.id.value, visit.say("screens.when_on"), refused ? typed.hours : wishes.hours,
                visit.say("screens.when_on_hint"), refused ? typed.error : std::string{}};
    line.put("wishes_wrong", refused)
        .put("hours_field", std::vector{as_fields(hours)})
        .put("leases", lease_choices(visit, wishes.lease_seconds))
        .put("seconds", std::move(seconds))
        .put("turns", std::move(turned))
        .put("fades", wishes.fade);
}

std::optional<catalogue::ScreenWishes> wishes_in(const Form& form) {
    catalogue::ScreenWishes wishes;
    constexpr int longest = 7 * 24 * hour;
    wishes.lease_seconds = form.number("zonder").value_or(0);
    wishes.seconds = form.number("seconden").value_or(0);
    wishes.turned = form.number("draai").value_or(-1);
    wishes.fade = form.text("overgang") == "zacht";
    wishes.hours = form.text("uren-" + form.text("scherm"));
    const bool can = wishes.lease_seconds >= hour && wishes.lease_seconds <= longest &&
                     wishes.seconds >= fewest_seconds && wishes.seconds <= most_seconds &&
                     std::ranges::find(turns, wishes.turned) != turns.end();
    return can ? std::optional{wishes} : std::nullopt;
}

std::string as_query(const catalogue::Screen& screen) {
    return fmt::format("scherm={}&uren={}&zonder={}&seconden={}&draai={}&overgang={}",
                       in_address(screen.id.value), in_address(screen.wishes.hours),
                       screen.wishes.lease_seconds, screen.wishes.seconds, screen.wishes.turned,
                       screen.wishes.fade ? "zacht" : "direct");
}

std::string name_of_left_out(const Visit& visit, const std::string& photo_or_person) {
    const catalogue::World& world = visit.desk.world();
    const catalogue::PersonId person{photo_or_person};
    if (world.persons.contains(person))
        return visit.say("screens.all_of", {catalogue::name_of(world, person)});
    const catalogue::Photo* photo = world.photo(catalogue::PhotoId{photo_or_person});
    return photo == nullptr ? std::string{} : called(visit, *photo);
}

std::vector<Fields> to_leave_out(const Visit& visit) {
    std::vector<Fields> all = makers(visit, std::nullopt);
    for (Fields& maker : all)
        maker.put("name", name_of_left_out(visit, std::get<std::string>(maker.by_name.at("id"))));
    for (const auto& photo :
         visit.desk.catalogue().cleared<catalogue::Channel::PracticeScreen>(visit.today)) {
        const std::string& id = photo->photo.value;
        all.push_back(Fields{}.put("id", id).put("name", name_of_left_out(visit, id)));
    }
    return all;
}

std::vector<Fields> left_out(const Visit& visit, const catalogue::Screens& screens) {
    std::vector<Fields> rows;
    for (const catalogue::Practice& practice : visit.desk.catalogue().course().practices) {
        std::vector<Fields> out;
        for (const std::string& each : screens.kept_off(practice.id)) {
            const std::string name = name_of_left_out(visit, each);
            out.push_back(Fields{}.put("what", each).put("name", name.empty() ? each : name));
        }
        const bool has_out = !out.empty();
        rows.push_back(Fields{}
                           .put("practice", practice.id.value)
                           .put("practice_name", practice.organisation)
                           .put("has_out", has_out)
                           .put("out", std::move(out)));
    }
    return rows;
}

}  // namespace server::leaders
