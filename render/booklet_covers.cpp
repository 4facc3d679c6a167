#include "render/booklet_covers.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/shown.hpp"
#include "render/text_block.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace render {

namespace {

/// The largest photo that fits in the room, with enough pixels, on its lower edge.
Rect photo_at_foot(const BookletPhoto& photo, const Rect& room, int least_ppi) {
    const double aspect = aspect_of(photo.shown->picture);
    Length width = std::min(room.size.width, width_at(photo.shown->picture, least_ppi));
    width = std::min(width, Length::from_mm(room.size.height.in_mm() * aspect));
    const Size size{width, Length::from_mm(width.in_mm() / aspect)};
    return {{room.left(), room.bottom() - size.height}, size};
}

/// Margins the same all round: a cover has no fold to keep clear of.
Rect cover_area(const BookletSetting& setting) {
    const Length margin = setting.look.paper.outer;
    return {{margin, margin}, {setting.trim.width - margin * 2, setting.trim.height - margin * 2}};
}

Length gap_between(const BookletSetting& setting) {
    return setting.look.styles.cover_words.type.leading * 3 / 2;
}

bool lies(Size trim) {
    return trim.width * 4 > trim.height * 5;
}

/// The photo on the right, as large as the page allows, and the words beside it, their feet on one line. None
/// when a word of the title would have to be broken there.
std::optional<Page> lying_cover(const BookletSetting& setting, const catalogue::BookletPlan& booklet,
                                const BookletPhoto& photo) {
    const auto& styles = setting.look.styles;
    Page page = setting.solid_page();
    const Rect area = cover_area(setting);
    const Length gap = gap_between(setting) * 3 / 2;
    const Length most = area.size.width * 3 / 5;
    Rect frame = photo_at_foot(photo, {area.origin, {most, area.size.height}}, setting.look.least_ppi);
    frame.origin.x = area.right() - frame.size.width;
    const Length measure = frame.left() - gap - area.left();
    constexpr int most_lines = 5;
    const Wanted wanted{booklet.title, "nl", styles.cover_title, Role::Title};
    if (!fits_unbroken(setting.typesetter, wanted, measure)) return std::nullopt;
    const TextBlock title = set_to_fit(setting.typesetter, wanted, measure, most_lines);
    const TextBlock subtitle = setting.set(booklet.subtitle, styles.cover_words, measure);
    Length y = area.bottom();
    add_on(page, subtitle, {area.left(), y});
    if (!subtitle.lines.empty()) y -= height_of(subtitle) + gap_between(setting);
    add_on(page, title, {area.left(), y});
    page.items.emplace_back(
        PlacedPhoto{photo.index, frame, alternative_of(*photo.shown, setting.look.texts.untitled)});
    return page;
}

}  // namespace

Page front_cover(const BookletSetting& setting, const catalogue::BookletPlan& booklet,
                 const BookletPhoto* photo) {
    const auto& styles = setting.look.styles;
    Page page = setting.solid_page();
    const Rect area = cover_area(setting);
    constexpr int most_lines = 3;
    const TextBlock title =
        set_to_fit(setting.typesetter, {booklet.title, "nl", styles.cover_title, Role::Title},
                   area.size.width, most_lines);
    const TextBlock subtitle = setting.set(booklet.subtitle, styles.cover_words, area.size.width);

    if (photo && lies(setting.trim)) {
        if (auto lying = lying_cover(setting, booklet, *photo)) return *std::move(lying);
    }
    Length y = area.bottom();
    add_on(page, subtitle, {area.left(), y});
    if (!subtitle.lines.empty()) y -= height_of(subtitle) + gap_between(setting);
    if (!photo) {
        const TextBlock line =
            setting.set(setting.look.texts.cover_line, styles.cover_words, area.size.width);
        add(page, title, area.origin);
        add(page, line, {area.left(), y - height_of(line)});
        return page;
    }
    add_on(page, title, {area.left(), y});
    y -= height_of(title) + gap_between(setting) * 3 / 2;
    const Rect room{area.origin, {area.size.width, y - area.top()}};
    page.items.emplace_back(PlacedPhoto{photo->index, photo_at_foot(*photo, room, setting.look.least_ppi),
                                        alternative_of(*photo->shown, setting.look.texts.untitled)});
    return page;
}

