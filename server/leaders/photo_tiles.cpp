#include "server/leaders/photo_tiles.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/visit.hpp"
#include "server/leaders/weighing.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

using catalogue::Photo;

struct Shape {
    int width = 4;
    int height = 3;
};

Shape upright(const catalogue::Picture& picture) {
    Shape shape{std::max(1, picture.width), std::max(1, picture.height)};
    if (picture.orientation >= 5) std::swap(shape.width, shape.height);
    return shape;
}

// As in the gallery: a share of the row for each proportion, in twelfths.
std::string share_of_row(const Shape& shape) {
    const double ratio = static_cast<double>(shape.width) / shape.height;
    return fmt::format("r{}", std::clamp(static_cast<int>(std::lround(ratio * 12.0)), 6, 24));
}

/// "p05" as the course calls it. The long ids of photos that came from cards say nothing to people: those are
/// counted, as their maker took them.
std::string short_name(const Visit& visit, const Photo& photo) {
    constexpr std::size_t longest_to_say = 6;
    if (photo.id.value.size() <= longest_to_say) return photo.id.value;
    std::size_t number = 1;
    for (const Photo& other : visit.desk.world().photos) {
        if (other.attribution.person != photo.attribution.person || other.id == photo.id) continue;
        if (std::tie(other.taken_true, other.id) < std::tie(photo.taken_true, photo.id)) ++number;
    }
    return fmt::format("{}", number);
}

constexpr std::array issues = {"house_number", "address", "plate", "letter", "screen", "medicine", "school"};

}  // namespace

void put_picture(const Visit& visit, const Photo& photo, const catalogue::VersionId& version,
                 Fields& fields) {
    const auto picture = visit.desk.picture(photo.id, version);
    const bool shown = picture && visit.desk.rendition(*picture, 320);
    const Shape shape = picture ? upright(*picture) : Shape{};
    fields.put("has_picture", shown)
        .put("photo", photo.id.value)
        .put("version", version.value)
        .put("width", fmt::format("{}", shape.width))
        .put("height", fmt::format("{}", shape.height))
        .put("share", share_of_row(shape))
        .put("alt", photo.alt.empty() ? visit.say("photo.no_alt", {called(visit, photo)}) : photo.alt)
        .put("alt_in_dutch", !photo.alt.empty() && !visit.is_dutch());
}

std::string called(const Visit& visit, const Photo& photo) {
    const std::string name = photo.attribution.person
                                 ? catalogue::name_of(visit.desk.world(), photo.attribution.person)
                                 : visit.say("photo.nobody");
    return visit.say("photo.called", {short_name(visit, photo), name});
}

std::string called_in_note(const Visit& visit, const Photo& photo) {
    const std::string name = photo.attribution.person
                                 ? catalogue::name_of(visit.desk.world(), photo.attribution.person)
                                 : noted("photo.nobody");
    return noted("photo.called", {short_name(visit, photo), name});
}

Fields tile_of(const Visit& visit, const Photo& photo) {
    Fields fields;
    put_picture(visit, photo, photo.use_version, fields);
    fields.put("short_name", short_name(visit, photo));
    const bool confirmed =
        photo.attribution.person && photo.attribution.status == catalogue::AttributionStatus::Confirmed;
    return fields.put("doubtful", !confirmed)
        .put("unlooked", photo.people_check == catalogue::PeopleCheck::NotDone)
        .put("issue", !photo.content_issues.empty() && photo.version(photo.use_version) != nullptr &&
                          !std::ranges::all_of(photo.content_issues,
                                               [&](const std::string& each) {
                                                   return std::ranges::count(
                                                              photo.version(photo.use_version)->resolves,
                                                              each) > 0;
                                               }))
        .put("chosen", photo.chosen == catalogue::Chosen::Yes);
}

const Photo* photo_here(const Visit& visit, const std::string& id) {
    const Photo* photo = visit.desk.world().photo(catalogue::PhotoId{id});
    return photo != nullptr && photo->state == catalogue::PhotoState::Live ? photo : nullptr;
}

Answer no_such_photo(const Visit& visit) {
    return message(visit, 404, visit.say("photo.none_heading"), visit.say("photo.none"));
}

std::vector<Fields> makers(const Visit& visit, const std::optional<catalogue::PersonId>& chosen) {
    std::vector<const catalogue::Person*> people;
    for (const auto& [id, person] : visit.desk.world().persons) {
        if (person.takes_part == catalogue::TakesPart::Yes && !person.erased_at) people.push_back(&person);
    }
    std::ranges::sort(people, {}, [](const auto* person) { return person->code; });
    std::vector<Fields> buttons;
    for (const catalogue::Person* person : people) {
        const std::size_t number = buttons.size() + 1;
        buttons.push_back(Fields{}
                              .put("id", person->id.value)
                              .put("name", catalogue::name_of(visit.desk.world(), person->id))
                              .put("number", number < 10 ? fmt::format("{}", number) : std::string{})
                              .put("chosen", person->id == chosen));
    }
    return buttons;
}

bool is_too_long_for_slip(const std::string& slip) {
    constexpr std::size_t longest = 20;
    return !is_one_line(slip, longest);
}

void put_looking(const Visit& visit, const Photo& photo, const std::string& back, Fields& fields) {
    const catalogue::World& world = visit.desk.world();
    std::vector<Fields> on_it;
    for (const catalogue::Depiction& each : photo.depictions) {
        on_it.push_back(Fields{}
                            .put("depiction", each.id)
                            .put("name", each.person ? catalogue::name_of(world, each.person)
                                                     : visit.say("people.unknown"))
                            .put("recognisable", each.recognisable == catalogue::Recognisable::Yes)
                            .put("minor", each.minor == catalogue::Minor::Yes));
    }
    std::vector<Fields> known;
    for (const auto& [id, person] : world.persons) {
        if (person.erased_at) continue;
        known.push_back(Fields{}
                            .put("id", id.value)
                            .put("chosen", visit.form.text("wie") == id.value)
                            .put("name", catalogue::name_of(world, id)));
    }
    std::ranges::sort(known, {},
                      [](const Fields& each) { return std::get<std::string>(each.by_name.at("name")); });
    std::vector<Fields> signs;
    const catalogue::PhotoVersion* version = photo.version(photo.use_version);
    for (std::size_t i = 0; i < issues.size(); ++i) {
        const bool seen = std::ranges::count(photo.content_issues, issues[i]) > 0;
        const bool solved =
            seen && version != nullptr && std::ranges::count(version->resolves, issues[i]) > 0;
        signs.push_back(Fields{}
                            .put("code", issues[i])
                            .put("number", fmt::format("{}", i + 1))
                            .put("words", visit.words().at(std::string{"issue."} + issues[i]))
                            .put("seen", seen)
                            .put("solved", solved));
    }
    const bool anybody = !on_it.empty();
    const Asked slip{"briefje", visit.say("looking.slip")};
    put_weighings(visit, photo, on_it);
    const bool typed = visit.form.has("briefje");  // a page that is shown again: nothing of it is lost
    fields.put("slip_fields", std::vector{as_fields(slip)})
        .put("adds", typed)
        .put("blurred", typed && visit.form.text("herkenbaar") == "nee")
        .put("child", typed && visit.form.has("kind"))
        .put("on_it", std::move(on_it))
        .put("anybody", anybody)
        .put("known", std::move(known))
        .put("issues", std::move(signs))
        .put("looked", photo.people_check == catalogue::PeopleCheck::Done)
        .put("back_to", back)
        .put("mark", visit.desk.mark({{"photos", photo.id.value}}));
}

}  // namespace server::leaders
