#include "render/chapter_division.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/composition.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/photo_division.hpp"
#include "render/shown.hpp"
#include "render/story_pages.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace render {

namespace {

constexpr double impossible = std::numeric_limits<double>::infinity();
constexpr Length under_words = 12_mm;  // paper between words and the photos below them

/// By the stories, or where there are none by the photos' own words.
bool is_read_leftward(const MakerChapter& chapter) {
    const auto has_leftward = [](const catalogue::Words& words) {
        return std::any_of(words.begin(), words.end(),
                           [](const auto& wording) { return runs_right_to_left(wording.language); });
    };
    if (has_leftward(chapter.name.native)) return true;
    if (!chapter.stories.empty()) {
        return std::any_of(chapter.stories.begin(), chapter.stories.end(), has_leftward);
    }
    return std::any_of(chapter.photos.begin(), chapter.photos.end(), [&](const BookletPhoto& photo) {
        return has_leftward(photo.shown->title) || has_leftward(photo.shown->caption);
    });
}

/// Whether somebody who reads the other language of a chapter would have to turn back: words that run from
/// left to right over more pages than one cannot stand on spreads that are read from the right.
bool would_turn_back(const BookletSetting& setting, const MakerChapter& chapter, Size area) {
    const auto has_rightward = [](const catalogue::Words& words) {
        return std::any_of(words.begin(), words.end(),
                           [](const auto& wording) { return !runs_right_to_left(wording.language); });
    };
    return std::any_of(chapter.stories.begin(), chapter.stories.end(), has_rightward) &&
           story_pages(setting, chapter, area).size() > 1;
}

Length shorter_side(const Rect& photo) {
    return std::min(photo.size.width, photo.size.height);
}

}  // namespace

std::size_t ChapterDivision::without_photos() const {
    return static_cast<std::size_t>(std::count(photos.begin(), photos.end(), std::size_t{0}));
}

std::size_t ChapterDivision::blank() const {
    std::size_t count = 0;
    for (std::size_t page = 0; page < pages.size(); ++page) {
        if (photos[page] == 0 && pages[page].words.blocks.empty()) ++count;
    }
    return count;
}

ChapterDivider::ChapterDivider(const BookletSetting& setting, const MakerChapter& chapter)
    : setting_(setting),
      chapter_(chapter),
      area_(setting.live_area(2).size),
      direction_(is_read_leftward(chapter) && !would_turn_back(setting, chapter, area_)
                     ? Direction::RightToLeft
                     : Direction::LeftToRight),
      photo_setter_(setting, Untitled::Say) {
    for (BookletPhoto& photo : chapter_.photos) {
        set_long_words_apart(photo);
        photos_.push_back(&photo);
    }
    fewest_ = best_division();
}

ChapterDivision ChapterDivider::best_division() {
    if (auto page = page_with_words_beside()) {
        ChapterDivision beside = best_division({*std::move(page)});
        // Words in a narrow column beside nothing would look forgotten.
        if (beside.photos.front() > 0) return beside;
    }
    return best_division(pages_with_words());
}

ChapterDivision ChapterDivider::best_division(std::vector<ReadPage> read) {
    const std::size_t words = read.size();
    if (read.size() % 2 == 1) read.push_back(page_for_photos());
    ChapterDivision best;
    // Two pages more as long as that gives the photos room.
    for (; best.pages.empty() || (best.small > 0 && read.size() <= most_pages());
         read.insert(read.end(), 2, page_for_photos())) {
        const std::vector<std::size_t> division = divided(read);
        if (division.empty()) {
            assert(read.size() < words + most_pages() + 2);  // a photo alone fits any page
            continue;
        }
        ChapterDivision tried{read, division, small_in(read, division)};
        const bool better = tried.small < best.small && tried.blank() <= best.blank();
        if (!best.pages.empty() && !better) break;
        best = std::move(tried);
    }
    return best;
}

ChapterDivision ChapterDivider::with_more_pages() {
    ChapterDivision more = fewest_;
    more.pages.insert(more.pages.end(), 2, page_for_photos());
    more.photos = divided(more.pages);
    more.small = small_in(more.pages, more.photos);
    return more;
}

/// One page a photo would do; with words before them.
std::size_t ChapterDivider::most_pages() const {
    return 2 * photos_.size() + 4;
}

/// Words that would leave their photo too little of a page are told with the stories.
void ChapterDivider::set_long_words_apart(BookletPhoto& photo) {
    const Composition alone = photo_setter_.compose({&photo}, area_, direction_);
    if (alone.cost < impossible && alone.unders.front().size.height * 3 < area_.height) return;
    photo.words_apart = true;
    for (const catalogue::Words* words : {&photo.shown->title, &photo.shown->caption}) {
        if (!words->empty()) chapter_.stories.push_back(*words);
    }
}

std::vector<ReadPage> ChapterDivider::pages_with_words() {
    std::vector<ReadPage> read;
    for (BlockGroup& words : story_pages(setting_, chapter_, area_)) {
        read.push_back({std::move(words), {}, {}, true});
    }
    if (read.empty()) {
        // A photo alone looks meant on a page of its own, facing a name or nothing.
        const bool alone = photos_.size() == 1;
        read.push_back({name_block(setting_, chapter_, area_.width), {}, {}, alone});
    }
    ReadPage& last = read.back();
    const Rect room = room_under(last.words);
    const Length worthwhile = 60_mm;
    if (room.size.height >= worthwhile) last.room = room;
    return read;
}

