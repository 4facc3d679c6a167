// What somebody gets along (AVG art. 15 and 20), readable without this program.

#include "catalogue/catalogue.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/filled_forms.hpp"
#include "catalogue/rights.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/taken_page.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

/// Gathers what is one person's.
class Gatherer {
 public:
    Gatherer(const World& world, const Json& file, const PersonId& person, Day now)
        : world_(world), file_(file), person_(person), now_(now) {}

    Json all() const {
        Json all = {{"made_on", to_string(now_)}};
        all["person"] = own("persons", "id").front();
        all["answers"] = answers();
        all["photos"] = photos();
        all["words"] = own("texts", "author");
        all["me_on_photos_of_others"] = on_others();
        all["forms"] = forms();
        all["where"] = where();
        return all;
    }

 private:
    Json own(const char* list, const char* key) const {
        Json records = Json::array();
        if (!file_.contains(list)) return records;
        for (const Json& each : file_[list]) {
            if (text_in(each, key) == person_.value) records.push_back(each);
        }
        return records;
    }

    // Who else was there is somebody else's.
    Json answers() const {
        Json answers = own("consent_events", "person");
        for (Json& each : answers) {
            if (each.contains("witness")) each["witness"] = true;
        }
        return answers;
    }

    Json open_channels(const Photo& photo) const {
        Json open = Json::array();
        for (const ChannelRule& rule : channels()) {
            if (judge(world_, photo, rule.channel, now_).allowed()) open.push_back(rule.name);
        }
        return open;
    }

    Json photos() const {
        Json photos = Json::array();
        for (const Json& record : file_["photos"]) {
            const Photo* photo = world_.photo({text_in(record, "id")});
            if (photo == nullptr || photo->attribution.person != person_) continue;
            if (photo->attribution.status != AttributionStatus::Confirmed) continue;
            Json mine = record;
            mine["people_on_it"] = photo->depictions.size();
            mine.erase("depictions");
            mine["may_be_seen_in"] = open_channels(*photo);
            photos.push_back(std::move(mine));
        }
        return photos;
    }

    Json on_others() const {
        Json photos = Json::array();
        for (const Photo& photo : world_.photos) {
            if (photo.attribution.person == person_) continue;
            const bool on_it = std::ranges::any_of(
                photo.depictions, [&](const Depiction& each) { return each.person == person_; });
            if (!on_it) continue;
            photos.push_back(Json{{"photo", photo.id.value}, {"may_be_seen_in", open_channels(photo)}});
        }
        return photos;
    }

    bool concerns_me(const PhotoId& id) const {
        const Photo* photo = world_.photo(id);
        return photo != nullptr && (photo->attribution.person == person_ ||
                                    std::ranges::any_of(photo->depictions, [&](const Depiction& each) {
                                        return each.person == person_;
                                    }));
    }

    Json where() const {
        Json places = Json::array();
        for (const Placement& placement : world_.placements) {
            const auto run = std::ranges::find(world_.print_runs, placement.run, &PrintRun::id);
            Json mine = Json::array();
            for (const PrintedItem& item : run->items) {
                if (concerns_me(item.photo)) mine.push_back(item.photo.value);
            }
            if (mine.empty()) continue;
            Json place = {{"photos", std::move(mine)}};
            for (const Json& record : file_["placements"]) {
                if (text_in(record, "id") != placement.id.value) continue;
                for (const char* const key : {"where", "channel", "since", "until", "state"}) {
                    if (record.contains(key)) place[key] = record[key];
                }
            }
            places.push_back(std::move(place));
        }
        return places;
    }

    // First and last forms lie apart from names, under the person's code.
    Json forms() const {
        const Person* person = world_.person(person_);
        if (person == nullptr || person->code.empty()) return Json::array();
        return filled_forms(file_.value("measurement", Json::object()), person->code);
    }

    const World& world_;
    const Json& file_;
    PersonId person_;
    Day now_;
};

}  // namespace

TakeAway Catalogue::take_away(const PersonId& person, Day now) const {
    const World& world = rooms_->world();
    const Person* known = world.person(person);
    if (known == nullptr) {
        throw CannotWork(fmt::format("There is no person {} in this course; check the id",
                                     course_file::in_quotes(person.value)));
    }
    if (known->erased_at) throw CannotWork(fmt::format("{} was erased; there is nothing left", person.value));
    const Json file = rooms_->course_json();
    const Json all = Gatherer(world, file, person, now).all();
    TakeAway taken;
    for (const auto& [of, picture] : rooms_->pictures()) {
        const Photo* photo = world.photo(of.first);
        const bool theirs = photo != nullptr && photo->attribution.person == person &&
                            photo->attribution.status == AttributionStatus::Confirmed;
        if (!theirs) continue;
        taken.photos.emplace_back(fmt::format("fotos/{}-{}.jpg", of.first.value, of.second.value),
                                  picture.master);
    }
    taken.json = all.dump(1) + "\n";
    taken.html = taken_page(all, taken.photos);
    return taken;
}

}  // namespace catalogue
