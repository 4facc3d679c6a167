#include "render/announcement.hpp"

#include "catalogue/catalogue.hpp"
#include "render/composition.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/poster.hpp"
#include "render/shown.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

using Photos = std::vector<std::reference_wrapper<const catalogue::ClearedPhoto>>;

class AnnouncementDesk {
 public:
    /// share: of the words' usual size.
    AnnouncementDesk(const AnnouncementSetting& setting, const Announcement& said, const Photos& photos,
                     double share)
        : setting_(setting), look_(setting.look), said_(said), photos_(photos), share_(share) {
        foot_ = set({said_.foot, "nl", look_.foot}, measure());
        head_ = head();
        rest_ = rest();
    }

    /// Whether the photos keep enough of the sheet, or without photos everything stands on it.
    bool fits() const {
        if (photos_.empty()) {
            const Length air = share_ > 1 ? look_.standing.height / 6 : look_.gap;
            return look_.margin + head_.height + air + rest_.height < bottom();
        }
        return (ground_top() - look_.margin) * 5 >= look_.standing.height * 2;
    }

    Page page() const {
        Page page{look_.standing, look_.bleed, look_.marks, {}, {}};
        const Length top = photos_.empty() ? -look_.bleed : ground_top();
        page.items.emplace_back(
            FilledRect{{{-look_.bleed, top},
                        {look_.standing.width + look_.bleed * 2, look_.standing.height + look_.bleed - top}},
                       look_.ground});
        if (!photos_.empty()) place_photos(page);
        const Length words_top = photos_.empty() ? look_.margin : top + look_.margin * 3 / 4;
        add(page, head_, {look_.margin, words_top});
        add(page, rest_, {look_.margin, bottom() - rest_.height});
        add(page, foot_, {look_.margin, look_.standing.height - look_.margin * 3 / 4 - height_of(foot_)});
        add_crop_marks(page);
        return page;
    }

 private:
    Length measure() const { return look_.standing.width - look_.margin * 2; }

    /// Of all words but the foot.
    Length bottom() const {
        const Length foot = foot_.lines.empty() ? Length{} : height_of(foot_) + look_.gap * 2;
        return look_.standing.height - look_.margin * 3 / 4 - foot;
    }

    Length ground_top() const {
        return bottom() - rest_.height - look_.gap * 3 / 2 - head_.height - look_.margin * 3 / 4;
    }

    TextBlock set(Wanted wanted, Length width) const {
        wanted.style = scaled(wanted.style, share_);
        return set_block(setting_.typesetter, wanted, width);
    }

    static void put(BlockGroup& group, TextBlock block, Length gap) {
        if (block.lines.empty()) return;
        const Length y = group.blocks.empty() ? Length{} : group.height + gap;
        group.height = y + height_of(block);
        group.blocks.push_back({std::move(block), {{}, y}});
    }

    BlockGroup head() const {
        BlockGroup group;
        constexpr int most_lines = 3;
        const Wanted title{said_.title, "nl", scaled(look_.title, share_), Role::Title};
        put(group, set_to_fit(setting_.typesetter, title, measure(), most_lines), {});
        const Length depth = group.blocks.empty() ? Length{} : depth_of(group.blocks.front().block);
        put(group, set({said_.lead, "nl", look_.lead}, measure()),
            std::max(look_.gap * 4 / 3, depth + look_.gap));
        return group;
    }

    BlockGroup rest() const {
        BlockGroup group;
        for (const std::string& line : said_.strong) {
            put(group, set({line, "nl", look_.strong}, measure()), look_.gap * 2 / 3);
        }
        for (const std::string& line : said_.plain) {
            put(group, set({line, "nl", look_.plain}, measure()), look_.gap);
        }
        put_words(group);
        return group;
    }

    /// Two columns of words, in letters of that share of their size.
    struct WordColumns {
        Length first;
        Length second;
        double share = 1;
    };