/// For photos: under all words, or under the shorter of two languages beside each other where the first photo
/// is clearly larger there.
Rect ChapterDivider::room_under(const BlockGroup& words) {
    const Length taken = words.height.units == 0 ? Length{} : words.height + under_words;
    const Rect whole{{{}, taken}, {area_.width, area_.height - taken}};
    const std::optional<Rect> part = room_under_shorter(words);
    if (!part || photos_.empty()) return whole;
    const auto shown = [&](const Rect& room) {
        if (room.size.height <= Length{}) return 0.0;
        const Composition& alone = composition(0, 1, room.size);
        if (alone.photos.empty()) return 0.0;
        const Size size = alone.photos.front().size;
        return size.width.in_mm() * size.height.in_mm();
    };
    // A stamp at the foot of a page full of words is no gain: it has a page of its own instead.
    const double column = part->size.width.in_mm();
    const double least = column * column * 0.55;
    constexpr double clearly = 1.4;
    return shown(*part) > std::max(least, clearly * shown(whole)) ? *part : whole;
}

std::optional<Rect> ChapterDivider::room_under_shorter(const BlockGroup& words) const {
    const Length gap = setting_.look.paper.column_gap;
    const Length column = (area_.width - gap) / 2;
    Length left;
    Length right;
    for (const StandingBlock& standing : words.blocks) {
        Length& bottom = standing.at.x > column ? right : left;
        bottom = std::max(bottom, standing.at.y + height_of(standing.block));
    }
    if (right == Length{} || left == right) return std::nullopt;
    const Length top = std::min(left, right) + under_words;
    return Rect{{left < right ? Length{} : column + gap, top}, {column, area_.height - top}};
}

/// On a lying page words and photos stand side by side, as long as the words fit beside them. A photo alone
/// has the facing page.
std::optional<ReadPage> ChapterDivider::page_with_words_beside() const {
    const bool lying = area_.width * 4 > area_.height * 5;
    if (!lying || photos_.size() < 2) return std::nullopt;
    const Length column = area_.width * 2 / 5;
    std::vector<BlockGroup> pages = story_pages(setting_, chapter_, {column, area_.height});
    if (pages.size() > 1) return std::nullopt;
    if (pages.empty()) pages.push_back(name_block(setting_, chapter_, column));
    if (pages.front().blocks.empty()) return std::nullopt;
    const Length taken = column + setting_.look.paper.column_gap;
    const Size room{area_.width - taken, area_.height};
    if (direction_ == Direction::RightToLeft) {
        return ReadPage{std::move(pages.front()), area_.width - column, {{}, room}, false, true};
    }
    return ReadPage{std::move(pages.front()), {}, {{taken, {}}, room}, false, true};
}

const Composition& ChapterDivider::composition(std::size_t first, std::size_t count, Size room) {
    const Place key = place_of(first, count, room);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    const auto begin = photos_.begin() + static_cast<std::ptrdiff_t>(first);
    return known_[key] =
               photo_setter_.compose({begin, begin + static_cast<std::ptrdiff_t>(count)}, room, direction_);
}

void ChapterDivider::keep_only(const ChapterDivision& one, const ChapterDivision& other) {
    std::map<Place, Composition> kept;
    for (const ChapterDivision* division : {&one, &other}) {
        std::size_t first = 0;
        for (std::size_t page = 0; page < division->pages.size(); ++page) {
            const std::size_t count = division->photos[page];
            if (auto found = known_.extract(place_of(first, count, division->pages[page].room.size)); found) {
                kept.insert(std::move(found));
            }
            first += count;
        }
    }
    known_ = std::move(kept);
}

double ChapterDivider::cost_of(const ReadPage& page, std::size_t first, std::size_t count) {
    const bool has_room = page.room.size.height > Length{};
    if (count == 0) {
        if (!has_room) return 0;
        constexpr double blank = 3;
        constexpr double bare = 2;
        constexpr double only_words_before_a_plate = 0.3;
        if (!page.may_be_bare) return blank;
        return photos_.size() == 1 ? only_words_before_a_plate : bare;
    }
    if (!has_room) return impossible;
    const Composition& composed = composition(first, count, page.room.size);
    if (composed.photos.empty()) return impossible;
    constexpr double each_small = 1.5;
    // A page without words has nothing else to fill it.
    const double empty = page.words.blocks.empty() ? 1 - composed.coverage : 0;
    return composed.cost + empty + each_small * static_cast<double>(small_in(composed, first));
}

/// Photos that are too small to enjoy.
std::size_t ChapterDivider::small_in(const Composition& composed, std::size_t first) {
    std::size_t small = 0;
    for (std::size_t i = 0; i < composed.photos.size(); ++i) {
        if (shorter_side(composed.photos[i]) < least_side(first + i)) ++small;
    }
    return small;
}

/// A third of the page's width or so; less for a photo that is hardly larger alone on a page, as a
/// panorama or one of few pixels is.
Length ChapterDivider::least_side(std::size_t photo) {
    const Composition& alone = composition(photo, 1, area_);
    const Length usual = std::min({48_mm, area_.width / 3, area_.height / 3});
    return alone.photos.empty() ? usual : std::min(usual, shorter_side(alone.photos.front()) * 4 / 5);
}

std::vector<std::size_t> ChapterDivider::divided(const std::vector<ReadPage>& read) {
    DivisionRequest request;
    request.photos = photos_.size();
    request.pages = read.size();
    request.cost = [&](std::size_t page, std::size_t first, std::size_t count) {
        return cost_of(read[page], first, count);
    };
    return divide(request);
}

std::size_t ChapterDivider::small_in(const std::vector<ReadPage>& read,
                                     const std::vector<std::size_t>& division) {
    std::size_t small = 0;
    std::size_t first = 0;
    for (std::size_t page = 0; page < read.size(); ++page) {
        if (division[page] > 0) {
            small += small_in(composition(first, division[page], read[page].room.size), first);
        }
        first += division[page];
    }
    return small;
}

}  // namespace render
