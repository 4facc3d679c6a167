// The public pages: the exhibition as a wall, one page a photo, the booklet.

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/site.hpp"
#include "server/site_templates.hpp"
#include "server/whole_file.hpp"
#include "server/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server {

namespace {

constexpr auto html = "text/html; charset=utf-8";

using ClearedForSite = catalogue::Cleared<catalogue::Channel::Site>;
using Shown = std::vector<ClearedForSite>;

struct Shape {
    int width = 0;
    int height = 0;
};

// As seen: Exif orientations 5 to 8 stand on their side.
Shape upright(const catalogue::Picture& picture, int longest) {
    Shape shape{picture.width, picture.height};
    if (picture.orientation >= 5) std::swap(shape.width, shape.height);
    const int longer = std::max({shape.width, shape.height, 1});
    if (longer > longest) {
        shape.width = std::max(1, shape.width * longest / longer);
        shape.height = std::max(1, shape.height * longest / longer);
    }
    return shape;
}

// The style sheet gives every proportion from 1:2 to 2:1, in twelfths, its share of a row: 4:3, 3:2, 1:1 and
// their upright sisters come out exactly.
std::string share_of_row(const Shape& shape) {
    const double ratio = static_cast<double>(shape.width) / std::max(1, shape.height);
    return fmt::format("r{}", std::clamp(static_cast<int>(std::lround(ratio * 12.0)), 6, 24));
}

constexpr std::array widths = {320, 1280, 1920};

// The sizes that have been made, with the width that each really has.
std::vector<Fields> sizes_of(const ClearedForSite& photo) {
    std::vector<Fields> sizes;
    for (const int width : widths) {
        if (!photo.rendition(width)) continue;
        if (!sizes.empty()) sizes.back().put("more", true);
        sizes.push_back(Fields{}
                            .put("size", fmt::format("{}", width))
                            .put("wide", fmt::format("{}", upright(photo->picture, width).width))
                            .put("more", false));
    }
    return sizes;
}

Fields picture_fields(const ClearedForSite& photo) {
    const Shape shape = upright(photo->picture, 1280);
    const std::vector<Fields> sizes = sizes_of(photo);
    return said_of(*photo)
        .put("address", photo->address)
        .put("share", share_of_row(shape))
        .put("width", fmt::format("{}", shape.width))
        .put("height", fmt::format("{}", shape.height))
        .put("sizes", sizes)
        .put("usual_size", sizes.at(sizes.size() > 1 ? 1 : 0).by_name.at("size"));
}

std::string exhibition_line(const catalogue::Course& course) {
    const catalogue::Exhibition& shown = course.exhibition;
    if (!shown.opening) return {};
    std::string line = "Te zien vanaf " + in_dutch(*shown.opening);
    if (shown.until) line = fmt::format("{} tot en met {}", line, in_dutch(*shown.until));
    return shown.place.empty() ? line + "." : fmt::format("{}, in {}.", line, shown.place);
}

Fields course_fields(const catalogue::Course& course) {
    const std::string title = course.exhibition.title.empty() ? course.title : course.exhibition.title;
    return Fields{}
        .put("exhibition", title)
        .put("course", course.title)
        .put("when_and_where", exhibition_line(course))
        .put("organisation", course.organisation)
        .put("has_contact", !course.privacy_email.empty())
        .put("contact", course.privacy_email);
}

// What is cleared and can be seen: sizes may be deleted at any time, and are made again from the masters.
Shown seen_on_site(const catalogue::Catalogue& catalogue, catalogue::Day now) {
    Shown shown = catalogue.cleared<catalogue::Channel::Site>(now);
    std::erase_if(shown, [](const auto& photo) {
        return std::ranges::none_of(widths, [&](int width) { return photo.rendition(width).has_value(); });
    });
    return shown;
}

Shown::const_iterator at_address(const Shown& shown, const std::string& address) {
    return std::ranges::find_if(shown, [&](const auto& photo) { return photo->address == address; });
}

}  // namespace

Answer Site::gallery(const Request& request) const {
    const auto catalogue = readers_.lend();
    const catalogue::Day now = settings_.today();
    const Shown shown = seen_on_site(*catalogue, now);
    std::vector<Fields> photos;
    photos.reserve(shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
        photos.push_back(picture_fields(shown[i]).put("later", i >= 4).put("first", i == 0));
    }
    Fields fields = course_fields(catalogue->course());
    const std::string title = std::get<std::string>(fields.by_name.at("exhibition"));
    fields.put("page_title", title).put("photos", photos).put("empty", photos.empty());
    fields.put("has_booklet", has_booklet(*catalogue, now));
    return content(request, templates_.fill("gallery", fields), html, Keep::AskEachTime);
}

Answer Site::photo(const Request& request, const std::string& address) const {
    const auto catalogue = readers_.lend();
    const Shown shown = seen_on_site(*catalogue, settings_.today());
    const auto found = at_address(shown, address);
    if (found == shown.end()) {
        return message(catalogue->was_public(catalogue::Channel::Site, address) ? 410 : 404);
    }
    Fields fields = course_fields(catalogue->course());
    for (auto& [name, field] : picture_fields(*found).by_name) fields.put(name, field);
    const bool has_previous = found != shown.begin();
    const bool has_next = std::next(found) != shown.end();
    fields
        .put("page_title", fmt::format("{} – {}", std::get<std::string>(fields.by_name.at("title")),
                                       std::get<std::string>(fields.by_name.at("exhibition"))))
        .put("has_previous", has_previous)
        .put("previous", has_previous ? (*std::prev(found))->address : std::string{})
        .put("has_next", has_next)
        .put("next", has_next ? (*std::next(found))->address : std::string{});
    return content(request, templates_.fill("photo", fields), html, Keep::AskEachTime);
}

Answer Site::picture(const Request& request, const std::string& address, int width) const {
    const auto catalogue = readers_.lend();
    const Shown shown = catalogue->cleared<catalogue::Channel::Site>(settings_.today());
    const auto found = at_address(shown, address);
    if (found == shown.end()) {
        return message(catalogue->was_public(catalogue::Channel::Site, address) ? 410 : 404);
    }
    const auto file = found->rendition(width);
    if (!file) return message(404);
    return content(request, whole_file(*file), "image/jpeg", Keep::AskEachTime);
}

Answer Site::booklet(const Request& request) const {
    const auto catalogue = readers_.lend();
    const catalogue::Course course = catalogue->course();
    Fields fields = course_fields(course);
    const std::string title = course.booklet.title.empty() ? course.title : course.booklet.title;
    fields.put("page_title", title)
        .put("booklet_title", title)
        .put("booklet_subtitle", course.booklet.subtitle)
        .put("has_booklet", has_booklet(*catalogue, settings_.today()));
    return content(request, templates_.fill("booklet", fields), html, Keep::AskEachTime);
}

}  // namespace server
