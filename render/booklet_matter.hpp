#pragma once

#include "catalogue/catalogue.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace render {

/// The two channels a booklet may be made for.
template <catalogue::Channel channel>
concept BookletChannel =
    channel == catalogue::Channel::BookletPrint || channel == catalogue::Channel::BookletPdf;

/// A cleared photo of a BookletMatter, which holds what may be shown, and its index in the publication.
struct BookletPhoto {
    const catalogue::ClearedPhoto* shown = nullptr;
    std::size_t index = 0;
    bool words_apart = false;  // title and caption are too long to stand under it and stand with the stories
};

/// What one maker shows under one name.
struct MakerChapter {
    catalogue::ShownName name;
    catalogue::PersonId maker;  // for finding the maker's place in the plan, never for showing
    std::vector<BookletPhoto> photos;
    std::vector<catalogue::Words> stories;
};

/// Everything that was cleared for one edition of the booklet, and nothing else: it is only made from
/// chapters cleared for a booklet's channel. Like the answers it holds, it is to be used and let go.
class BookletMatter {
 public:
    template <catalogue::Channel channel>
        requires BookletChannel<channel>
    explicit BookletMatter(const std::vector<catalogue::Chapter<channel>>& chapters)
        : for_print_(channel == catalogue::Channel::BookletPrint) {
        for (const auto& cleared : chapters) {
            MakerChapter chapter{cleared.name, {}, {}, {}};
            for (const auto& photo : cleared.photos) {
                chapter.maker = photo->maker;
                chapter.photos.push_back({&cleared_.emplace_back(*photo), cleared_.size() - 1});
            }
            for (const auto& story : cleared.stories) chapter.stories.push_back(story.words());
            chapters_.push_back(std::move(chapter));
        }
    }

    BookletMatter(const BookletMatter&) = delete;
    BookletMatter& operator=(const BookletMatter&) = delete;

    /// For the printer, or else for the website.
    bool is_for_print() const { return for_print_; }

    const std::vector<MakerChapter>& chapters() const { return chapters_; }

    /// The photo, if it was cleared, and in that version if one is named.
    const BookletPhoto* find(const catalogue::PhotoId& photo, const std::string& version) const;

 private:
    bool for_print_;
    std::deque<catalogue::ClearedPhoto> cleared_;  // that photos of the chapters point at
    std::vector<MakerChapter> chapters_;
};

}  // namespace render
