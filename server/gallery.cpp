// The public pages: the exhibition as a wall, one page a photo, the booklet.

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/site.hpp"
#include "server/site_templates.hpp"
#include "server/whole_file.hpp"
#include "server/words.hpp"

#include <algorithm>
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

using Shown = std::vector<catalogue::Cleared<catalogue::Channel::Site>>;

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

Fields picture_fields(const catalogue::Cleared<catalogue::Channel::Site>& photo) {
    const Shape shape = upright(photo->picture, 1280);
    const auto width_at = [&](int longest) {
        return fmt::format("{}", upright(photo->picture, longest).width);
    };
    return said_of(*photo)
        .put("address", photo->address)
        .put("share", share_of_row(shape))
        .put("width", fmt::format("{}", shape.width))
        .put("height", fmt::format("{}", shape.height))
        .put("width_small", width_at(320))
        .put("width_middle", width_at(1280))
        .put("width_large", width_at(1920));
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

}  // namespace

Answer Site::gallery(const Request& request) const {
    const catalogue::Catalogue catalogue = open();
    const catalogue::Day now = settings_.today();
    const Shown shown = catalogue.cleared<catalogue::Channel::Site>(now);
    std::vector<Fields> photos;
    photos.reserve(shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
        photos.push_back(picture_fields(shown[i]).put("later", i >= 4));
    }
    Fields fields = course_fields(catalogue.course());
    const std::string title = std::get<std::string>(fields.by_name.at("exhibition"));
    fields.put("page_title", title).put("photos", photos).put("empty", photos.empty());
    fields.put("has_booklet", !catalogue.cleared<catalogue::Channel::BookletPdf>(now).empty());
    return content(request, templates_.fill("gallery", fields), html, Keep::AskEachTime);
}

Answer Site::photo(const Request& request, const std::string& address) const {
    const catalogue::Catalogue catalogue = open();
    const Shown shown = catalogue.cleared<catalogue::Channel::Site>(settings_.today());
    const auto found =
        std::ranges::find_if(shown, [&](const auto& photo) { return photo->address == address; });
    if (found == shown.end()) {
        return message(catalogue.was_public(catalogue::Channel::Site, address) ? 410 : 404);
    }
    Fields fields = course_fields(catalogue.course());
    for (auto& [name, field] : picture_fields(*found).by_name) fields.put(name, field);
    const bool has_previous = found != shown.begin();
    const bool has_next = std::next(found) != shown.end();
    fields.put("page_title", std::get<std::string>(fields.by_name.at("title")))
        .put("has_previous", has_previous)
        .put("previous", has_previous ? (*std::prev(found))->address : std::string{})
        .put("has_next", has_next)
        .put("next", has_next ? (*std::next(found))->address : std::string{});
    return content(request, templates_.fill("photo", fields), html, Keep::AskEachTime);
}

Answer Site::picture(const Request& request, const std::string& address, int width) const {
    const catalogue::Catalogue catalogue = open();
    const Shown shown = catalogue.cleared<catalogue::Channel::Site>(settings_.today());
    const auto found =
        std::ranges::find_if(shown, [&](const auto& photo) { return photo->address == address; });
    if (found == shown.end()) {
        return message(catalogue.was_public(catalogue::Channel::Site, address) ? 410 : 404);
    }
    const auto file = found->rendition(width);
    if (!file) return message(404);
    return content(request, whole_file(*file), "image/jpeg", Keep::AskEachTime);
}

Answer Site::booklet(const Request& request) const {
    const catalogue::Catalogue catalogue = open();
    const catalogue::Course course = catalogue.course();
    const auto shown = catalogue.cleared<catalogue::Channel::BookletPdf>(settings_.today());
    Fields fields = course_fields(course);
    const std::string title = course.booklet.title.empty() ? course.title : course.booklet.title;
    fields.put("page_title", title)
        .put("booklet_title", title)
        .put("booklet_subtitle", course.booklet.subtitle)
        .put("has_booklet", !shown.empty());
    return content(request, templates_.fill("booklet", fields), html, Keep::AskEachTime);
}

}  // namespace server
