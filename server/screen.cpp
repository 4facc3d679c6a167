// The screens in waiting rooms. Every byte asks, and nothing may be kept: the page drops a photo as soon as
// the list no longer holds it.

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/site.hpp"
#include "server/site_templates.hpp"
#include "server/whole_file.hpp"
#include "server/words.hpp"

#include <sstream>
#include <string>
#include <string_view>

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <fmt/core.h>

namespace server {

namespace {

constexpr auto screen_channel = catalogue::Channel::PracticeScreen;

// A screen that hears nothing for this long shows no people's photos any more (SERVER §0.7 allows hours;
// until there is a cache that outlives the page, a short lease costs nothing).
constexpr int lease_seconds = 9;
constexpr int ask_again_seconds = 3;
constexpr int seconds_a_photo = 10;

bool has_screen_at(const catalogue::Catalogue& catalogue, const std::string& token) {
    const auto practice = catalogue.practice_at(token);
    return practice && practice->has_screen;
}

}  // namespace

Answer Site::screen(const Request& request, const std::string& token) const {
    const auto catalogue = readers_.lend();
    if (!has_screen_at(*catalogue, token)) return message(404);
    return content(request,
                   templates_.fill("screen", Fields{}.put("page_title", "In Beeld").put("token", token)),
                   "text/html; charset=utf-8", Keep::Never);
}

Answer Site::playlist(const Request& request, const std::string& token) const {
    const auto catalogue = readers_.lend();
    if (!has_screen_at(*catalogue, token)) return message(404);
    Poco::JSON::Array photos;
    for (const auto& photo : catalogue->cleared<screen_channel>(settings_.today())) {
        if (!photo.rendition(1920)) continue;
        Poco::JSON::Object::Ptr item = new Poco::JSON::Object;
        item->set("beeld", fmt::format("/scherm/{}/beeld/{}", token, photo->address));
        const catalogue::Wording title = leading_title(photo->title);
        item->set("titel", title.text);
        item->set("taal", title.language);
        item->set("richting", direction_of(title.language));
        item->set("naam", photo->name.text);
        item->set("alt", photo->alt);
        photos.add(item);
    }
    Poco::JSON::Object list;
    list.set("fotos", photos);
    list.set("seconden", seconds_a_photo);
    list.set("vraag_na", ask_again_seconds);
    list.set("geldig", lease_seconds);
    std::ostringstream text;
    list.stringify(text);
    return content(request, text.str(), "application/json; charset=utf-8", Keep::Never);
}

Answer Site::screen_picture(const Request& request, const std::string& token,
                            const std::string& address) const {
    const auto catalogue = readers_.lend();
    if (!has_screen_at(*catalogue, token)) return message(404);
    for (const auto& photo : catalogue->cleared<screen_channel>(settings_.today())) {
        if (photo->address != address) continue;
        const auto file = photo.rendition(1920);
        return file ? content(request, whole_file(*file), "image/jpeg", Keep::Never) : message(404);
    }
    return message(catalogue->was_public(screen_channel, address) ? 410 : 404);
}

}  // namespace server
