#include "render/series_poster.hpp"

#include "catalogue/catalogue.hpp"
#include "render/composition.hpp"
#include "render/course_line.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/poster.hpp"
#include "render/shown.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

using Chapter = catalogue::Chapter<catalogue::Channel::ExhibitionPrint>;

/// One way to lay the sheet.
struct Arrangement {
    Size sheet;
    BlockGroup heading;
    Length heading_left;
    Composition photos;
    Point photos_at;
};

class SeriesDesk {
 public:
    SeriesDesk(const SeriesSetting& setting, const Chapter& chapter)
        : setting_(setting), look_(setting.look), chapter_(chapter) {}

    Page page() const {
        const Arrangement arrangement = best_arrangement();
        Page page{arrangement.sheet, look_.bleed, look_.marks, {}, {}};
        const Point at = arrangement.photos_at;
        add(page, arrangement.heading, {arrangement.heading_left, look_.margin});
        for (std::size_t i = 0; i < chapter_.photos.size(); ++i) {
            Rect frame = arrangement.photos.photos[i];
            frame.origin = {at.x + frame.left(), at.y + frame.top()};
            const auto& photo = *chapter_.photos[i];
            page.items.emplace_back(PlacedPhoto{i, frame, alternative_of(photo, look_.untitled)});
            add(page, caption_of(i, frame.size.width), {frame.left(), frame.bottom() + look_.caption_gap});
        }
        const TextBlock from =
            set_course_line(setting_.typesetter, {look_.course_line, look_.between, setting_.course},
                            look_.course, arrangement.sheet.width - look_.margin - at.x);
        add(page, from, {at.x, arrangement.sheet.height - look_.margin - height_of(from)});
        add_crop_marks(page);
        return page;
    }

 private:
    TextBlock set(const Wanted& wanted, Length measure) const {
        return set_block(setting_.typesetter, wanted, measure);
    }

    /// Standing or lying, whatever suits the photos better.
    Arrangement best_arrangement() const {
        Arrangement standing = arrangement_on(look_.standing);
        Arrangement lying = arrangement_on({look_.standing.height, look_.standing.width});
        return lying.photos.cost < standing.photos.cost ? lying : standing;
    }

    Arrangement arrangement_on(Size sheet) const {
        Arrangement result{sheet, {}, {}, {}, {}};
        const Length width = sheet.width - look_.margin * 2;
        result.heading = heading(width);
        const Length head = result.heading.blocks.empty() ? Length{} : result.heading.height + look_.gap * 2;
        const Length height = sheet.height - look_.margin * 2 - look_.foot - head;
        result.photos = compose(request_for({width, height}));
        assert(!result.photos.photos.empty());  // twelve whole photos fit any sheet
        const Size extent = result.photos.extent;
        constexpr int percent_above = 42;  // of the spare paper: the optical centre
        const Length beside = (width - extent.width) / 2;
        result.photos_at = {look_.margin + beside,
                            look_.margin + head + (height - extent.height) * percent_above / 100};
        // A name stands over the photos and begins where they do, with the paper beside them to go on; two
        // names stand over both their sides.
        const Length most = extent.width + beside;
        result.heading =
            heading(has_two_names() ? std::max(extent.width, std::min(most, width * 2 / 3)) : most);
        result.heading_left = begins_at_the_right() ? look_.margin : result.photos_at.x;
        return result;
    }

    CompositionRequest request_for(Size frame) const {
        CompositionRequest request;
        for (const auto& photo : chapter_.photos) {
            request.photos.push_back(
                {aspect_of(photo->picture), 1, width_at(photo->picture, look_.least_ppi)});
        }
        request.frame = frame;
        request.gutter = look_.photo_gap;
        request.direction = direction();
        request.evenness = 0.3;  // large photos before even ones: a wall is looked at from afar
        request.under = [this](std::size_t photo, Length width) { return room_under(photo, width); };
        return request;
    }

    Direction direction() const {
        const auto& native = chapter_.name.native;
        const bool leftward =
            native.empty() ? has_words_at_the_right() : runs_right_to_left(native.front().language);
        return leftward ? Direction::RightToLeft : Direction::LeftToRight;
    }

    bool has_two_names() const { return !chapter_.name.native.empty(); }

    bool begins_at_the_right() const { return !has_two_names() && direction() == Direction::RightToLeft; }

    bool has_words_at_the_right() const {
        return std::all_of(chapter_.photos.begin(), chapter_.photos.end(),
                           [](const auto& photo) { return side_of_name(*photo) == Align::End; });
    }

    /// The titles in each language, below each other.
    BlockGroup caption_of(std::size_t photo, Length width) const {
        const catalogue::Words& title = chapter_.photos[photo]->title;
        BlockGroup group;
        for (const std::string& language :
             title.empty() ? std::vector<std::string>{"nl"} : languages_of({&title})) {
            const std::string text = title.empty() ? look_.untitled : text_in(title, language);
            TextBlock block = set({text, language, look_.title, Role::Caption}, width);
            if (block.lines.empty()) continue;
            const Length y =
                group.blocks.empty() ? Length{} : group.height + block.lines.front().leading - block.capitals;
            group.height = y + height_of(block);
            group.blocks.push_back({std::move(block), {{}, y}});
        }
        return group;
    }

    Length room_under(std::size_t photo, Length width) const {
        const BlockGroup group = caption_of(photo, width);
        if (group.blocks.empty()) return {};
        return look_.caption_gap + group.height + depth_of(group.blocks.back().block);
    }

    /// The name, and at its right the one in the maker's own script; nothing for who gives no name.
    BlockGroup heading(Length width) const {
        BlockGroup group;
        const catalogue::ShownName& name = chapter_.name;
        if (name.text.empty()) return group;
        const bool has_native = has_two_names();
        const Align side = begins_at_the_right() ? Align::End : Align::Start;
        TextBlock block = set_to_fit(setting_.typesetter, {name.text, "nl", look_.name, Role::Title, side},
                                     has_native ? width * 3 / 5 : width, 1);
        group.height = height_of(block);
        if (has_native) {
            const catalogue::Wording& native = name.native.front();
            const Length room = width * 2 / 5 - look_.gap;
            TextBlock own = set_to_fit(
                setting_.typesetter,
                {native.text, native.language, look_.native_name, Role::Title, far_side(native.language)},
                room, 1);
            const Length y = block.capitals - own.capitals;
            group.blocks.push_back({std::move(own), {width - room, y}});
        }
        group.blocks.insert(group.blocks.begin(), {std::move(block), {}});
        return group;
    }

    /// Where a line ends that stands at the right.
    static Align far_side(const std::string& language) {
        return runs_right_to_left(language) ? Align::Start : Align::End;
    }

    const SeriesSetting& setting_;
    const SeriesTemplate& look_;
    const Chapter& chapter_;
};

}  // namespace

Publication lay_out_series(const SeriesSetting& setting, const Chapter& chapter) {
    assert(chapter.photos.size() >= least_in_series && chapter.photos.size() <= most_in_series);
    Publication poster;
    poster.title = chapter.name.text.empty() ? setting.look.nameless : chapter.name.text;
    poster.pages.push_back(SeriesDesk(setting, chapter).page());
    for (const auto& photo : chapter.photos) poster.photos.push_back(source_of(photo->picture));
    poster.fonts = setting.typesetter.fonts();
    return poster;
}

}  // namespace render