    TextBlock set_words(const catalogue::Wording& wording, double share, Length width) const {
        return set({wording.text, wording.language, scaled(look_.words, share)}, width);
    }

    /// A greeting that is one line begins its column like those above and under it, from whichever side it is
    /// read: at the far end of the sheet it would belong to nothing. Longer words keep their own side.
    TextBlock set_in_column(const catalogue::Wording& wording, double share, Length width) const {
        TextBlock block = set_words(wording, share, width);
        if (!runs_right_to_left(wording.language) || block.lines.size() != 1) return block;
        return set({wording.text, wording.language, scaled(look_.words, share), Role::Paragraph, Align::End},
                   width);
    }

    /// What the words need to stand on one line; more than there is when that cannot be.
    Length width_on_line(const catalogue::Wording& wording, double share) const {
        const TextBlock block = set_words(wording, share, measure());
        if (block.lines.size() != 1) return measure() * 2;
        return block.lines.front().width + 1_mm;
    }

    /// Halves where each language then stands on one line; else the wider gets what it needs, or all a little
    /// smaller.
    WordColumns word_columns(Length between) const {
        const Length half = (measure() - between) / 2;
        for (const double share : {1.0, 0.94, 0.88, 0.82}) {
            Length first;
            Length second;
            for (std::size_t i = 0; i < said_.words.size(); ++i) {
                Length& widest = i % 2 == 0 ? first : second;
                widest = std::max(widest, width_on_line(said_.words[i], share));
            }
            if (first + between + second > measure()) continue;
            const Length wide = std::clamp(half, first, measure() - between - second);
            return {wide, measure() - between - wide, share};
        }
        return {half, half, 1};
    }

    /// Two languages beside each other.
    void put_words(BlockGroup& group) const {
        const Length between = look_.gap * 2;
        const WordColumns columns = word_columns(between);
        const Length first = group.blocks.empty() ? Length{} : look_.gap * 3 / 2;
        for (std::size_t i = 0; i < said_.words.size(); i += 2) {
            const Length top = group.height + (i == 0 ? first : look_.gap * 2 / 3);
            Length lowest = top;
            for (std::size_t j = i; j < std::min(i + 2, said_.words.size()); ++j) {
                const Length width = j == i ? columns.first : columns.second;
                TextBlock block = set_in_column(said_.words[j], columns.share, width);
                lowest = std::max(lowest, top + height_of(block));
                group.blocks.push_back(
                    {std::move(block), {j == i ? Length{} : columns.first + between, top}});
            }
            group.height = lowest;
        }
    }

    TextBlock credit_of(std::size_t photo, Length width) const {
        const std::string& name = photos_[photo].get().name.text;
        const std::string words = name.empty() ? std::string{} : with_value(look_.credit_words, "name", name);
        return set_block(setting_.typesetter, {words, "nl", look_.credit, Role::Caption}, width);
    }

    void place_photos(Page& page) const {
        CompositionRequest request;
        for (const catalogue::ClearedPhoto& photo : photos_) {
            request.photos.push_back({aspect_of(photo.picture), 1, width_at(photo.picture, look_.least_ppi)});
        }
        request.frame = {measure(), ground_top() - look_.margin - look_.margin * 3 / 4};
        request.gutter = look_.photo_gap;
        request.under = [this](std::size_t photo, Length width) {
            const TextBlock credit = credit_of(photo, width);
            return credit.lines.empty() ? Length{} : look_.caption_gap + height_of(credit);
        };
        const Composition composition = compose(request);
        assert(!composition.photos.empty());  // so few whole photos fit any sheet
        // Flush with the words below them.
        const Point at{look_.margin, look_.margin + (request.frame.height - composition.extent.height) / 2};
        for (std::size_t i = 0; i < photos_.size(); ++i) {
            Rect frame = composition.photos[i];
            frame.origin = {at.x + frame.left(), at.y + frame.top()};
            page.items.emplace_back(PlacedPhoto{i, frame, alternative_of(photos_[i].get(), look_.untitled)});
            add(page, credit_of(i, frame.size.width), {frame.left(), frame.bottom() + look_.caption_gap});
        }
    }

