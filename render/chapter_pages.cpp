#include "render/chapter_pages.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/caption.hpp"
#include "render/composition.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/shown.hpp"
#include "render/story_pages.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace render {

namespace {

constexpr double impossible = std::numeric_limits<double>::infinity();

bool is_read_leftward(const MakerChapter& chapter) {
    const auto has_leftward = [](const catalogue::Words& words) {
        return std::any_of(words.begin(), words.end(),
                           [](const auto& wording) { return runs_right_to_left(wording.language); });
    };
    return has_leftward(chapter.name.native) ||
           std::any_of(chapter.stories.begin(), chapter.stories.end(), has_leftward) ||
           std::any_of(chapter.photos.begin(), chapter.photos.end(), [&](const BookletPhoto& photo) {
               return has_leftward(photo.shown.title) || has_leftward(photo.shown.caption);
           });
}

/// A page as it is read: its words, and the room left for photos.
struct ReadPage {
    BlockGroup words;
    Size room;                 // for photos, at the foot of the page; no height: none
    bool may_be_bare = false;  // looks well without a photo
};

class ChapterDesk {
 public:
    ChapterDesk(const BookletSetting& setting, const MakerChapter& chapter)
        : setting_(setting),
          chapter_(chapter),
          direction_(is_read_leftward(chapter) ? Direction::RightToLeft : Direction::LeftToRight),
          area_(setting.live_area(2).size),
          captions_(setting, Untitled::Say) {
        for (const BookletPhoto& photo : chapter.photos) photos_.push_back(&photo);
    }

    std::vector<Page> pages(int first) {
        const std::vector<ReadPage> words = pages_with_words();
        std::size_t count = words.size() + words.size() % 2;
        while (true) {
            std::vector<ReadPage> read = words;
            while (read.size() < count) read.push_back({{}, area_, false});
            const std::vector<std::size_t> division = best_division(read);
            if (!division.empty() && (!is_crowded(read, division) || count >= most_pages())) {
                return set_pages(read, division, first);
            }
            count += 2;
        }
    }

 private:
    /// One page a photo would do; with words before them.
    std::size_t most_pages() const { return 2 * photos_.size() + 4; }

    std::vector<ReadPage> pages_with_words() const {
        std::vector<ReadPage> read;
        for (BlockGroup& words : story_pages(setting_, chapter_, area_)) {
            read.push_back({std::move(words), {}, true});
        }
        if (read.empty()) read.push_back({name_block(setting_, chapter_, area_.width), {}, false});
        ReadPage& last = read.back();
        const Length between = 12_mm;
        const Length taken = last.words.height.units == 0 ? Length{} : last.words.height + between;
        const Length left = area_.height - taken;
        const Length worthwhile = 60_mm;
        if (left >= worthwhile) last.room = {area_.width, left};
        return read;
    }

    const Composition& composition(std::size_t first, std::size_t count, Size room) {
        const auto key = std::pair{std::pair{first, count}, std::pair{room.width, room.height}};
        if (const auto known = known_.find(key); known != known_.end()) return known->second;
        const auto begin = photos_.begin() + static_cast<std::ptrdiff_t>(first);
        return known_[key] =
                   compose_photos(setting_, captions_, {begin, begin + static_cast<std::ptrdiff_t>(count)},
                                  room, direction_);
    }

    static constexpr std::size_t most_on_a_page = 6;

    double cost_of(const ReadPage& page, std::size_t first, std::size_t count) {
        const bool has_room = page.room.height > Length{};
        if (count == 0) {
            if (!has_room) return 0;
            constexpr double bare = 0.9;
            constexpr double blank = 3;
            return page.may_be_bare ? bare : blank;
        }
        if (!has_room) return impossible;
        const Composition& composed = composition(first, count, page.room);
        if (composed.photos.empty()) return impossible;
        constexpr double each_small = 1.5;
        return composed.cost + each_small * static_cast<double>(small_in(composed));
    }

