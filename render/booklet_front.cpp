#include "render/booklet_front.hpp"

#include "render/booklet_lists.hpp"
#include "render/booklet_plan.hpp"
#include "render/booklet_sections.hpp"
#include "render/booklet_setting.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

using Kind = BookletPart::Kind;

class FrontDesk {
 public:
    FrontDesk(const BookletSetting& setting, std::vector<BookletPart>& parts, std::size_t contents_pages)
        : setting_(setting), parts_(parts), contents_pages_(contents_pages) {}

    void pad() {
        const auto first_maker = std::find_if(parts_.begin(), parts_.end(), begins_spread);
        if (first_maker == parts_.end() || !begins_right(first_maker)) return;
        for (auto part = parts_.begin(); part != first_maker; ++part) {
            if (!is_front_section(*part) || !part->photos.empty()) continue;
            const int planned = std::exchange(part->planned_pages, part->planned_pages == 2 ? 1 : 2);
            if (!begins_right(first_maker)) return;
            part->planned_pages = planned;
        }
    }

 private:
    using Place = std::vector<BookletPart>::const_iterator;

    bool begins_right(Place part) const { return is_right_page(pages_before(part) + 1); }

    int pages_before(Place end) const {
        int count = 0;
        for (Place part = parts_.cbegin(); part != end; ++part) count += pages_of(*part, count + 1);
        return count;
    }

    int pages_of(const BookletPart& part, int first) const {
        if (part.kind == Kind::OwnPhoto || part.kind == Kind::BackCover || is_closing(part)) return 0;
        if (part.kind == Kind::Section) return static_cast<int>(section_pages(setting_, part, first).size());
        if (part.kind != Kind::Contents) return 1;
        if (contents_pages_ > 0) return static_cast<int>(contents_pages_);
        return static_cast<int>(contents_expected(setting_, parts_, first));
    }

    const BookletSetting& setting_;
    std::vector<BookletPart>& parts_;
    std::size_t contents_pages_;
};

}  // namespace

bool is_closing(const BookletPart& part) {
    return part.kind == Kind::Section && (part.section.id == "dank" || part.section.id == "colofon");
}

bool begins_spread(const BookletPart& part) {
    return part.kind == Kind::Maker || part.kind == Kind::Together;
}

void pad_front(const BookletSetting& setting, std::vector<BookletPart>& parts, std::size_t contents_pages) {
    FrontDesk(setting, parts, contents_pages).pad();
}

std::size_t contents_expected(const BookletSetting& setting, const std::vector<BookletPart>& parts,
                              int first) {
    const auto& texts = setting.look.texts;
    std::vector<ContentsLine> lines;
    for (const BookletPart& part : parts) {
        if (part.kind == Kind::Section) lines.push_back({part.section.title, {}, 1});
        if (part.kind == Kind::Together) lines.push_back({texts.together, {}, 1});
        if (part.kind != Kind::Maker) continue;
        lines.push_back({name_in_contents(setting, part), part.chapter.name.native, 1});
    }
    lines.push_back({texts.own_photo, {}, 1});
    return contents_pages(setting, lines, first).size();
}

std::string name_in_contents(const BookletSetting& setting, const BookletPart& part) {
    return part.chapter.name.text.empty() ? setting.look.texts.nameless : part.chapter.name.text;
}

}  // namespace render
