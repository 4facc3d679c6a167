#pragma once

#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/chapter_division.hpp"
#include "render/chapter_shares.hpp"
#include "render/page.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace render {

/// The pages of makers' chapters that were laid out before, so that a change in one chapter lays out that one
/// alone. For one look and one typesetter, whose fonts the pages are set in.
class ChapterMemory {
 public:
    enum class Lasts { Long, ForOneBooklet };  // the latter keeps no pages that it gave

    explicit ChapterMemory(Lasts lasts = Lasts::Long) : lasts_(lasts) {}

    /// A booklet begins. Between this and finish() the setting must stay where it is.
    void begin();

    ChapterNeed need_of(const BookletSetting& setting, const MakerChapter& chapter);

    /// The chapter on so many pages, the fewest or the most that it needs.
    std::vector<Page> pages(const BookletSetting& setting, const MakerChapter& chapter, std::size_t count,
                            int first);

    /// The booklet is there: chapters that are not in it are forgotten.
    void finish();

    /// How many chapters were laid out so far, and not remembered.
    std::size_t laid_out() const { return laid_out_; }

 private:
    /// At work on a chapter, for one booklet.
    struct Desk {
        ChapterDivider divider;
        ChapterDivision longer;

        Desk(const BookletSetting& setting, const MakerChapter& chapter)
            : divider(setting, chapter), longer(divider.with_more_pages()) {
            divider.keep_only(divider.fewest(), longer);
        }
    };
    struct Known {
        ChapterNeed need;
        std::map<std::size_t, std::vector<Page>> by_count;  // photos by their place in the chapter
        std::unique_ptr<Desk> desk;
        bool used = true;
    };

    Known& known(const BookletSetting& setting, const MakerChapter& chapter);
    Desk& desk_for(Known& known, const BookletSetting& setting, const MakerChapter& chapter);

    Lasts lasts_;
    std::map<std::string, Known> by_contents_;
    std::size_t laid_out_ = 0;
};

}  // namespace render