    /// Photos of which a side is under a third of the page's width or so: too small to enjoy.
    std::size_t small_in(const Composition& composed) const {
        const Length least = std::min(48_mm, area_.width / 3);
        return static_cast<std::size_t>(std::count_if(
            composed.photos.begin(), composed.photos.end(),
            [&](const Rect& photo) { return std::min(photo.size.width, photo.size.height) < least; }));
    }

    /// How many photos each page gets; empty when there is no way (LAYOUT §2).
    std::vector<std::size_t> best_division(const std::vector<ReadPage>& read) {
        const std::size_t count = photos_.size();
        std::vector<std::vector<double>> best(read.size() + 1, std::vector<double>(count + 1, impossible));
        std::vector<std::vector<std::size_t>> taken(read.size() + 1, std::vector<std::size_t>(count + 1, 0));
        best[0][0] = 0;
        for (std::size_t page = 0; page < read.size(); ++page) {
            for (std::size_t done = 0; done <= count; ++done) {
                if (best[page][done] == impossible) continue;
                for (std::size_t more = 0; more <= std::min(most_on_a_page, count - done); ++more) {
                    const double cost = best[page][done] + cost_of(read[page], done, more);
                    if (cost >= best[page + 1][done + more]) continue;
                    best[page + 1][done + more] = cost;
                    taken[page + 1][done + more] = more;
                }
            }
        }
        if (best[read.size()][count] == impossible) return {};
        std::vector<std::size_t> division(read.size());
        for (std::size_t page = read.size(), done = count; page > 0; --page) {
            division[page - 1] = taken[page][done];
            done -= taken[page][done];
        }
        return division;
    }

    bool is_crowded(const std::vector<ReadPage>& read, const std::vector<std::size_t>& division) {
        std::size_t first = 0;
        for (std::size_t page = 0; page < read.size(); ++page) {
            if (division[page] > 0 && small_in(composition(first, division[page], read[page].room)) > 0) {
                return true;
            }
            first += division[page];
        }
        return false;
    }

    std::vector<Page> set_pages(const std::vector<ReadPage>& read, const std::vector<std::size_t>& division,
                                int first) {
        std::vector<Page> pages(read.size());
        std::size_t photo = 0;
        for (std::size_t i = 0; i < read.size(); ++i) {
            const std::size_t place = direction_ == Direction::RightToLeft ? (i ^ 1U) : i;
            pages[place] = set_page(read[i], {photo, division[i]}, first + static_cast<int>(place));
            photo += division[i];
        }
        return pages;
    }

    Page set_page(const ReadPage& read, std::pair<std::size_t, std::size_t> photos, int number) {
        Page page = setting_.blank_page();
        const Rect area = setting_.live_area(number);
        add(page, read.words, area.origin);
        const auto [first, count] = photos;
        if (count == 0) return page;
        const Rect room{{area.left(), area.bottom() - read.room.height}, read.room};
        Hang hang = Hang::OpticalCentre;
        if (!read.words.blocks.empty()) {
            hang = direction_ == Direction::RightToLeft ? Hang::BottomRight : Hang::BottomLeft;
        }
        const auto begin = photos_.begin() + static_cast<std::ptrdiff_t>(first);
        add_photos(page, composition(first, count, read.room), captions_,
                   {begin, begin + static_cast<std::ptrdiff_t>(count)}, {room, hang});
        return page;
    }

    const BookletSetting& setting_;
    const MakerChapter& chapter_;
    Direction direction_;
    Size area_;
    CaptionSetter captions_;
    PhotoList photos_;
    std::map<std::pair<std::pair<std::size_t, std::size_t>, std::pair<Length, Length>>, Composition> known_;
};

}  // namespace

std::vector<Page> chapter_pages(const BookletSetting& setting, const MakerChapter& chapter, int first) {
    return ChapterDesk(setting, chapter).pages(first);
}

}  // namespace render
