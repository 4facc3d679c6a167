// The photos of the course, and one of them with all that is known of it.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/days.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/person_page.hpp"
#include "server/leaders/photo_tiles.hpp"
#include "server/leaders/photo_versions.hpp"
#include "server/leaders/reasons.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/text_forms.hpp"
#include "server/leaders/visit.hpp"
#include "server/leaders/weighing.hpp"
#include "server/site_templates.hpp"
#include "server/whole_file.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server::leaders {

namespace {

using catalogue::Photo;

std::vector<Fields> channels_of(const Visit& visit, const Photo& photo) {
    std::vector<Fields> rows;
    for (const catalogue::ChannelRule& rule : catalogue::channels()) {
        const std::string why = why_not(visit, photo, rule.channel);
        const std::string weighed = said_of_weighing(visit, photo, rule.channel);
        rows.push_back(Fields{}
                           .put("channel", channel_said(*visit.language, rule.channel))
                           .put("allowed", why.empty())
                           .put("has_why", !why.empty() || !weighed.empty())
                           .put("why", why.empty() || weighed.empty() ? why + weighed : why + " " + weighed));
    }
    return rows;
}

Answer show_photo(const Visit& visit, const Photo& photo, const std::string& told, const TextTyped& typed,
                  int status) {
    Fields fields;
    const catalogue::VersionId asked{visit.query.text("versie")};
    const catalogue::VersionId on_view = photo.version(asked) != nullptr ? asked : photo.use_version;
    put_picture(visit, photo, on_view, fields);
    put_looking(visit, photo, "", fields);
    put_texts(visit, photo, typed, fields);
    const bool confirmed =
        photo.attribution.person && photo.attribution.status == catalogue::AttributionStatus::Confirmed;
    fields.put("page_title", called(visit, photo))
        .put("heading", called(visit, photo))
        .put("told", told)
        .put("has_told", !told.empty())
        .put("makers", makers(visit, photo.attribution.person))
        .put("doubtful", !confirmed)
        .put("maker", photo.attribution.person ? photo.attribution.person->value : std::string{})
        .put("has_maker", photo.attribution.person.has_value())
        .put("maker_name", photo.attribution.person
                               ? catalogue::name_of(visit.desk.world(), photo.attribution.person)
                               : std::string{})
        .put("taken", photo.taken_true.size() >= 16
                          ? day_said(*visit.language, catalogue::parse_day(photo.taken_true)) + ", " +
                                photo.taken_true.substr(11, 5)
                          : std::string{})
        .put("chosen", photo.chosen == catalogue::Chosen::Yes)
        .put("channels", channels_of(visit, photo))
        .put("other_version", on_view != photo.use_version)
        .put("versions", versions_of(visit, photo, on_view));
    return page(visit, "photo", std::move(fields), status);
}

constexpr std::size_t most_on_page = 240;
constexpr std::size_t few_of_each = 6;
constexpr const char* nobody = "-";  // photos of nobody that we know

bool is_wanted(const Photo& photo, const std::string& what) {
    if (photo.state != catalogue::PhotoState::Live) return false;
    if (what == "gekozen") return photo.chosen == catalogue::Chosen::Yes;
    if (what == "bekijken") return photo.people_check == catalogue::PeopleCheck::NotDone;
    if (what != "bewerkt") return true;
    return std::ranges::any_of(photo.versions, waits_for_maker);
}

}  // namespace

