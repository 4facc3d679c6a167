#include "server/gallery.hpp"

#include "catalogue/catalogue.hpp"
#include "server/site_templates.hpp"
#include "server/site_words.hpp"
#include "server/web_pictures.hpp"
#include "server/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace server {

namespace {

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

// Made when a photo comes in; the sizes between them when there is time.
constexpr std::array usual = {320, 1280, 1920};

bool is_made(const ClearedForSite& photo, int size) {
    return photo.rendition(size).has_value();
}

// The sizes that have been made, with the width that each really has.
std::vector<Fields> sizes_of(const ClearedForSite& photo) {
    std::vector<Fields> sizes;
    for (const int size : web_sizes) {
        if (!is_made(photo, size)) continue;
        if (!sizes.empty()) sizes.back().put("more", true);
        sizes.push_back(Fields{}
                            .put("size", fmt::format("{}", size))
                            .put("wide", fmt::format("{}", upright(photo->picture, size).width))
                            .put("more", false));
    }
    return sizes;
}

// For browsers that do not choose by srcset.
int usual_size(const ClearedForSite& photo) {
    for (const int size : {1280, 320, 1920}) {
        if (is_made(photo, size)) return size;
    }
    return 1280;
}

std::string blur(const ClearedForSite& photo) {
    constexpr std::string_view before = "data:image/webp;base64,";
    const auto small = photo.rendition(320);
    const std::string whole = small ? blur_of(*small) : std::string{};
    return whole.empty() ? whole : whole.substr(before.size());
}

}  // namespace

bool can_be_seen(const ClearedForSite& photo) {
    return std::ranges::any_of(usual, [&](int size) { return is_made(photo, size); });
}

Shown seen_on_site(const catalogue::Catalogue& catalogue, catalogue::Day now) {
    Shown shown = catalogue.cleared<catalogue::Channel::Site>(now);
    std::erase_if(shown, [](const ClearedForSite& photo) { return !can_be_seen(photo); });
    return shown;
}

Shown::const_iterator at_address(const Shown& shown, const std::string& address) {
    return std::ranges::find_if(shown, [&](const auto& photo) { return photo->address == address; });
}

Fields picture_fields(const ClearedForSite& photo, const std::string& language) {
    const Shape shape = upright(photo->picture, 1280);
    const int largest = is_made(photo, 1920) ? 1920 : usual_size(photo);
    const Shape large = upright(photo->picture, largest);
    const std::string placeholder = blur(photo);
    return said_of(*photo, language)
        .put("address", photo->address)
        .put("share", share_of_row(shape))
        .put("width", fmt::format("{}", shape.width))
        .put("height", fmt::format("{}", shape.height))
        .put("large", fmt::format("/beeld/{}/{}", photo->address, largest))
        .put("large_width", fmt::format("{}", large.width))
        .put("large_height", fmt::format("{}", large.height))
        .put("has_blur", !placeholder.empty())
        .put("blur", placeholder)
        .put("sizes", sizes_of(photo))
        .put("usual_size", fmt::format("{}", usual_size(photo)));
}

std::vector<Fields> wall_fields(const std::vector<const ClearedForSite*>& photos,
                                const std::string& language) {
    std::vector<Fields> fields;
    fields.reserve(photos.size());
    for (std::size_t i = 0; i < photos.size(); ++i) {
        fields.push_back(picture_fields(*photos[i], language).put("later", i >= 4).put("first", i == 0));
    }
    return fields;
}

Fields course_fields(const catalogue::Course& course, const SiteWords& words, const std::string& language) {
    const catalogue::Exhibition& shown = course.exhibition;
    std::string line;
    if (shown.opening) {
        line = fmt::format("{} {}", words.word(language, shown.until ? "from_until" : "from"),
                           words.day(language, *shown.opening));
        if (shown.until) {
            line += fmt::format(" {} {}", words.word(language, "until"), words.day(language, *shown.until));
        }
        if (!shown.place.empty()) line += " · " + shown.place;
    }
    return Fields{}
        .put("exhibition", shown.title.empty() ? course.title : shown.title)
        .put("course", course.title)
        .put("when_and_where", line)
        .put("organisation", course.organisation)
        .put("has_contact", !course.privacy_email.empty())
        .put("contact", course.privacy_email)
        .put("hidden", true)
        .put("shared", false)
        .put("lightbox", false)
        .put("leaves", false);
}

}  // namespace server
