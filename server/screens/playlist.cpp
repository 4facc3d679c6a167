#include "server/screens/playlist.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/screens.hpp"
#include "server/fingerprint.hpp"
#include "server/screens/fair_order.hpp"
#include "server/screens/server_time.hpp"
#include "server/words.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <fmt/core.h>

namespace server {

namespace {

using Poco::JSON::Array;
using Poco::JSON::Object;

// Longer ones cannot be read from a chair in the time that a slide stays.
constexpr std::size_t longest_caption = 140;

// Title and caption by language, the leading one first: the screen shows one language after the other.
Array::Ptr texts_of(const catalogue::ClearedPhoto& photo) {
    const catalogue::Wording leading = leading_title(photo.title);
    std::vector<std::string> languages{leading.language};
    for (const catalogue::Words* words : {&photo.title, &photo.caption}) {
        for (const catalogue::Wording& wording : *words) {
            if (std::ranges::find(languages, wording.language) == languages.end()) {
                languages.push_back(wording.language);
            }
        }
    }
    Array::Ptr texts = new Array;
    for (const std::string& language : languages) {
        const catalogue::Wording* title = wording_in(photo.title, language);
        const catalogue::Wording* caption = wording_in(photo.caption, language);
        Object::Ptr text = new Object;
        text->set("taal", language);
        text->set("richting", direction_of(language));
        text->set("titel", title != nullptr ? title->text : leading.text);
        text->set("titel_taal", title != nullptr ? language : leading.language);
        const bool short_enough = caption != nullptr && caption->text.size() <= longest_caption;
        text->set("bijschrift", short_enough ? caption->text : std::string{});
        texts->add(text);
    }
    return texts;
}

Object::Ptr item_of(const ClearedForScreen& photo, const std::string& root) {
    Object::Ptr item = new Object;
    item->set("id", photo->address);
    item->set("beeld", fmt::format("{}/beeld/{}", root, photo->address));
    item->set("groot", screen_picture_file(photo, 3840) != screen_picture_file(photo, 1920));
    item->set("staand", is_upright(photo->picture));
    item->set("teksten", texts_of(*photo));
    item->set("naam", photo->name.text);
    Array::Ptr native = new Array;
    for (const catalogue::Wording& wording : photo->name.native) {
        Object::Ptr name = new Object;
        name->set("taal", wording.language);
        name->set("richting", direction_of(wording.language));
        name->set("naam", wording.text);
        native->add(name);
    }
    item->set("namen", native);
    item->set("alt", photo->alt);
    return item;
}

Array::Ptr as_json(const std::vector<Slide>& slides) {
    Array::Ptr all = new Array;
    for (const Slide& slide : slides) {
        Array::Ptr one = new Array;
        for (const std::size_t photo : slide) one->add(photo);
        all->add(one);
    }
    return all;
}

Array::Ptr hours_of(const catalogue::ScreenWishes& wishes) {
    Array::Ptr hours = new Array;
    for (const catalogue::OpenHours& open : catalogue::parse_hours(wishes.hours)) {
        Object::Ptr one = new Object;
        one->set("dag", open.weekday);
        one->set("van", open.from);
        one->set("tot", open.until);
        hours->add(one);
    }
    return hours;
}

std::string text_of(const Object& object) {
    std::ostringstream text;
    object.stringify(text);
    return text.str();
}

// What is the same for every screen of the practice, whenever it asks.
Object::Ptr fixed_part(const std::vector<ClearedForScreen>& photos, const std::string& root) {
    Array::Ptr items = new Array;
    for (const ClearedForScreen& photo : photos) items->add(item_of(photo, root));
    Object::Ptr part = new Object;
    part->set("fotos", items);
    return part;
}

}  // namespace

bool is_upright(const catalogue::Picture& picture) {
    return picture.orientation >= 5 ? picture.width > picture.height : picture.height > picture.width;
}

std::optional<std::filesystem::path> screen_picture_file(const ClearedForScreen& photo, int width) {
    if (width > 1920) {
        if (auto large = photo.rendition(3840)) return large;
    }
    return photo.rendition(1920);
}

Playlist::Playlist(std::vector<ClearedForScreen> photos, const std::vector<std::string>& kept_off,
                   catalogue::Day day)
    : photos_(std::move(photos)) {
    const auto keeps_off = [&](const std::string& id) {
        return std::ranges::find(kept_off, id) != kept_off.end();
    };
    std::erase_if(photos_, [&](const ClearedForScreen& photo) {
        return keeps_off(photo->photo.value) || keeps_off(photo->maker.value) || !photo.rendition(1920);
    });
    std::vector<Turn> turns;
    for (const ClearedForScreen& photo : photos_) {
        turns.push_back(
            {photo->maker.value, fingerprint(photo->address + to_string(day)), is_upright(photo->picture)});
    }
    order_ = mixed_fairly(turns);
    landscape_ = slides_of(turns, order_, false);
    portrait_ = slides_of(turns, order_, true);
    Object::Ptr all = fixed_part(photos_, "");
    all->set("liggend", as_json(landscape_));
    all->set("rechtop", as_json(portrait_));
    version_ = fingerprint(text_of(*all));
}

std::string Playlist::version_for(const catalogue::Screen& screen) const {
    const catalogue::ScreenWishes& wishes = screen.wishes;
    return fingerprint(fmt::format("{} {} {} {} {} {} {}", version_, wishes.lease_seconds, wishes.seconds,
                                   wishes.fade, wishes.turned, wishes.hours, screen.reloads));
}

std::string Playlist::json_for(const catalogue::Screen& screen, const std::string& root,
                               const ServerTime& time, const std::string& echo,
                               const std::string& build) const {
    constexpr int ask_again_seconds = 20;
    Object::Ptr list = fixed_part(photos_, root);
    list->set("inbeeld", 1);
    list->set("echo", echo);
    list->set("versie", version_for(screen));
    list->set("uitgave", fmt::format("{}-{}", build, screen.reloads));
    list->set("nu", time.milliseconds);
    list->set("weekdag", time.weekday);
    list->set("minuut", time.minute);
    if (time.change) {
        Object::Ptr change = new Object;
        change->set("over", time.change->milliseconds);
        change->set("minuten", time.change->minutes);
        list->set("verzet", change);
    }
    list->set("geldig", screen.wishes.lease_seconds);
    list->set("vraag_na", ask_again_seconds);
    list->set("seconden", screen.wishes.seconds);
    list->set("overgang", screen.wishes.fade ? "zacht" : "geen");
    list->set("gedraaid", screen.wishes.turned);
    list->set("open", hours_of(screen.wishes));
    list->set("liggend", as_json(landscape_));
    list->set("rechtop", as_json(portrait_));
    return text_of(*list);
}

std::vector<const ClearedForScreen*> Playlist::in_order() const {
    std::vector<const ClearedForScreen*> photos;
    for (const std::size_t i : order_) photos.push_back(&photos_[i]);
    return photos;
}

std::vector<catalogue::TellPhoto> Playlist::told() const {
    std::vector<catalogue::TellPhoto> told;
    told.reserve(photos_.size());
    for (const ClearedForScreen& photo : photos_) told.push_back({photo->photo, photo->address});
    return told;
}

}  // namespace server