// Of a large course only a few of each maker are shown, and all of one maker on a page of their own: a page
// stays small.
Answer photos_page(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const catalogue::World& world = visit.desk.world();
    const std::string what = visit.query.text("wat");
    // By participant code, never by name; photos of nobody first.
    std::map<std::string, std::pair<std::string, std::vector<const Photo*>>> by_maker;
    std::size_t count = 0;
    for (const Photo& photo : world.photos) {
        if (!is_wanted(photo, what)) continue;
        const catalogue::Person* maker = world.person(photo.attribution.person);
        auto& [id, photos] = by_maker[maker == nullptr ? "" : maker->code];
        id = maker == nullptr ? nobody : maker->id.value;
        photos.push_back(&photo);
        ++count;
    }
    const std::string only = visit.query.text("van");
    std::vector<Fields> groups;
    for (auto& [code, group] : by_maker) {
        if (!only.empty() && group.first != only) continue;
        const bool known = group.first != nobody;
        const std::size_t shown = count > most_on_page && only.empty() ? few_of_each : group.second.size();
        std::vector<Fields> tiles;
        for (const Photo* photo : group.second) {
            if (tiles.size() < shown) tiles.push_back(tile_of(visit, *photo));
        }
        groups.push_back(
            Fields{}
                .put("has_more", tiles.size() < group.second.size())
                .put("group", group.first)
                .put("group_what", what)
                .put("maker", known ? group.first : std::string{})
                .put("has_maker", known)
                .put("maker_name", known ? catalogue::name_of(world, catalogue::PersonId{group.first})
                                         : visit.say("photos.nobody"))
                .put("count", fmt::format("{}", group.second.size()))
                .put("photos", std::move(tiles)));
    }
    return page(visit, "photos",
                Fields{}
                    .put("one_maker", !only.empty())
                    .put("page_title", visit.say("photos.title"))
                    .put("all", what.empty())
                    .put("only_chosen", what == "gekozen")
                    .put("only_unlooked", what == "bekijken")
                    .put("only_edited", what == "bewerkt")
                    .put("none", count == 0)
                    .put("groups", std::move(groups)));
}

Answer photo_page(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    return photo == nullptr ? no_such_photo(visit) : show_photo(visit, *photo, "", {}, 200);
}

Answer photo_page_with(const Visit& visit, const Photo& photo, const std::string& told, int status) {
    return show_photo(visit, photo, told, {}, status);
}

Answer picture(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    const std::string& size = visit.name(2);
    const int width = size == "320" ? 320 : size == "1280" ? 1280 : size == "1920" ? 1920 : 0;
    const auto found =
        photo == nullptr ? std::nullopt : visit.desk.picture(photo->id, catalogue::VersionId{visit.name(1)});
    const auto file = found && width > 0 ? visit.desk.rendition(*found, width) : std::nullopt;
    if (!file) return no_such_photo(visit);
    return content(visit.request, whole_file(*file), "image/jpeg", Keep::Never);
}

Answer after_photo(const Visit& visit, const Photo& photo, const std::string& what,
                   const std::function<void(catalogue::Catalogue&)>& work) {
    const std::vector<catalogue::RecordName> record = {{"photos", photo.id.value}};
    const std::string told = stale(visit, record);
    if (!told.empty()) return show_photo(visit, photo, told, text_typed(visit), 409);
    const std::string page = "/fotos/" + photo.id.value;
    const std::string back = visit.form.text("terug");
    const std::string here = back == "bekijken" ? "/bekijken?foto=" + photo.id.value : page;
    const std::string name = called_in_note(visit, photo);
    try {
        return go_after(here, perform(visit, noted("photo.did", {name, what}), here, work));
    } catch (const catalogue::LibraryInUse&) {
        throw;
    } catch (const catalogue::CannotWork&) {
        return show_photo(visit, photo, visit.say("photo.refused", {read_note(visit, what)}),
                          text_typed(visit), 422);
    }
}

Answer set_maker(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    if (photo == nullptr) return no_such_photo(visit);
    const catalogue::PersonId maker{visit.form.text("persoon")};
    if (living_person(visit, maker.value) == nullptr) {
        return show_photo(visit, *photo, visit.say("photo.who"), {}, 422);
    }
    const catalogue::ConfirmMaker change{photo->id, maker, visit.say_in_dutch("photo.by_leader")};
    const std::string what = noted("photo.is_of", {catalogue::name_of(visit.desk.world(), maker)});
    if (visit.form.text("terug") == "van-wie") {
        const std::vector<catalogue::RecordName> record = {{"photos", photo->id.value}};
        const std::string told = stale(visit, record);
        if (!told.empty()) return show_photo(visit, *photo, told, {}, 409);
        const std::int64_t step = perform(visit, noted("photo.did", {called_in_note(visit, *photo), what}),
                                          "/van-wie?foto=" + photo->id.value,
                                          [&](catalogue::Catalogue& catalogue) { catalogue.change(change); });
        return go_after("/van-wie", step);
    }
    return after_photo(visit, *photo, what,
                       [&](catalogue::Catalogue& catalogue) { catalogue.change(change); });
}

