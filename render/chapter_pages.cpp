#include "render/chapter_pages.hpp"

#include "render/booklet_covers.hpp"
#include "render/booklet_setting.hpp"
#include "render/caption.hpp"
#include "render/chapter_division.hpp"
#include "render/composition.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace render {

namespace {

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
    ChapterDesk(const BookletSetting& setting, ChapterDivider& divider, const ChapterDivision& division)
        : setting_(setting),
          divider_(divider),
          photo_setter_(divider.photo_setter()),
          photos_(divider.photos()),
          division_(division),
          direction_(divider.direction()),
          area_(divider.area()) {}

    std::vector<Page> pages(int first) {
        const std::vector<ReadPage>& read = division_.pages;
        const std::vector<std::size_t>& division = division_.photos;
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

 private:
    /// As the page will be: in the layout that was chosen for it.
    const Composition& final_composition(const PhotoPage& page, Size room) {
        const auto begin = photos_.begin() + static_cast<std::ptrdiff_t>(page.first);
        const PhotoList photos{begin, begin + static_cast<std::ptrdiff_t>(page.count)};
        if (!photo_setter_.has_choice(photos)) return divider_.composition(page.first, page.count, room);
        const auto key = std::pair{std::pair{page.first, page.count}, std::pair{room.width, room.height}};
        if (const auto known = chosen_.find(key); known != chosen_.end()) return known->second;
        return chosen_[key] = photo_setter_.compose_as_chosen(photos, page.read->room.size, room, direction_);
    }

    const Composition& final_composition(const PhotoPage& page) {
        return final_composition(page, page.read->room.size);
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
        const ReadPage& read = *photos.read;
        if (photos.count == 0 && read.words.blocks.empty()) return own_photo_page(setting_, number, number);
        Page page = setting_.blank_page();
        const Rect area = setting_.live_area(number);
        add(page, read.words, {area.left() + read.words_left, area.top()});
        if (photos.count == 0) return page;
        // Under the words to their side; on a page of their own in the middle.
        Size room = read.room.size;
        room.height =
            std::min(room.height, floor - read.room.top() + under_lowest(final_composition(photos)));
        const Composition& lower = final_composition(photos, room);
        const Composition& composed = lower.photos.empty() ? final_composition(photos) : lower;
        const Length spare = read.room.size.width - composed.extent.width;
        Length x = spare / 2;
        if (!read.words.blocks.empty()) {
            // Beside words at the far side of them, under them at theirs.
            const bool leftward = direction_ == Direction::RightToLeft;
            x = read.room.left() + (leftward != read.beside ? spare : Length{});
        }
        const Length top = std::min(floor - lowest_edge(composed), area.size.height - composed.extent.height);
        const auto begin = photos_.begin() + static_cast<std::ptrdiff_t>(photos.first);
        photo_setter_.place(page, composed, {begin, begin + static_cast<std::ptrdiff_t>(photos.count)},
                            {area.left() + x, area.top() + top});
        return page;
    }

    const BookletSetting& setting_;
    ChapterDivider& divider_;
    const PhotoSetter& photo_setter_;
    const PhotoList& photos_;
    const ChapterDivision& division_;
    Direction direction_;
    Size area_;
    std::map<std::pair<std::pair<std::size_t, std::size_t>, std::pair<Length, Length>>, Composition> chosen_;
};

}  // namespace

std::vector<Page> chapter_pages(const BookletSetting& setting, ChapterDivider& divider,
                                const ChapterDivision& division, int first) {
    return ChapterDesk(setting, divider, division).pages(first);
}

}  // namespace render
