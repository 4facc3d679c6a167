// What somebody gets along (AVG art. 15 and 20), readable without this program.

#include "catalogue/catalogue.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/dutch_reasons.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/rights.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

std::string escaped(std::string_view text) {
    std::string html;
    for (const char c : text) {
        switch (c) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '"':
                html += "&quot;";
                break;
            default:
                html += c;
        }
    }
    return html;
}

std::string_view dutch_decision(const std::string& decision) {
    if (decision == "grant") return "ja";
    return decision == "deny" ? "nee" : "gestopt";
}

std::string_view dutch_capacity(const std::string& capacity) {
    if (capacity == "maker") return "mijn foto's";
    return capacity == "portrayed" ? "ik op een foto" : "mijn woorden";
}

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

    const World& world_;
    const Json& file_;
    PersonId person_;
    Day now_;
};

std::string joined(const Json& list) {
    std::string all;
    for (const Json& each : list) all += (all.empty() ? "" : ", ") + each.get<std::string>();
    return all;
}

std::string channels_of(const Json& names) {
    std::string all;
    for (const Json& name : names) {
        const auto channel = channel_named(name.get<std::string>());
        if (channel) all += fmt::format("{}{}", all.empty() ? "" : ", ", catalogue::in_dutch(*channel));
    }
    return all.empty() ? "nergens" : all;
}

// The rows of the form (DOMAIN §1.9).
std::string dutch_purpose(const std::string& name) {
    static constexpr std::array<std::string_view, 12> names = {"in de les",
                                                               "tentoonstelling in de buurt",
                                                               "achter een raam",
                                                               "aan de muur bij de huisarts",
                                                               "scherm in de wachtkamer",
                                                               "fotoboekje",
                                                               "website",
                                                               "sociale media",
                                                               "krant",
                                                               "verslag voor gemeente en fondsen",
                                                               "vertellen over de cursus",
                                                               "bewaren voor later"};
    const auto purpose = purpose_named(name);
    return purpose ? std::string{names.at(static_cast<std::size_t>(*purpose))} : name;
}

std::string page_of(const Json& all,
                    const std::vector<std::pair<std::string, std::filesystem::path>>& files) {
    std::string html =
        "<!DOCTYPE html>\n<html lang=\"nl\"><head><meta charset=\"utf-8\"><title>Mijn gegevens</title>\n"
        "<style>body{font:1.1em/1.5 sans-serif;max-width:45em;margin:2em auto;padding:0 1em}"
        "img{max-width:100%}td,th{text-align:left;padding:.2em .8em .2em 0}</style></head><body>\n";
    html += fmt::format("<h1>Mijn gegevens</h1>\n<p>Gemaakt op {}. Alles staat ook in gegevens.json.</p>\n",
                        in_dutch(parse_day(text_in(all, "made_on"))));
    html += "<h2>Mijn foto's</h2>\n";
    for (const Json& photo : all["photos"]) {
        const std::string id = text_in(photo, "id");
        html += fmt::format("<h3>Foto {}</h3>\n", escaped(id));
        for (const auto& [name, path] : files) {
            if (name.starts_with("fotos/" + id + "-")) {
                html += fmt::format("<p><img src=\"{}\" alt=\"{}\"></p>\n", escaped(name),
                                    escaped(text_in(photo, "alt_nl")));
            }
        }
        html += fmt::format("<p>Mag te zien zijn: {}.</p>\n", channels_of(photo["may_be_seen_in"]));
    }
    html += "<h2>Mijn woorden</h2>\n";
    for (const Json& text : all["words"]) {
        if (!text_in(text, "nl").empty()) html += fmt::format("<p>{}</p>\n", escaped(text_in(text, "nl")));
        const auto other = text.find("other");
        if (other == text.end() || !other->is_object()) continue;
        for (const auto& [language, words] : other->items()) {
            if (!words.is_string()) continue;
            html += fmt::format("<p lang=\"{}\" dir=\"auto\">{}</p>\n", escaped(language),
                                escaped(words.get<std::string>()));
        }
    }
    html +=
        "<h2>Wat ik heb gezegd</h2>\n<table>\n<tr><th>Vanaf</th><th>Wat</th><th>Waarvoor</th>"
        "<th>Waarover</th><th>Antwoord</th><th>Tot</th></tr>\n";
    for (const Json& said : all["answers"]) {
        html += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                            escaped(text_in(said, "valid_from")), dutch_capacity(text_in(said, "capacity")),
                            escaped(dutch_purpose(text_in(said, "purpose"))),
                            text_in(said, "scope") == "course" ? "alles" : escaped(text_in(said, "scope")),
                            dutch_decision(text_in(said, "decision")), escaped(text_in(said, "valid_until")));
    }
    html += "</table>\n<h2>Ik op foto's van anderen</h2>\n";
    for (const Json& photo : all["me_on_photos_of_others"]) {
        html += fmt::format("<p>Foto {}. Mag te zien zijn: {}.</p>\n", escaped(text_in(photo, "photo")),
                            channels_of(photo["may_be_seen_in"]));
    }
    html += "<h2>Waar is het?</h2>\n";
    for (const Json& place : all["where"]) {
        html +=
            fmt::format("<p>{}: foto {}, vanaf {}{}.</p>\n", escaped(text_in(place, "where")),
                        escaped(joined(place["photos"])), escaped(text_in(place, "since")),
                        text_in(place, "until").empty() ? "" : " tot " + escaped(text_in(place, "until")));
    }
    return html + "</body></html>\n";
}

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
    taken.html = page_of(all, taken.photos);
    return taken;
}

}  // namespace catalogue