Page back_cover(const BookletSetting& setting, const catalogue::Course& course) {
    const WordStyle& style = setting.look.styles.cover_words;
    Page page = setting.solid_page();
    const Rect area = cover_area(setting);
    std::string words = setting.look.texts.cover_line;
    if (!course.website.empty()) words += "\n" + course.website;
    add_on(page, setting.set(words, style, area.size.width), {area.left(), area.bottom()});
    return page;
}

Page title_page(const BookletSetting& setting, const catalogue::Course& course, int number) {
    const auto& styles = setting.look.styles;
    Page page = setting.blank_page();
    const Rect area = setting.live_area(number);
    constexpr int most_lines = 4;
    const TextBlock title =
        set_to_fit(setting.typesetter, {course.booklet.title, "nl", styles.title, Role::Title},
                   area.size.width, most_lines);
    add(page, title, area.origin);
    const TextBlock subtitle = setting.set(course.booklet.subtitle, styles.subtitle,
                                           std::min(area.size.width, setting.look.paper.measure));
    add(page, subtitle, {area.left(), area.top() + height_of(title) + 10_mm});
    std::string foot = course.title;
    if (!course.place.empty() && !tells_of_care(course.place)) foot += "\n" + course.place;
    add_on(page, setting.set(foot, styles.small, area.size.width), {area.left(), area.bottom()});
    return page;
}

Page own_photo_page(const BookletSetting& setting, int number, int variety) {
    struct Shape {
        int width;
        int height;
    };
    constexpr Shape shapes[] = {{4, 3}, {3, 4}, {1, 1}, {3, 2}};
    const Shape shape = shapes[variety % 4];
    const auto& texts = setting.look.texts;
    const auto& styles = setting.look.styles;
    Page page = setting.blank_page();
    const Rect area = setting.live_area(number);

    const Length lines = 24_mm;  // room for the two lines to write on
    const TextBlock label = setting.set(texts.own_photo, styles.label, area.size.width, Role::Heading);
    const Length top = area.top() + height_of(label) + 6_mm;
    const Length room = area.bottom() - lines - top;
    const Length width = std::min(area.size.width, room * shape.width / shape.height);
    const Rect frame{{area.left(), top}, {width, width * shape.height / shape.width}};
    add(page, label, area.origin);
    const Length hair = Length::from_points(0.5);
    const Point corners[] = {{frame.left(), frame.top()},
                             {frame.right(), frame.top()},
                             {frame.right(), frame.bottom()},
                             {frame.left(), frame.bottom()}};
    for (std::size_t i = 0; i < 4; ++i) {
        page.items.emplace_back(Rule{corners[i], corners[(i + 1) % 4], hair, setting.look.line});
    }
    Length y = frame.bottom();
    for (const std::string& word : {texts.own_title, texts.own_maker}) {
        y += lines / 2;
        const TextBlock block = setting.set(word, styles.small, frame.size.width);
        add_on(page, block, {frame.left(), y});
        const Length start = frame.left() + block.lines.front().width + 2_mm;
        page.items.emplace_back(Rule{{start, y}, {frame.right(), y}, hair, setting.look.line});
    }
    return page;
}

const BookletPhoto* choose_cover_photo(const BookletSetting& setting, const BookletMatter& matter,
                                       const BookletPhoto* planned) {
    if (planned) return planned;
    const BookletPhoto* best = nullptr;
    const auto merit = [&](const BookletPhoto& photo) {
        const double aspect = aspect_of(photo.shown->picture);
        const bool named = !photo.shown->name.text.empty();
        const bool lying = aspect > 1.2 && aspect < 1.8;
        const bool sharp =
            width_at(photo.shown->picture, setting.look.fine_ppi) * 3 >= setting.trim.width * 2;
        return std::tuple{named, sharp, lying,
                          std::int64_t{photo.shown->picture.width} * photo.shown->picture.height};
    };
    for (const MakerChapter& chapter : matter.chapters()) {
        for (const BookletPhoto& photo : chapter.photos) {
            if (!best || merit(photo) > merit(*best)) best = &photo;
        }
    }
    return best;
}

std::string cover_credit(const BookletSetting& setting, const BookletPhoto* photo) {
    if (photo == nullptr) return {};
    const std::string photo_title = text_in(photo->shown->title, "nl");
    const std::string& name = photo->shown->name.text;
    if (photo_title.empty() && name.empty()) return {};
    const bool both = !photo_title.empty() && !name.empty();
    return setting.look.texts.cover_photo + ": " + photo_title + (both ? ", " : "") + name + ".";
}

}  // namespace render
