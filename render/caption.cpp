#include "render/caption.hpp"

#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/composition.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/shown.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

Length whole_mm(Length width) {
    return width - Length{width.units % (1_mm).units};
}

/// Adds blocks below what a group holds already.
void stack(BlockGroup& group, const BlockGroup& more, Length gap, Length x) {
    const Length top = group.blocks.empty() ? Length{} : group.height + gap;
    for (const StandingBlock& standing : more.blocks) {
        group.blocks.push_back({standing.block, {x + standing.at.x, top + standing.at.y}});
    }
    if (!more.blocks.empty()) group.height = top + more.height;
}

}  // namespace

BlockGroup CaptionSetter::set_language(const BookletPhoto& photo, const std::string& language,
                                       Length width) const {
    const auto& styles = setting_.look.styles;
    WordStyle title_style = styles.caption_title;
    std::string title = text_in(photo.shown.title, language);
    const bool nameless = photo.shown.title.empty() && language == "nl" && untitled_ == Untitled::Say;
    if (nameless) {
        title = setting_.look.texts.untitled;
        title_style = styles.caption;
        title_style.type.slant = Slant::Italic;
    }
    BlockGroup group;
    for (const auto& [text, style] :
         {std::pair{title, title_style}, std::pair{text_in(photo.shown.caption, language), styles.caption}}) {
        if (text.empty()) continue;
        TextBlock block = set_block(setting_.typesetter, {text, language, style, Role::Caption}, width);
        const Length leading = block.lines.empty() ? Length{} : block.lines.front().leading;
        const Length y = group.blocks.empty() ? Length{} : group.height + leading - block.capitals;
        group.height = y + height_of(block);
        group.blocks.push_back({std::move(block), {{}, y}});
    }
    return group;
}

BlockGroup CaptionSetter::set(const BookletPhoto& photo, Length width) const {
    std::vector<std::string> languages = languages_of({&photo.shown.title, &photo.shown.caption});
    const bool must_say_untitled = untitled_ == Untitled::Say && photo.shown.title.empty();
    if (must_say_untitled && (languages.empty() || languages.front() != "nl")) {
        languages.insert(languages.begin(), "nl");
    }
    const Length gap = setting_.look.styles.caption.type.leading;
    const Length between = 4_mm;
    const Length wide = 80_mm;
    BlockGroup group;
    if (languages.size() != 2 || width < wide) {
        for (const std::string& language : languages) {
            stack(group, set_language(photo, language, width), gap, {});
        }
        return group;
    }
    const Length column = whole_mm((width - between) / 2);
    Length tallest;
    for (std::size_t i = 0; i < languages.size(); ++i) {
        // The one that runs from right to left stands to the right; of two alike the first begins the line.
        const bool leftward = runs_right_to_left(languages[i]);
        const bool alike = leftward == runs_right_to_left(languages[1 - i]);
        const bool right = alike ? (i == 0) == leftward : leftward;
        BlockGroup one = set_language(photo, languages[i], column);
        tallest = std::max(tallest, one.height);
        const Length x = right ? width - column : Length{};
        for (StandingBlock& standing : one.blocks) {
            standing.at.x = x;
            group.blocks.push_back(std::move(standing));
        }
    }
    group.height = tallest;
    return group;
}

const BlockGroup& CaptionSetter::under(const BookletPhoto& photo, Length width) const {
    static const BlockGroup nothing;
    if (photo.words_apart) return nothing;
    const Length measure = whole_mm(width);
    const auto [entry, is_new] = known_.try_emplace({photo.index, measure});
    if (is_new) entry->second = set(photo, measure);
    return entry->second;
}

Length CaptionSetter::room_under(const BookletPhoto& photo, Length width) const {
    const BlockGroup& caption = under(photo, width);
    if (caption.blocks.empty()) return {};
    return setting_.look.paper.caption_gap + caption.height + depth_of(caption.blocks.back().block);
}

Composition compose_photos(const BookletSetting& setting, const CaptionSetter& captions,
                           const PhotoList& photos, Size room, Direction direction) {
    CompositionRequest request;
    for (const BookletPhoto* photo : photos) {
        const auto& picture = photo->shown.picture;
        request.photos.push_back({aspect_of(picture), 1, width_at(picture, setting.look.least_ppi)});
    }
    request.frame = room;
    request.gutter = setting.look.paper.photo_gap;
    request.direction = direction;
    request.under = [&](std::size_t photo, Length width) {
        return captions.room_under(*photos[photo], width);
    };
    return compose(request);
}

Length optical_top(const Composition& composition, Size room) {
    constexpr int percent_above = 42;
    return (room.height - composition.extent.height) * percent_above / 100;
}

void add_photos(Page& page, const Composition& composition, const CaptionSetter& captions,
                const PhotoList& photos, Point at) {
    for (std::size_t i = 0; i < photos.size(); ++i) {
        Rect frame = composition.photos[i];
        frame.origin = {at.x + frame.left(), at.y + frame.top()};
        const auto& shown = photos[i]->shown;
        page.items.emplace_back(
            PlacedPhoto{photos[i]->index, frame, shown.alt.empty() ? text_in(shown.title, "nl") : shown.alt});
        const BlockGroup& caption = captions.under(*photos[i], frame.size.width);
        if (caption.blocks.empty()) continue;
        const TextBlock& last = caption.blocks.back().block;
        const Length gap =
            captions.room_under(*photos[i], frame.size.width) - caption.height - depth_of(last);
        const Length over = frame.size.width - whole_mm(frame.size.width);
        for (const StandingBlock& standing : caption.blocks) {
            const bool leftward = !standing.block.lines.empty() &&
                                  standing.block.lines.front().direction == Direction::RightToLeft;
            add(page, standing.block,
                {frame.left() + standing.at.x + (leftward ? over : Length{}),
                 frame.bottom() + gap + standing.at.y});
        }
    }
}

}  // namespace render
