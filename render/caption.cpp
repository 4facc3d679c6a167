#include "render/caption.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/composition.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/shown.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

constexpr Length wide_enough_for_two = 80_mm;  // languages beside each other

Length whole_mm(Length width) {
    return width - Length{width.units % (1_mm).units};
}

/// Adds blocks below what a group holds already.
void stack(BlockGroup& group, const BlockGroup& more, Length gap) {
    const Length top = group.blocks.empty() ? Length{} : group.height + gap;
    for (const StandingBlock& standing : more.blocks) {
        group.blocks.push_back({standing.block, {standing.at.x, top + standing.at.y}});
    }
    if (!more.blocks.empty()) group.height = top + more.height;
}

}  // namespace

BlockGroup PhotoSetter::set_language(const BookletPhoto& photo, const std::string& language,
                                     Length width) const {
    const auto& styles = setting_.look.styles;
    WordStyle title_style = styles.caption_title;
    std::string title = text_in(photo.shown->title, language);
    const bool nameless = photo.shown->title.empty() && language == "nl" && untitled_ == Untitled::Say;
    if (nameless) {
        title = setting_.look.texts.untitled;
        title_style = styles.caption;
        title_style.type.slant = Slant::Italic;
    }
    BlockGroup group;
    for (const auto& [text, style] : {std::pair{title, title_style},
                                      std::pair{text_in(photo.shown->caption, language), styles.caption}}) {
        if (text.empty()) continue;
        TextBlock block = set_block(setting_.typesetter, {text, language, style, Role::Caption}, width);
        const Length leading = block.lines.empty() ? Length{} : block.lines.front().leading;
        const Length y = group.blocks.empty() ? Length{} : group.height + leading - block.capitals;
        group.height = y + height_of(block);
        group.blocks.push_back({std::move(block), {{}, y}});
    }
    return group;
}

PhotoSetter::Languages PhotoSetter::languages_for(const PhotoList& photos) {
    return photos.size() == 1 ? Languages::SideBySide : Languages::BelowEachOther;
}

BlockGroup PhotoSetter::set(const BookletPhoto& photo, Languages arranged, Length width) const {
    std::vector<std::string> languages = languages_of({&photo.shown->title, &photo.shown->caption});
    const bool must_say_untitled = untitled_ == Untitled::Say && photo.shown->title.empty();
    if (must_say_untitled && (languages.empty() || languages.front() != "nl")) {
        languages.insert(languages.begin(), "nl");
    }
    const Length gap = setting_.look.styles.caption.type.leading * 3 / 4;
    const bool side_by_side = arranged == Languages::SideBySide && width >= wide_enough_for_two;
    if (languages.size() == 2 && side_by_side) return set_in_columns(photo, languages, width);
    BlockGroup group;
    for (const std::string& language : languages) stack(group, set_language(photo, language, width), gap);
    return group;
}

