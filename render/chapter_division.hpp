#pragma once

#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/caption.hpp"
#include "render/composition.hpp"
#include "render/length.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace render {

/// A page as it is read: its words, and the room left for photos.
struct ReadPage {
    BlockGroup words;
    Length words_left;         // from the left of the area to the words
    Rect room;                 // for photos, in the area; no height: none
    bool may_be_bare = false;  // looks well without a photo
    bool beside = false;       // words and photos stand side by side
};

/// A maker's pages, with how many photos each was given.
struct ChapterDivision {
    std::vector<ReadPage> pages;
    std::vector<std::size_t> photos;
    std::size_t small = 0;  // photos that are too small to enjoy

    std::size_t without_photos() const;
    /// Pages with neither words nor a photo.
    std::size_t blank() const;
};

/// Finds how a maker's words and photos go over pages, an even number of them: the words first, with photos
/// under a short story or beside it, and the other photos after it, at the least cost together (LAYOUT §2).
class ChapterDivider {
 public:
    ChapterDivider(const BookletSetting& setting, const MakerChapter& chapter);
    ChapterDivider(const ChapterDivider&) = delete;
    ChapterDivider& operator=(const ChapterDivider&) = delete;

    /// As few pages as give each photo room enough.
    const ChapterDivision& fewest() const { return fewest_; }

    /// The same over two pages more.
    ChapterDivision with_more_pages();

    /// The best composition of so many photos from there on.
    const Composition& composition(std::size_t first, std::size_t count, Size room);

    /// Forgets the compositions that neither of these divisions has.
    void keep_only(const ChapterDivision& one, const ChapterDivision& other);

    const PhotoList& photos() const { return photos_; }
    const PhotoSetter& photo_setter() const { return photo_setter_; }
    Direction direction() const { return direction_; }
    Size area() const { return area_; }

 private:
    void set_long_words_apart(BookletPhoto& photo);
    std::vector<ReadPage> pages_with_words();
    Rect room_under(const BlockGroup& words);
    std::optional<Rect> room_under_shorter(const BlockGroup& words) const;
    std::optional<ReadPage> page_with_words_beside() const;
    ReadPage page_for_photos() const { return {{}, {}, {{}, area_}}; }
    std::size_t most_pages() const;
    ChapterDivision best_division();
    /// read: the pages with words, before those with photos alone.
    ChapterDivision best_division(std::vector<ReadPage> read);
    double cost_of(const ReadPage& page, std::size_t first, std::size_t count);
    Length least_side(std::size_t photo);
    std::size_t small_in(const Composition& composed, std::size_t first);
    std::size_t small_in(const std::vector<ReadPage>& read, const std::vector<std::size_t>& division);
    std::vector<std::size_t> divided(const std::vector<ReadPage>& read);

    const BookletSetting& setting_;
    MakerChapter chapter_;  // with long captions moved to the stories
    Size area_;
    Direction direction_;
    PhotoSetter photo_setter_;
    PhotoList photos_;
    using Place = std::pair<std::pair<std::size_t, std::size_t>, std::pair<Length, Length>>;
    static Place place_of(std::size_t first, std::size_t count, Size room) {
        return {{first, count}, {room.width, room.height}};
    }
    std::map<Place, Composition> known_;
    ChapterDivision fewest_;
};

}  // namespace render