    const AnnouncementSetting& setting_;
    const AnnouncementTemplate& look_;
    const Announcement& said_;
    const Photos& photos_;
    double share_;
    TextBlock foot_;
    BlockGroup head_;
    BlockGroup rest_;
};

/// Of photos that were cleared for where it is meant to be seen.
Publication announced(const AnnouncementSetting& setting, const Announcement& announcement,
                      const Photos& photos) {
    assert(photos.size() <= most_announcing);
    // Without photos the words are the picture.
    for (const double share : {1.6, 1.45, 1.3, 1.15, 1.0, 0.92, 0.84, 0.76, 0.68}) {
        if (share > 1 && !photos.empty()) continue;
        const AnnouncementDesk desk(setting, announcement, photos, share);
        if (!desk.fits()) continue;
        Publication paper;
        paper.title = announcement.title;
        paper.pages.push_back(desk.page());
        for (const catalogue::ClearedPhoto& photo : photos) paper.photos.push_back(source_of(photo.picture));
        paper.fonts = setting.typesetter.fonts();
        return paper;
    }
    throw TooManyWords("There are too many words for one sheet; make them shorter.");
}

template <catalogue::Channel channel>
Photos shown_of(const std::vector<catalogue::Cleared<channel>>& cleared) {
    Photos photos;
    for (const auto& photo : cleared) photos.emplace_back(*photo);
    return photos;
}

/// The course's own places, but not where people are cared for.
std::string place_of(const catalogue::Course& course) {
    const std::string& place = course.exhibition.place.empty() ? course.place : course.exhibition.place;
    return tells_of_care(place) ? std::string{} : place;
}

}  // namespace

Publication lay_out_announcement(
    const AnnouncementSetting& setting, const Announcement& announcement,
    const std::vector<catalogue::Cleared<catalogue::Channel::ExhibitionPrint>>& photos) {
    return announced(setting, announcement, shown_of(photos));
}

Publication lay_out_announcement(const AnnouncementSetting& setting, const Announcement& announcement,
                                 const std::vector<catalogue::Cleared<catalogue::Channel::Recruit>>& photos) {
    return announced(setting, announcement, shown_of(photos));
}

std::string day_and_time(catalogue::Day day, const std::string& time) {
    const std::string when = weekday_in_dutch(day) + " " + in_dutch(day);
    return time.empty() ? when : when + ", " + time;
}

Announcement opening_of(const AnnouncementTemplate& look, const catalogue::Course& course) {
    const catalogue::Exhibition& exhibition = course.exhibition;
    if (!exhibition.opening) {
        throw catalogue::CannotWork(
            "The course does not say when its exhibition opens; say it with --date, or add "
            "course.exhibition.opening to the course file.");
    }
    Announcement said;
    said.title = exhibition.title.empty() ? look.text("title") : exhibition.title;
    said.lead = look.text("lead");
    const std::string when = day_and_time(*exhibition.opening, exhibition.opening_time);
    said.strong = {with_value(look.text("opening"), "when", when), place_of(course)};
    if (exhibition.until) said.plain = {with_value(look.text("until"), "date", in_dutch(*exhibition.until))};
    said.words = look.welcome;
    said.foot = look.text("course");
    return said;
}

Announcement flyer_of(const AnnouncementTemplate& look, const catalogue::Course& course) {
    Announcement said;
    said.title = look.text("title");
    said.lead = look.text("lead");
    said.strong = {tells_of_care(course.place) ? std::string{} : course.place};
    said.plain = {look.text("free")};
    said.words = look.welcome;
    said.foot = look.text("course");
    if (!course.website.empty()) said.foot += "\n" + course.website;
    return said;
}

}  // namespace render
