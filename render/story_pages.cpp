#include "render/story_pages.hpp"

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/shown.hpp"
#include "render/tale.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"
#include "render/type.hpp"
#include "render/type_text.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

void tell_more(std::vector<Telling>& tellings, const catalogue::Wording& wording) {
    if (wording.text.empty()) return;
    auto found = std::find_if(tellings.begin(), tellings.end(),
                              [&](const Telling& telling) { return telling.language == wording.language; });
    if (found == tellings.end()) found = tellings.insert(found, {wording.language, {}});
    if (!found->text.empty()) found->text += "\n\n";
    found->text += wording.text;
}

std::vector<Telling> tellings_of(const MakerChapter& chapter) {
    std::vector<Telling> tellings;
    for (const catalogue::Words& story : chapter.stories) {
        for (const catalogue::Wording& wording : story) tell_more(tellings, wording);
    }
    std::stable_partition(tellings.begin(), tellings.end(),
                          [](const Telling& telling) { return telling.language == "nl"; });
    return tellings;
}

/// Too narrow for two columns.
bool is_narrow(Length width) {
    constexpr Length least = 90_mm;
    return width < least;
}

class StoryDesk {
 public:
    StoryDesk(const BookletSetting& setting, BlockGroup name, Size area, double share)
        : setting_(setting),
          area_(area),
          style_(scaled(setting.look.styles.story, share)),
          name_(std::move(name)) {
        const auto gap = setting.look.paper.column_gap;
        narrow_ = is_narrow(area.width);
        column_ = narrow_ ? area.width : (area.width - gap) / 2;
        second_ = column_ + gap;
    }

    std::vector<BlockGroup> pages(std::vector<Telling> tellings) {
        if (tellings.empty()) return {};
        turn_page();
        if (narrow_) {
            for (const Telling& telling : tellings) tell_in_one_column(telling);
            return std::move(pages_);
        }
        if (tellings.size() == 1) {
            tell_alone(tellings.front());
            return std::move(pages_);
        }
        for (std::size_t i = 0; i < tellings.size(); i += 2) {
            if (i + 1 == tellings.size()) {
                tell_alone(tellings[i]);
            } else {
                tell_together(tellings[i], tellings[i + 1]);
            }
        }
        return std::move(pages_);
    }

 private:
    TextBlock set(const Telling& telling, const WordStyle& style, Length measure) const {
        return set_block(setting_.typesetter, {telling.text, telling.language, style, Role::Paragraph},
                         measure);
    }

    void turn_page() {
        y_ = {};
        if (pages_.empty() && !name_.blocks.empty()) {
            pages_.push_back(name_);
            const Length head = setting_.look.paper.head;
            y_ = std::max(head, name_.height + head * 11 / 20);  // clear of a name on two lines too
        } else {
            pages_.emplace_back();
        }
    }

    void place(TextBlock block, Length x) {
        if (block.lines.empty()) return;
        BlockGroup& page = pages_.back();
        page.height = std::max(page.height, y_ + height_of(block));
        page.blocks.push_back({std::move(block), {x, y_}});
    }

    void tell_in_one_column(const Telling& telling) {
        Tale tale(setting_.typesetter, telling, style_, column_);
        constexpr int least_lines = 3;
        if (area_.height - y_ < style_.type.leading * least_lines) turn_page();
        while (true) {
            place(tale.take(lines_that_fit(tale.rest(), area_.height - y_)), {});
            if (tale.is_told()) break;
            turn_page();
        }
        y_ = pages_.back().height + paragraph_gap();
    }

    /// One language in a wide column and large while it is short, else in two columns.
    void tell_alone(const Telling& telling) {
        const bool leftward = runs_right_to_left(telling.language);
        const Length measure = std::min(area_.width, setting_.look.paper.measure);
        for (const double share : {1.0, 0.9}) {
            TextBlock block = set(telling, scaled(setting_.look.styles.lead, share), measure);
            const Length room = area_.height - y_;
            if (height_of(block) > room / 2) continue;
            const Length height = height_of(block);
            place(std::move(block), leftward ? area_.width - measure : Length{});
            y_ += height + paragraph_gap();
            return;
        }
        Tale tale(setting_.typesetter, telling, style_, column_);
        tell_in_two_columns(tale, leftward);
        y_ = pages_.back().height + paragraph_gap();
    }

    void tell_in_two_columns(Tale& tale, bool leftward) {
        const Length first = leftward ? second_ : Length{};
        while (true) {
            const Length room = area_.height - y_;
            const std::size_t one = lines_that_fit(tale.rest(), room);
            const std::size_t other =
                lines_that_fit(part_of(tale.rest(), one, tale.rest().lines.size()), room);
            const TextBlock here = tale.take(one + other);
            const std::size_t lines = here.lines.size();
            const std::size_t begun = tale.is_told() ? balanced(here, one) : std::min(one, lines);
            place(part_of(here, 0, begun), first);
            place(part_of(here, begun, lines), second_ - first);
            if (tale.is_told()) break;
            turn_page();
        }
    }