Answer choose_photo(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    if (photo == nullptr) return no_such_photo(visit);
    const std::string wanted = visit.form.text("gekozen");
    if (wanted != "ja" && wanted != "nee") return nothing_done(visit);
    const catalogue::ChoosePhoto change{photo->id, wanted == "ja"};
    const std::string what = change.chosen ? noted("photo.chosen") : noted("photo.not_chosen");
    if (visit.form.text("terug") == "kiezen" && photo->attribution.person) {
        const std::string page = "/kiezen/" + photo->attribution.person->value;
        return go_after(page + "#" + photo->id.value,
                        perform(visit, noted("photo.did", {called_in_note(visit, *photo), what}), page,
                                [&](catalogue::Catalogue& catalogue) { change_course(catalogue, change); }));
    }
    return after_photo(visit, *photo, what,
                       [&](catalogue::Catalogue& catalogue) { change_course(catalogue, change); });
}

Answer describe_photo(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    if (photo == nullptr) return no_such_photo(visit);
    const catalogue::DescribePhoto change{photo->id, visit.form.text("alt")};
    constexpr std::size_t longest = 300;
    if (characters_in(change.alt) > longest) {
        TextTyped typed = text_typed(visit);
        typed.alt_error = visit.say("photo.alt_long");
        return show_photo(visit, *photo, "", typed, 422);
    }
    return after_photo(visit, *photo, noted("photo.described"),
                       [&](catalogue::Catalogue& catalogue) { change_course(catalogue, change); });
}

// Words are records of their own: two who write the title of one photo see each other, whoever looks at it.
Answer after_words(const Visit& visit, const Photo& photo, const std::string& what,
                   const std::function<void(catalogue::Catalogue&)>& work) {
    const std::string told = stale(visit, records_of_words(visit, photo));
    if (!told.empty()) return show_photo(visit, photo, told, text_typed(visit), 409);
    const std::string page = "/fotos/" + photo.id.value;
    return go_after(page,
                    perform(visit, noted("photo.did", {called_in_note(visit, photo), what}), page, work));
}

Answer write_text(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    if (photo == nullptr) return no_such_photo(visit);
    TextTyped typed = text_typed(visit);
    typed.error = wrong_with_text(visit, *photo, typed);
    if (!typed.error.empty()) return show_photo(visit, *photo, "", typed, 422);
    return after_words(visit, *photo, noted("kind." + typed.kind),
                       [&](catalogue::Catalogue& catalogue) { save_text(visit, *photo, typed, catalogue); });
}

Answer approve_text(const Visit& visit) {
    const Photo* photo = photo_here(visit, visit.name(0));
    if (photo == nullptr) return no_such_photo(visit);
    const catalogue::TextId text{visit.form.text("tekst")};
    if (visit.desk.world().text(text) == nullptr) return no_such_photo(visit);
    return after_words(visit, *photo, noted("text.good"), [&](catalogue::Catalogue& catalogue) {
        catalogue.change(catalogue::MentionsLookedAt{text});
        catalogue.change(catalogue::ApproveText{text, "", visit.today});
    });
}

Answer choosing_page(const Visit& visit) {
    const catalogue::World& world = visit.desk.world();
    const catalogue::PersonId maker{visit.name(0)};
    const auto person = world.persons.find(maker);
    if (person == world.persons.end()) return no_such_photo(visit);
    std::vector<Fields> tiles;
    std::map<catalogue::PersonId, std::size_t> chosen;
    for (const Photo& photo : world.photos) {
        if (photo.state != catalogue::PhotoState::Live || !photo.attribution.person) continue;
        chosen[*photo.attribution.person] += photo.chosen == catalogue::Chosen::Yes ? 1 : 0;
        if (photo.attribution.person != maker) continue;
        tiles.push_back(
            tile_of(visit, photo)
                .put("number", tiles.size() < 9 ? fmt::format("{}", tiles.size() + 1) : std::string{}));
    }
    std::vector<Fields> counts;
    for (const auto& [id, number] : chosen) {
        counts.push_back(Fields{}
                             .put("id", id.value)
                             .put("name", catalogue::name_of(world, id))
                             .put("number", fmt::format("{}", number))
                             .put("here", id == maker));
    }
    const bool unequal =
        std::ranges::any_of(chosen, [&](const auto& each) { return each.second != chosen.begin()->second; });
    return page(visit, "choosing",
                Fields{}
                    .put("page_title", visit.say("choose.title"))
                    .put("name", catalogue::name_of(world, maker))
                    .put("person", maker.value)
                    .put("unequal", unequal)
                    .put("counts", std::move(counts))
                    .put("photos", std::move(tiles)));
}

}  // namespace server::leaders
