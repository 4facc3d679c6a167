// The consent state as it is copied into a master's XMP (DOMAIN §1.8). The copy is dated; the catalogue
// decides.

#include "catalogue/master_tags.hpp"

#include "catalogue/arrival.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/consent_rule.hpp"
#include "catalogue/dutch_reasons.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/shown_name.hpp"
#include "catalogue/turning_days.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

std::string_view dutch_answer(const PhotoJudgement& judgement) {
    if (judgement.allowed()) return "ja";
    const bool only_not_asked = std::ranges::all_of(
        judgement.reasons, [](const Reason& reason) { return reason.code.ends_with("_not_asked"); });
    return only_not_asked ? "nog niet gevraagd" : "nee";
}

std::vector<Channel> allowed_in(const World& world, const Photo& photo, const VersionId& version, Day now) {
    std::vector<Channel> allowed;
    for (const ChannelRule& rule : channels()) {
        if (judge(world, photo, rule.channel, now, version).allowed()) allowed.push_back(rule.channel);
    }
    return allowed;
}

// The first day on which a channel that is open today is closed, or a year from now.
Day license_end(const World& world, const Photo& photo, const VersionId& version, Day now) {
    const std::chrono::year_month_day today{now.since_epoch};
    std::chrono::year_month_day next_year = today + std::chrono::years{1};
    if (!next_year.ok()) next_year = next_year.year() / next_year.month() / std::chrono::last;
    const Day last{next_year};
    const std::vector<Channel> open = allowed_in(world, photo, version, now);
    for (const Day day : turning_days(world)) {
        if (day <= now || day > last) continue;
        for (const Channel channel : open) {
            if (!judge(world, photo, channel, day, version).allowed()) return day;
        }
    }
    return last;
}

std::string release_status(const Photo& photo, const PhotoVersion& version, bool any_allowed) {
    const bool somebody = std::ranges::any_of(photo.depictions, [&](const Depiction& depiction) {
        const auto differs = version.depictions.find(depiction.id);
        return (differs == version.depictions.end() ? depiction.recognisable : differs->second) ==
               Recognisable::Yes;
    });
    // Nobody is on it only once somebody has looked.
    if (photo.people_check != PeopleCheck::Done) return "MR-NON";
    if (!somebody) return "MR-NAP";
    return any_allowed ? "MR-LMR" : "MR-NON";
}

}  // namespace

MasterTags tags_of(const World& world, const Photo& photo, const PhotoVersion& version, Day now) {
    MasterTags tags;
    tags.evaluated_at = to_string(now);
    std::optional<NameForm> least;
    std::string places;
    for (const ChannelRule& rule : channels()) {
        const PhotoJudgement judgement = judge(world, photo, rule.channel, now, version.id);
        tags.subjects.push_back(
            fmt::format("toestemming|{}|{}", catalogue::in_dutch(rule.channel), dutch_answer(judgement)));
        if (!judgement.allowed()) continue;
        places += (places.empty() ? "" : ", ") + std::string{catalogue::in_dutch(rule.channel)};
        if (rule.ceiling == NameForm::Anonymous) continue;
        least = least ? meet(*least, judgement.name) : judgement.name;
    }
    const Person* maker = world.person(photo.attribution.person);
    tags.set_aside = photo.state != PhotoState::Live || (maker != nullptr && maker->erased_at);
    if (maker != nullptr && least) tags.creator = shown_name(*maker, *least).text;
    if (!tags.creator.empty()) {
        const std::chrono::year_month_day today{now.since_epoch};
        tags.credit = tags.creator + " / In Beeld";
        tags.rights = fmt::format("© {} {}", static_cast<int>(today.year()), tags.creator);
    }
    tags.usage_terms = places.empty() ? "Mag nergens te zien zijn" : "Alleen voor: " + places;
    if (!places.empty()) tags.license_end = to_string(license_end(world, photo, version.id, now));
    tags.model_release_status = release_status(photo, version, !places.empty());
    return tags;
}

std::vector<std::pair<Picture, MasterTags>> Catalogue::master_tags(Day now) const {
    const World& world = rooms_->world();
    std::vector<std::pair<Picture, MasterTags>> all;
    std::map<PhotoId, const Photo*> photos;
    for (const Photo& photo : world.photos) photos.emplace(photo.id, &photo);
    for (const auto& [of, picture] : rooms_->pictures()) {
        const auto photo_at = photos.find(of.first);
        const Photo* photo = photo_at == photos.end() ? nullptr : photo_at->second;
        const PhotoVersion* version = photo == nullptr ? nullptr : photo->version(of.second);
        if (version != nullptr) all.emplace_back(picture, tags_of(world, *photo, *version, now));
    }
    return all;
}

}  // namespace catalogue