BlockGroup PhotoSetter::set_in_columns(const BookletPhoto& photo, const std::vector<std::string>& languages,
                                       Length width) const {
    const Length between = 4_mm;
    BlockGroup group;
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

BlockGroup PhotoSetter::caption(const BookletPhoto& photo, Languages languages, Length width) const {
    return photo.words_apart ? BlockGroup{} : set(photo, languages, whole_mm(width));
}

Length PhotoSetter::room_for(const BlockGroup& caption) const {
    if (caption.blocks.empty()) return {};
    return setting_.look.paper.caption_gap + caption.height + depth_of(caption.blocks.back().block);
}

Length PhotoSetter::room_under(const BookletPhoto& photo, Languages languages, Length width) const {
    if (photo.words_apart) return {};
    const Length measure = whole_mm(width);
    const auto line = on_one_line_.find({photo.index, languages});
    if (line != on_one_line_.end() && measure >= line->second.measure) return line->second.room;
    const auto [entry, is_new] = known_.try_emplace({photo.index, languages, measure});
    if (!is_new) return entry->second;
    const BlockGroup words = caption(photo, languages, measure);
    entry->second = room_for(words);
    // What stands on one line does so wherever it is wider, as long as it is arranged alike.
    const bool alike = languages == Languages::BelowEachOther || measure >= wide_enough_for_two;
    const bool one_line =
        std::all_of(words.blocks.begin(), words.blocks.end(),
                    [](const StandingBlock& standing) { return standing.block.lines.size() <= 1; });
    if (alike && one_line) on_one_line_[{photo.index, languages}] = {measure, entry->second};
    return entry->second;
}

CompositionRequest PhotoSetter::request_for(const PhotoList& photos, Size room, Direction direction) const {
    CompositionRequest request;
    for (const BookletPhoto* photo : photos) {
        const auto& picture = photo->shown->picture;
        request.photos.push_back({aspect_of(picture), 1, width_at(picture, setting_.look.least_ppi)});
    }
    request.frame = room;
    request.gutter = setting_.look.paper.photo_gap;
    request.direction = direction;
    request.under = [&](std::size_t photo, Length width) {
        return room_under(*photos[photo], languages_for(photos), width);
    };
    return request;
}

Composition PhotoSetter::compose(const PhotoList& photos, Size room, Direction direction) const {
    return render::compose(request_for(photos, room, direction));
}

int PhotoSetter::chosen_layout(const PhotoList& photos) const {
    std::vector<catalogue::PhotoId> names;
    for (const BookletPhoto* photo : photos) names.push_back(photo->shown->photo);
    return setting_.choices.layout_of(names);
}

bool PhotoSetter::has_choice(const PhotoList& photos) const {
    return chosen_layout(photos) > 1;
}

Composition PhotoSetter::compose_as_chosen(const PhotoList& photos, Size whole, Size part,
                                           Direction direction) const {
    const int layout = chosen_layout(photos);
    if (layout <= 1) return compose(photos, part, direction);
    const Composition best = compose(photos, whole, direction);
    std::vector<Composition> others = compositions(request_for(photos, whole, direction));
    std::erase_if(others,
                  [&](const Composition& one) { return one.photos.empty() || one.tree == best.tree; });
    const std::size_t place = static_cast<std::size_t>(layout - 1) % (others.size() + 1);
    if (place == 0) return compose(photos, part, direction);
    Composition chosen = std::move(others[place - 1]);
    if (part == whole) return chosen;
    constexpr std::size_t many = 24;
    for (Composition& one : compositions(request_for(photos, part, direction), many)) {
        if (one.tree == chosen.tree && !one.photos.empty()) return std::move(one);
    }
    return chosen.extent.height <= part.height ? chosen : compose(photos, part, direction);
}

void PhotoSetter::place(Page& page, const Composition& composition, const PhotoList& photos,
                        Point top_left) const {
    for (std::size_t i = 0; i < photos.size(); ++i) {
        Rect frame = composition.photos[i];
        frame.origin = {top_left.x + frame.left(), top_left.y + frame.top()};
        page.items.emplace_back(PlacedPhoto{photos[i]->index, frame,
                                            alternative_of(*photos[i]->shown, setting_.look.texts.untitled)});
        place_caption(page, *photos[i], languages_for(photos), frame);
    }
}

void PhotoSetter::place_caption(Page& page, const BookletPhoto& photo, Languages languages,
                                const Rect& frame) const {
    const Length beyond = frame.size.width - whole_mm(frame.size.width);  // captions are set in whole mm
    const Length top = frame.bottom() + setting_.look.paper.caption_gap;
    const BlockGroup words = caption(photo, languages, frame.size.width);
    for (const StandingBlock& standing : words.blocks) {
        const auto& lines = standing.block.lines;
        const bool leftward = !lines.empty() && lines.front().direction == Direction::RightToLeft;
        add(page, standing.block,
            {frame.left() + standing.at.x + (leftward ? beyond : Length{}), top + standing.at.y});
    }
}

Length optical_top(const Composition& composition, Size room) {
    constexpr int percent_above = 42;
    return (room.height - composition.extent.height) * percent_above / 100;
}

}  // namespace render
