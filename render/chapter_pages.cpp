#include "render/chapter_pages.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/caption.hpp"
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
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace render {

namespace {

constexpr double impossible = std::numeric_limits<double>::infinity();

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
        return has_leftward(photo.shown.title) || has_leftward(photo.shown.caption);
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

/// A page as it is read: its words, and the room left for photos.
struct ReadPage {
    BlockGroup words;
    Length words_left;         // from the left of the area to the words
    Rect room;                 // for photos, in the area; no height: none
    bool may_be_bare = false;  // looks well without a photo
    bool beside = false;       // words and photos stand side by side
};

/// A page with the photos that it was given.
struct PhotoPage {
    const ReadPage* read = nullptr;
    std::size_t first = 0;
    std::size_t count = 0;
};

/// Two pages that are seen together, in the order in which they are read.
struct PhotoSpread {
    PhotoPage one;
    PhotoPage other;
};

class ChapterDesk {
 public:
    ChapterDesk(const BookletSetting& setting, const MakerChapter& chapter)
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
    }

    std::vector<Page> pages(int first) {
        const std::vector<ReadPage> words = pages_with_words();
        std::vector<ReadPage> read = words;
        if (read.size() % 2 == 1) read.push_back(page_for_photos());
        std::vector<ReadPage> best;
        std::vector<std::size_t> best_division;
        std::size_t least_small = 0;
        // Two pages more as long as that gives the photos room.
        for (; best.empty() || (least_small > 0 && read.size() <= most_pages());
             read.insert(read.end(), 2, page_for_photos())) {
            const std::vector<std::size_t> division = divided(read);
            if (division.empty()) {
                assert(read.size() < words.size() + most_pages() + 2);  // a photo alone fits any page
                continue;
            }
            const std::size_t small = small_in(read, division);
            if (!best.empty() && small >= least_small) break;
            best = read;
            best_division = division;
            least_small = small;
        }
        return set_pages(best, best_division, first);
    }

 private:
    /// Words that would leave their photo too little of a page are told with the stories.
    void set_long_words_apart(BookletPhoto& photo) {
        const Composition alone = photo_setter_.compose({&photo}, area_, direction_);
        if (alone.cost < impossible && alone.unders.front().size.height * 3 < area_.height) return;
        photo.words_apart = true;
        for (const catalogue::Words* words : {&photo.shown.title, &photo.shown.caption}) {
            if (!words->empty()) chapter_.stories.push_back(*words);
        }
    }

    /// One page a photo would do; with words before them.
    std::size_t most_pages() const { return 2 * photos_.size() + 4; }

    ReadPage page_for_photos() const { return {{}, {}, {{}, area_}}; }

    std::vector<ReadPage> pages_with_words() const {
        if (auto page = page_with_words_beside()) return {*std::move(page)};
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
        const Length between = 12_mm;
        const Length taken = last.words.height.units == 0 ? Length{} : last.words.height + between;
        const Length left = area_.height - taken;
        const Length worthwhile = 60_mm;
        if (left >= worthwhile) last.room = {{{}, taken}, {area_.width, left}};
        return read;
    }

    /// On a lying page words and photos stand side by side, as long as the words fit beside them.
    std::optional<ReadPage> page_with_words_beside() const {
        const bool lying = area_.width * 4 > area_.height * 5;
        if (!lying || photos_.empty()) return std::nullopt;
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

    const Composition& composition(std::size_t first, std::size_t count, Size room) {
        const auto key = std::pair{std::pair{first, count}, std::pair{room.width, room.height}};
        if (const auto known = known_.find(key); known != known_.end()) return known->second;
        const auto begin = photos_.begin() + static_cast<std::ptrdiff_t>(first);
        return known_[key] = photo_setter_.compose({begin, begin + static_cast<std::ptrdiff_t>(count)}, room,
                                                   direction_);
    }

    /// As the page will be: in the layout that was chosen for it.
    const Composition& final_composition(const PhotoPage& page, Size room) {
        const auto key = std::pair{std::pair{page.first, page.count}, std::pair{room.width, room.height}};
        if (const auto known = final_.find(key); known != final_.end()) return known->second;
        const auto begin = photos_.begin() + static_cast<std::ptrdiff_t>(page.first);
        return final_[key] =
                   photo_setter_.compose_as_chosen({begin, begin + static_cast<std::ptrdiff_t>(page.count)},
                                                   page.read->room.size, room, direction_);
    }

    const Composition& final_composition(const PhotoPage& page) {
        return final_composition(page, page.read->room.size);
    }

    double cost_of(const ReadPage& page, std::size_t first, std::size_t count) {
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
    std::size_t small_in(const Composition& composed, std::size_t first) {
        std::size_t small = 0;
        for (std::size_t i = 0; i < composed.photos.size(); ++i) {
            if (shorter_side(composed.photos[i]) < least_side(first + i)) ++small;
        }
        return small;
    }

    /// A third of the page's width or so; less for a photo that is hardly larger alone on a page, as a
    /// panorama or one of few pixels is.
    Length least_side(std::size_t photo) {
        const Composition& alone = composition(photo, 1, area_);
        const Length usual = std::min({48_mm, area_.width / 3, area_.height / 3});
        return alone.photos.empty() ? usual : std::min(usual, shorter_side(alone.photos.front()) * 4 / 5);
    }

    static Length shorter_side(const Rect& photo) { return std::min(photo.size.width, photo.size.height); }

    std::vector<std::size_t> divided(const std::vector<ReadPage>& read) {
        DivisionRequest request;
        request.photos = photos_.size();
        request.pages = read.size();
        request.cost = [&](std::size_t page, std::size_t first, std::size_t count) {
            return cost_of(read[page], first, count);
        };
        return divide(request);
    }

    std::size_t small_in(const std::vector<ReadPage>& read, const std::vector<std::size_t>& division) {
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

    std::vector<Page> set_pages(const std::vector<ReadPage>& read, const std::vector<std::size_t>& division,
                                int first) {
        std::vector<Page> pages(read.size());
        std::size_t photo = 0;
        for (std::size_t i = 0; i < read.size(); i += 2) {
            PhotoSpread spread{{&read[i], photo, division[i]},
                               {&read[i + 1], photo + division[i], division[i + 1]}};
            photo += division[i] + division[i + 1];
            const Length floor = floor_of(spread);
            for (const PhotoPage* page : {&spread.one, &spread.other}) {
                const bool is_second = page == &spread.other;
                const bool on_right = is_second != (direction_ == Direction::RightToLeft);
                const std::size_t place = i + (on_right ? 1 : 0);
                pages[place] = set_page(*page, floor, first + static_cast<int>(place));
            }
        }
        return pages;
    }

    /// Down from the top of the area to where the lowest photos of both pages of a spread end, so that they
    /// are flush across the fold, whatever the length of their captions.
    Length floor_of(const PhotoSpread& spread) {
        Length under;
        Length above;
        const PhotoPage* tallest = nullptr;
        for (const PhotoPage* page : {&spread.one, &spread.other}) {
            if (page->count == 0) continue;
            const Composition& composed = final_composition(*page);
            under = std::max(under, under_lowest(composed));
            if (lowest_edge(composed) < above) continue;
            above = lowest_edge(composed);
            tallest = page;
        }
        const Length lowest = area_.height - under;
        if (!tallest) return lowest;
        const bool beside_words = !tallest->read->words.blocks.empty();
        const bool both = spread.one.count > 0 && spread.other.count > 0;
        const bool has_words = !spread.one.read->words.blocks.empty();
        if (beside_words || (both && has_words)) return lowest;
        return std::min(lowest, optical_top(final_composition(*tallest), area_) + above);
    }

    static Length lowest_edge(const Composition& composed) {
        Length lowest;
        for (const Rect& photo : composed.photos) lowest = std::max(lowest, photo.bottom());
        return lowest;
    }

    static Length under_lowest(const Composition& composed) {
        return composed.extent.height - lowest_edge(composed);
    }

    Page set_page(const PhotoPage& photos, Length floor, int number) {
        Page page = setting_.blank_page();
        const Rect area = setting_.live_area(number);
        const ReadPage& read = *photos.read;
        add(page, read.words, {area.left() + read.words_left, area.top()});
        if (photos.count == 0) return page;
        // Under the words to their side; on a page of their own in the middle.
        Size room = read.room.size;
        room.height =
            std::min(room.height, floor - read.room.top() + under_lowest(final_composition(photos)));
        const Composition& lower = final_composition(photos, room);
        const Composition& composed = lower.photos.empty() ? final_composition(photos) : lower;
        const Length spare = area.size.width - composed.extent.width;
        Length x = spare / 2;
        if (!read.words.blocks.empty()) {
            // Beside words at the far side of them, under them at theirs.
            const bool leftward = direction_ == Direction::RightToLeft;
            x = leftward != read.beside ? spare : Length{};
        }
        const Length top = std::min(floor - lowest_edge(composed), area.size.height - composed.extent.height);
        const auto begin = photos_.begin() + static_cast<std::ptrdiff_t>(photos.first);
        photo_setter_.place(page, composed, {begin, begin + static_cast<std::ptrdiff_t>(photos.count)},
                            {area.left() + x, area.top() + top});
        return page;
    }

    const BookletSetting& setting_;
    MakerChapter chapter_;  // with long captions moved to the stories
    Size area_;
    Direction direction_;
    PhotoSetter photo_setter_;
    PhotoList photos_;
    using Compositions =
        std::map<std::pair<std::pair<std::size_t, std::size_t>, std::pair<Length, Length>>, Composition>;
    Compositions known_;
    Compositions final_;
};

}  // namespace

std::vector<Page> chapter_pages(const BookletSetting& setting, const MakerChapter& chapter, int first) {
    return ChapterDesk(setting, chapter).pages(first);
}

}  // namespace render