    /// The first column is about as long as the second, and has at most that many lines.
    static std::size_t balanced(const TextBlock& block, std::size_t most) {
        const std::size_t half = std::min(most, (block.lines.size() + 1) / 2);
        for (std::size_t away = 0; away <= half / 2; ++away) {
            if (half + away <= most && parts_well(block, half + away)) return half + away;
            if (parts_well(block, half - away)) return half - away;
        }
        return half;
    }

    void tell_together(const Telling& one, const Telling& other) {
        const bool leftward = runs_right_to_left(one.language);
        const bool swapped = leftward && !runs_right_to_left(other.language);
        Tale left(setting_.typesetter, swapped ? other : one, style_, column_);
        Tale right(setting_.typesetter, swapped ? one : other, style_, column_);
        constexpr int least_lines = 4;
        if (area_.height - y_ < style_.type.leading * least_lines) turn_page();
        while (true) {
            const Length room = area_.height - y_;
            for (Tale* tale : {&left, &right}) {
                if (tale->is_told()) continue;
                place(tale->take(lines_that_fit(tale->rest(), room)), tale == &left ? Length{} : second_);
            }
            if (left.is_told() && right.is_told()) break;
            turn_page();
            if (left.is_told() != right.is_told()) {  // nothing stands beside what is left of the longer
                const Telling& longer = (left.is_told() == swapped) ? one : other;
                tell_in_two_columns(left.is_told() ? right : left, runs_right_to_left(longer.language));
                break;
            }
        }
        y_ = pages_.back().height + paragraph_gap();
    }

    Length paragraph_gap() const { return style_.type.leading * 3 / 2; }

    const BookletSetting& setting_;
    Size area_;
    WordStyle style_;
    BlockGroup name_;
    bool narrow_ = false;  // one column
    Length column_;
    Length second_;  // where the right column begins
    Length y_;
    std::vector<BlockGroup> pages_;
};

/// Whether the name stands on the right: over stories that all begin there, and in letters that run from
/// there over the one of two stories that does. Without stories the words of the photos tell.
bool stands_at_the_right(const MakerChapter& chapter) {
    std::vector<std::string> languages;
    for (const Telling& telling : tellings_of(chapter)) languages.push_back(telling.language);
    if (languages.empty()) {
        for (const BookletPhoto& photo : chapter.photos) {
            for (std::string& language : languages_of({&photo.shown->title, &photo.shown->caption})) {
                languages.push_back(std::move(language));
            }
        }
    }
    const auto leftward = std::count_if(languages.begin(), languages.end(), runs_right_to_left);
    if (leftward == 0) return false;
    return leftward == std::ssize(languages) || begins_right_to_left(chapter.name.text);
}

}  // namespace

std::string language_of_name(const MakerChapter& chapter) {
    std::vector<const catalogue::Words*> written;
    for (const catalogue::Words& story : chapter.stories) written.push_back(&story);
    for (const BookletPhoto& photo : chapter.photos) {
        written.insert(written.end(), {&photo.shown->title, &photo.shown->caption});
    }
    for (const catalogue::Words* words : written) {
        for (const catalogue::Wording& wording : *words) {
            const std::string bare = wording.language.substr(0, wording.language.find('-'));
            if (bare == "tr" || bare == "az") return bare;
        }
    }
    return "nl";
}

BlockGroup name_block(const BookletSetting& setting, const MakerChapter& chapter, Length width) {
    BlockGroup group;
    if (chapter.name.text.empty()) return group;
    const auto& styles = setting.look.styles;
    const Length gap = setting.look.paper.column_gap;
    const bool narrow = is_narrow(width);
    const Length column = narrow ? width : (width - gap) / 2;
    constexpr int most_lines = 2;
    const bool has_native = !chapter.name.native.empty();
    const bool leftward = !has_native && stands_at_the_right(chapter);
    TextBlock name = set_to_fit(setting.typesetter,
                                {chapter.name.text, language_of_name(chapter), styles.name, Role::Heading,
                                 leftward ? Align::End : Align::Start},
                                has_native ? column : width, most_lines);
    group.height = height_of(name);
    if (has_native) {
        const catalogue::Wording& native = chapter.name.native.front();
        TextBlock block =
            set_to_fit(setting.typesetter, {native.text, native.language, styles.native_name, Role::Heading},
                       column, most_lines);
        // Both names stand on one line where there is room.
        const Length y = narrow ? group.height + block.lines.front().leading : name.capitals - block.capitals;
        group.height = std::max(group.height, y + height_of(block));
        group.blocks.push_back({std::move(block), {narrow ? Length{} : column + gap, y}});
    }
    group.blocks.insert(group.blocks.begin(), {std::move(name), {}});
    return group;
}

std::vector<BlockGroup> story_pages(const BookletSetting& setting, const MakerChapter& chapter, Size area) {
    const BlockGroup name = name_block(setting, chapter, area.width);
    const std::vector<Telling> tellings = tellings_of(chapter);
    std::vector<BlockGroup> best;
    // A little smaller where that saves a page.
    for (const double share : {1.0, 0.93, 0.86}) {
        std::vector<BlockGroup> pages = StoryDesk(setting, name, area, share).pages(tellings);
        if (best.empty() || pages.size() < best.size()) best = std::move(pages);
        if (best.size() <= 1) break;
    }
    return best;
}

}  // namespace render
