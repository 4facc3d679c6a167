#include "render/chapter_memory.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/chapter_division.hpp"
#include "render/chapter_pages.hpp"
#include "render/chapter_shares.hpp"
#include "render/page.hpp"

#include <cstddef>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

/// Adds texts one after the other so that no two lists of texts give the same.
class Contents {
 public:
    Contents& add(std::string_view text) {
        all_ += fmt::format("{}:", text.size());
        all_ += text;
        return *this;
    }
    Contents& add(const catalogue::Words& words) {
        add(fmt::format("{} languages", words.size()));
        for (const catalogue::Wording& wording : words) add(wording.language).add(wording.text);
        return *this;
    }
    std::string text() && { return std::move(all_); }

 private:
    std::string all_;
};

/// Everything that decides how the chapter's pages look: what is read by chapter_pages() is here.
std::string contents_of(const BookletSetting& setting, const MakerChapter& chapter) {
    Contents all;
    all.add(fmt::format("{} x {} + {}", setting.trim.width.units, setting.trim.height.units,
                        setting.bleed.units));
    all.add(chapter.name.text).add(chapter.name.native);
    std::vector<catalogue::PhotoId> photos;
    for (const BookletPhoto& photo : chapter.photos) {
        const catalogue::Picture& picture = photo.shown->picture;
        photos.push_back(photo.shown->photo);
        all.add(photo.shown->photo.value).add(photo.shown->name.text);
        all.add(fmt::format("{} x {}, {}, {}", picture.width, picture.height, picture.orientation,
                            photo.words_apart));
        all.add(photo.shown->title).add(photo.shown->caption).add(photo.shown->alt);
    }
    for (const catalogue::Words& story : chapter.stories) all.add(story);
    all.add(setting.choices.in_words(photos));
    return std::move(all).text();
}

/// With its photos numbered from 0.
MakerChapter by_itself(MakerChapter chapter) {
    std::size_t number = 0;
    for (BookletPhoto& photo : chapter.photos) photo.index = number++;
    return chapter;
}

/// With other numbers for their photos.
std::vector<Page> renumbered(std::vector<Page> pages, const std::vector<std::size_t>& numbers) {
    for (Page& page : pages) {
        for (Item& item : page.items) {
            if (auto* placed = std::get_if<PlacedPhoto>(&item)) placed->photo = numbers.at(placed->photo);
        }
    }
    return pages;
}

}  // namespace

void ChapterMemory::begin() {
    for (auto& [contents, known] : by_contents_) {
        known.desk.reset();  // of a booklet that was not finished
        known.used = false;
    }
}

ChapterNeed ChapterMemory::need_of(const BookletSetting& setting, const MakerChapter& chapter) {
    return known(setting, by_itself(chapter)).need;
}

std::vector<Page> ChapterMemory::pages(const BookletSetting& setting, const MakerChapter& chapter,
                                       std::size_t count, int first) {
    const MakerChapter alone = by_itself(chapter);
    Known& known = this->known(setting, alone);
    // A chapter begins on a left page; would it not, its margins were others.
    const std::size_t variety = 2 * count + (is_right_page(first) ? 1 : 0);
    auto pages = known.by_count.find(variety);
    if (pages == known.by_count.end()) {
        Desk& desk = desk_for(known, setting, alone);
        const ChapterDivision& fewest = desk.divider.fewest();
        const bool longer = count > fewest.pages.size();
        pages =
            known.by_count
                .emplace(variety, chapter_pages(setting, desk.divider, longer ? desk.longer : fewest, first))
                .first;
    }
    std::vector<std::size_t> numbers;
    for (const BookletPhoto& photo : chapter.photos) numbers.push_back(photo.index);
    if (lasts_ == Lasts::Long) return renumbered(pages->second, numbers);
    known.desk.reset();
    return renumbered(std::move(known.by_count.extract(pages).mapped()), numbers);
}

void ChapterMemory::finish() {
    for (auto one = by_contents_.begin(); one != by_contents_.end();) {
        one->second.desk.reset();
        one = one->second.used ? std::next(one) : by_contents_.erase(one);
    }
}

ChapterMemory::Known& ChapterMemory::known(const BookletSetting& setting, const MakerChapter& chapter) {
    const std::string contents = contents_of(setting, chapter);
    auto found = by_contents_.find(contents);
    if (found == by_contents_.end()) {
        Known made;
        const Desk& desk = desk_for(made, setting, chapter);
        const ChapterDivision& fewest = desk.divider.fewest();
        const bool fills = desk.longer.without_photos() <= fewest.without_photos();
        made.need = {chapter.photos.size(), fewest.pages.size(),
                     fills ? desk.longer.pages.size() : fewest.pages.size()};
        found = by_contents_.emplace(contents, std::move(made)).first;
    }
    found->second.used = true;
    return found->second;
}

ChapterMemory::Desk& ChapterMemory::desk_for(Known& known, const BookletSetting& setting,
                                             const MakerChapter& chapter) {
    if (!known.desk) {
        known.desk = std::make_unique<Desk>(setting, chapter);
        ++laid_out_;
    }
    return *known.desk;
}

}  // namespace render
