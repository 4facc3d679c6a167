// The public pages: the exhibition as a wall, a page a photo, a page a maker, the booklet.

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/gallery.hpp"
#include "server/site.hpp"
#include "server/site_templates.hpp"
#include "server/site_words.hpp"
#include "server/web_pictures.hpp"
#include "server/words.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server {

namespace {

using catalogue::Channel;

constexpr auto html = "text/html; charset=utf-8";

Fields together(Fields all, const Fields& more) {
    for (const auto& [name, field] : more.by_name) all.put(name, field);
    return all;
}

const std::string& text_in(const Fields& fields, const std::string& name) {
    return std::get<std::string>(fields.by_name.at(name));
}

using Chapter = catalogue::Chapter<Channel::Site>;

// The chapter that a photo stands in: its maker's, under the name that goes with the photo.
const Chapter* chapter_with(const std::vector<Chapter>& chapters, const std::string& address) {
    for (const Chapter& chapter : chapters) {
        for (const ClearedForSite& photo : chapter.photos) {
            if (photo->address == address) return &chapter;
        }
    }
    return nullptr;
}

// For messengers and social media, which fetch it: only of a photo that everybody agreed to show there, under
// the name and words for that.
Fields share_card(const catalogue::Catalogue& catalogue, const ClearedForSite& photo, catalogue::Day now,
                  const std::string& address_of_site) {
    if (address_of_site.empty()) return {};
    for (const auto& social : catalogue.cleared<Channel::SocialPost>(now, std::span{&photo->photo, 1})) {
        if (social->version != photo->version) continue;
        const catalogue::Wording title = leading_title(social->title);
        return Fields{}
            .put("shared", true)
            .put("share_title", title.text)
            .put("share_words", social->name.text)
            .put("share_alt", social->alt)
            .put("share_picture", fmt::format("{}/beeld/{}/1280", address_of_site, photo->address));
    }
    return {};
}

// As it is before anybody has set up a course in the browser.
catalogue::Course course_or_none(const catalogue::Catalogue& catalogue) {
    try {
        return catalogue.course();
    } catch (const catalogue::CannotWork&) {
        catalogue::Course none;
        none.title = "In Beeld";
        return none;
    }
}

}  // namespace

Fields Site::page_fields(const Asked& asked, const catalogue::Catalogue& catalogue,
                         const std::string& here) const {
    return together(words_.fields(asked.language, here),
                    course_fields(course_or_none(catalogue), words_, asked.language))
        .put("hidden", !settings_.listed);
}

Answer Site::gallery(const Asked& asked) const {
    const auto catalogue = readers_.lend();
    const catalogue::Day now = settings_.today();
    const Shown shown = seen_on_site(*catalogue, now);
    std::vector<const ClearedForSite*> photos;
    for (const ClearedForSite& photo : shown) photos.push_back(&photo);
    Fields fields = page_fields(asked, *catalogue, "");
    const std::string title = text_in(fields, "exhibition");
    fields.put("page_title", title)
        .put("photos", wall_fields(photos, asked.language))
        .put("empty", photos.empty())
        .put("lightbox", templates_.has_lightbox())
        .put("has_booklet", has_booklet(*catalogue, now));
    return content(asked.request, templates_.fill("gallery", fields), html, Keep::AskEachTime);
}

Answer Site::photo(const Asked& asked, const std::string& address) const {
    const auto catalogue = readers_.lend();
    const catalogue::Day now = settings_.today();
    const Shown shown = seen_on_site(*catalogue, now);
    const auto found = at_address(shown, address);
    if (found == shown.end()) return gone_or_never(*catalogue, address);
    const auto chapters = catalogue->chapters<Channel::Site>(now);
    const Chapter* chapter = chapter_with(chapters, address);
    Fields fields =
        together(page_fields(asked, *catalogue, "foto/" + address), picture_fields(*found, asked.language));
    fields = together(std::move(fields), share_card(*catalogue, *found, now, settings_.address));
    const bool has_previous = found != shown.begin();
    const bool has_next = std::next(found) != shown.end();
    fields.put("page_title", fmt::format("{} – {}", text_in(fields, "title"), text_in(fields, "exhibition")))
        .put("has_maker", chapter != nullptr && chapter->photos.size() > 1)
        .put("maker", chapter == nullptr ? std::string{} : chapter->photos.front()->address)
        .put("has_previous", has_previous)
        .put("previous", has_previous ? (*std::prev(found))->address : std::string{})
        .put("has_next", has_next)
        .put("next", has_next ? (*std::next(found))->address : std::string{});
    return content(asked.request, templates_.fill("photo", fields), html, Keep::AskEachTime);
}

Answer Site::maker(const Asked& asked, const std::string& address) const {
    const auto catalogue = readers_.lend();
    const auto chapters = catalogue->chapters<Channel::Site>(settings_.today());
    const Chapter* chapter = chapter_with(chapters, address);
    if (chapter == nullptr) return gone_or_never(*catalogue, address);
    std::vector<const ClearedForSite*> photos;
    for (const ClearedForSite& photo : chapter->photos) {
        if (can_be_seen(photo)) photos.push_back(&photo);
    }
    std::vector<Fields> stories;
    for (const auto& story : chapter->stories) {
        stories.push_back(Fields{}.put("story", as_fields(story.words())));
    }
    Fields fields = page_fields(asked, *catalogue, "maker/" + address);
    const std::string name =
        chapter->name.text.empty() ? words_.word(asked.language, "maker_unnamed") : chapter->name.text;
    fields.put("page_title", fmt::format("{} – {}", name, text_in(fields, "exhibition")))
        .put("named", !chapter->name.text.empty())
        .put("name", chapter->name.text)
        .put("native_names", as_fields(chapter->name.native))
        .put("stories", std::move(stories))
        .put("lightbox", templates_.has_lightbox())
        .put("photos", wall_fields(photos, asked.language));
    return content(asked.request, templates_.fill("maker", fields), html, Keep::AskEachTime);
}

Answer Site::picture(const Request& request, const std::string& address, int size) const {
    const auto catalogue = readers_.lend();
    const auto found = catalogue->cleared_at<Channel::Site>(settings_.today(), address);
    if (!found) return gone_or_never(*catalogue, address);
    const auto file = best_picture([&](int each) { return found->rendition(each); }, size, request.accept);
    if (!file) return message(404);
    Answer answer = file_content(request, file->path, file->type, Keep::AskEachTime);
    answer.set("Vary", "Accept");
    return answer;
}

Answer Site::gone_or_never(const catalogue::Catalogue& catalogue, const std::string& address) const {
    return message(catalogue.was_public(Channel::Site, address) ? 410 : 404);
}

}  // namespace server
